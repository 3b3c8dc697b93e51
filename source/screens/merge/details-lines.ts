import type { MergePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import type { DiffRow, DiffTitles } from '../../ui/diff/diff-lines.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText, clipMiddle } from '../../ui/text.ts';
import type { RowConflict } from './merge-rows.ts';

const short = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, (hash) => hash.slice(0, 16));

/** A conflict in one sentence. */
export function conflictSentence({ conflict }: RowConflict, { merging }: Messages): string {
  const { kind, component, version, platform, name, here, there } = conflict;
  const isOfName = kind === 'file' || kind === 'owner-keys' || kind === 'owner-unknown';
  const parts = [component, version, platform].filter((part) => part !== null);
  const side = (text: string): string => (text === '' ? merging.nobody : short(text));
  return cleanText(merging.kinds[kind](isOfName ? (name ?? '') : parts.join(' '), side(here), side(there)));
}

/** What both sides of a conflict have, a fact a row. */
export function conflictRows({ conflict, compared }: RowConflict, messages: Messages): readonly DiffRow[] {
  const text = messages.merge.facts;
  const { here, there } = compared;
  const told = (value: string): string | null => (value === '' ? null : value);
  if (conflict.kind !== 'version' && conflict.kind !== 'file')
    return [
      {
        label: text.kinds[conflict.kind],
        here: told(conflict.here),
        there: told(conflict.there),
      },
    ];
  const size = (bytes: number): string | null => (bytes === 0 ? null : humanBytes(bytes, messages));
  const hash = (value: string): string | null => (value === '' ? null : value);
  return [
    ...(conflict.kind === 'file' ? [{ label: text.file, here: conflict.name, there: conflict.name }] : []),
    { label: text.owner, here: here?.owner ?? null, there: there?.owner ?? null },
    {
      label: text.size,
      here: here === null ? null : size(here.length),
      there: there === null ? null : size(there.length),
    },
    {
      label: text.released,
      here: here === null ? null : localTime(here.released),
      there: there === null ? null : localTime(there.released),
    },
    // long, and told apart by a glance at its beginning: last
    { label: text.hash, here: hash(conflict.here), there: hash(conflict.there) },
  ];
}

/** What stands above the two sides. */
export function sideTitles({ conflict }: RowConflict, messages: Messages, width: number): DiffTitles {
  return {
    here: messages.merge.here,
    there: clipMiddle(cleanText(conflict.source), Math.floor(width / 2) - 8),
    none: messages.merging.nobody,
  };
}

/** All that the plan says about a row that is no conflict. */
export function rowLines(plan: MergePlan, id: string, messages: Messages): readonly ReportLine[] {
  const { merge: text, merging, units } = messages;
  const [kind = '', component = ''] = id.split(' ');
  const found = plan.components.find((one) => one.id === component);
  const list = (title: string, names: readonly string[]): ReportLine[] =>
    names.length === 0
      ? []
      : [
          { text: '' },
          { text: title, tone: 'title' },
          ...names.map((name) => ({ text: `  ${cleanText(name)}` })),
        ];
  if (kind === 'component' && found !== undefined) {
    const { owner, signedBy, added, replaced, dropped, from } = found;
    return [
      { text: cleanText(component), tone: 'title' },
      { text: `${text.facts.owner}: ${cleanText(owner)}` },
      { text: text.from(cleanText(from.map(({ source }) => source).join(units.listJoin))), indent: 2 },
      {
        text: signedBy === 'source' ? merging.staysSigned(component) : text.signing.byOwner(owner),
        indent: 2,
      },
      ...list(text.lists.added, added),
      ...list(text.lists.replaced, replaced),
      ...list(text.lists.dropped, dropped),
    ];
  }
  const left = plan.left.filter((one) => id === `left ${one.component} ${one.reason} ${one.source}`);
  if (left.length > 0)
    return left.map(({ version, platform, reason }) => {
      const name = [component, version, platform].filter((part) => part !== null).join(' ');
      return { text: cleanText(merging.left[reason](name)), indent: 2 };
    });
  const alike = plan.alike.find((one) => id === `alike ${one.component} ${one.source}`);
  return [
    { text: cleanText(component), tone: 'title' },
    { text: text.alike(units.versions(alike?.versions ?? 0), cleanText(alike?.source ?? '')), indent: 2 },
  ];
}
