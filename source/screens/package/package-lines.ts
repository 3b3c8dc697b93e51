import type { PackagePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import type { Packed } from './package-state.ts';

/** Names that are shown of what is packed; more scroll past anyway. */
const most = 500;

/** Everything that is going to be packed, and into what. */
export function reviewLines(plans: readonly PackagePlan[], messages: Messages): readonly ReportLine[] {
  const text = messages.packaging.review;
  const [first] = plans;
  if (first === undefined) return [];
  const { entries, bytes, request } = first;
  const files = entries.filter(({ type }) => type !== 'folder').length;
  const warnings = mergedWarnings(
    plans.flatMap((plan) => plan.warnings),
    messages,
  );
  const rest = entries.length - most;
  return [
    ...plans.flatMap(({ file, replaces }): ReportLine[] => [
      { text: cleanText(file), tone: 'title', indent: 2 },
      ...(replaces ? [{ text: `  ${text.replaces}`, tone: 'warn' as const, indent: 2 }] : []),
    ]),
    { text: '' },
    { text: text.contents(messages.units.files(files), humanBytes(bytes, messages)) },
    { text: text.entry(cleanText(request.entry ?? '')) },
    ...warnings.map(({ code, facts }) => ({
      text: cleanText(messages.warnings[code](facts)),
      tone: 'warn' as const,
    })),
    { text: '' },
    ...entries.slice(0, most).map(({ path, type, bytes: size, executable }) => ({
      text: `  ${cleanText(path)}${type === 'folder' ? '/' : executable ? '*' : ''}${
        type === 'file' ? `  ${humanBytes(size, messages)}` : ''
      }`,
      indent: 4,
    })),
    ...(rest > 0 ? [{ text: `  ${messages.clone.andMore(rest)}`, tone: 'quiet' as const }] : []),
  ];
}

/** What was made. */
export function doneLines(packed: readonly Packed[], messages: Messages): readonly ReportLine[] {
  const text = messages.packaging.done;
  return [
    { text: text.title, tone: 'good' },
    { text: '' },
    ...packed.flatMap(({ result }): ReportLine[] => [
      { text: `${cleanText(result.file)}  ${humanBytes(result.bytes, messages)}`, indent: 2 },
      { text: `  sha256 ${result.sha256}`, tone: 'quiet', indent: 4 },
    ]),
    { text: '' },
    { text: text.same },
    { text: text.next, tone: 'quiet' },
  ];
}

/** The commands that pack the same; `output`: where to, when it is not the folder that this was started in. */
export function packageCommands(plans: readonly PackagePlan[], output: string): readonly string[] {
  return plans.map(({ request }) =>
    [
      ...(output === '' ? [] : [`cd ${shellWord(request.output ?? output)} &&`]),
      'mirrordeck package',
      ...request.targets.map(shellWord),
      ...(request.directory === undefined ? [] : [`-C ${shellWord(request.directory)}`]),
      `--name ${shellWord(request.name)} --release ${shellWord(request.release)}`,
      `--entry ${shellWord(request.entry ?? '')} --os ${request.os ?? ''} --arch ${request.arch ?? ''}`,
      ...(request.description === undefined ? [] : [`--desc ${shellWord(request.description)}`]),
      ...(request.standalone === true ? ['--standalone'] : []),
      ...(request.hidden === true ? ['--hide'] : []),
    ].join(' '),
  );
}
