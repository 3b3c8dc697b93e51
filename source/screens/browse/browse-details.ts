import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import { type ReportLine, wrapped } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import type { BrowseState } from './browse-state.ts';

type Details = NonNullable<BrowseState['details']>;

/** All that a mirror says of a file, a fact a line. */
export function detailLines({ of, version, platform }: Details, messages: Messages): readonly ReportLine[] {
  const text = messages.browse.details;
  const file = of.files.find((one) => one.version === version && one.platform === platform);
  const fact = (label: string, value: string): ReportLine[] => [
    { text: label, tone: 'quiet' },
    { text: `  ${cleanText(value)}`, indent: 2 },
  ];
  if (file === undefined) return [];
  const { marks, none } = messages.browse;
  const states = [
    ...(file.yanked || of.yanked ? [marks.yanked] : []),
    ...(of.hidden ? [marks.hidden] : []),
    ...(of.standalone ? [marks.alone] : []),
    ...(of.nightly === version ? [marks.nightly] : []),
  ];
  return [
    { text: `${cleanText(of.id)} ${cleanText(version)}  ${cleanText(platform)}`, tone: 'title' },
    { text: cleanText(of.description), tone: 'quiet' },
    ...(states.length === 0 ? [] : [{ text: states.join(messages.units.listJoin), tone: 'warn' as const }]),
    { text: '' },
    ...fact(text.url, `${of.mirror.replace(/\/$/, '')}/${file.file}`),
    ...fact(text.length, text.bytes(humanBytes(file.length, messages), file.length)),
    ...fact('sha256', file.sha256 ?? none),
    ...fact('sha512', file.sha512 ?? none),
    ...fact(text.entry, file.entry === '' ? none : file.entry),
    ...fact(text.released, localTime(file.released)),
    ...fact(text.owner, of.owner),
    ...fact(text.manifest, text.manifestOf(of.version, localTime(of.expires))),
  ];
}

/** How many rows they take. */
export function detailRows(details: Details, messages: Messages, width: number): number {
  return wrapped(detailLines(details, messages), width).length;
}
