import type { Messages } from '../../messages/index.ts';
import { clockDuration, humanBytes } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { unchangedBy } from '../../messages/unchanged-by.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import type { MergeState } from './merge-state.ts';
import { leftLines } from './review-lines.ts';
import { titled } from './titled.ts';

/** What was merged, what was left, and what to do next. */
export function receiptLines({ result, plan }: MergeState, messages: Messages): readonly ReportLine[] {
  if (result === null) return [];
  const { merge, merging, units } = messages;
  const text = merge.receipt;
  const target = cleanText(result.target);
  const { components, versions, fetchedFiles, fetchedBytes, keptFiles, milliseconds } = result;
  const took = clockDuration(milliseconds / 1000);
  const size = humanBytes(fetchedBytes, messages);
  const done = merging.done(
    target,
    units.components(components.length),
    units.versions(versions),
    size,
    took,
  );
  const command = (line: string): ReportLine => ({ text: `    ${line}`, tone: 'accent', indent: 6 });
  return [
    result.changed
      ? { text: done, tone: 'good', indent: 2 }
      : { text: merging[unchangedBy(plan?.conflicts ?? [])](target), tone: 'good', indent: 2 },
    ...(result.changed
      ? [{ text: `  ${text.files(units.files(fetchedFiles), units.files(keptFiles))}` }]
      : []),
    ...titled(
      text.merged,
      components.map((id) => ({ text: `  ${cleanText(id)}` })),
    ),
    ...titled(text.left, leftLines(plan?.left ?? [], messages)),
    { text: '' },
    { text: text.next, tone: 'title' },
    { text: `  ${text.verify}` },
    command(`mirrordeck mirror verify ${shellWord(target)}`),
    { text: `  ${text.serve}` },
    command(`mirrordeck serve ${shellWord(target)}`),
  ];
}
