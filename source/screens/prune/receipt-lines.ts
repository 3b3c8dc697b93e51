import type { PruneResult } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { firstDue } from './review-lines.ts';

/** What was pruned, and what is to come. */
export function receiptLines(result: PruneResult, messages: Messages): readonly ReportLine[] {
  const { care, units, prune } = messages;
  const { yanked, deleted, bytes, waits } = result;
  const due = firstDue(waits);
  const waiting = waits.reduce((sum, file) => sum + file.bytes, 0);
  return [
    { text: cleanText(result.mirror), tone: 'title', indent: 2 },
    { text: '' },
    ...(yanked > 0 ? [{ text: care.prunedVersions(units.versions(yanked)), tone: 'good' as const }] : []),
    ...(deleted.length > 0
      ? [
          {
            text: care.prunedFiles(units.files(deleted.length), humanBytes(bytes, messages)),
            tone: 'good' as const,
          },
        ]
      : []),
    ...(yanked + deleted.length === 0 ? [{ text: care.nothingToPrune }] : []),
    ...deleted.map((file) => ({ text: `  ${cleanText(file)}`, tone: 'quiet' as const, indent: 4 })),
    ...(due === null
      ? []
      : [
          { text: '' },
          { text: care.waiting(units.files(waits.length), humanBytes(waiting, messages), due), indent: 2 },
          { text: prune.comeBack, tone: 'quiet' as const, indent: 2 },
        ]),
  ];
}
