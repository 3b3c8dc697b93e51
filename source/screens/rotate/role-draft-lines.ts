import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import { type ReportLine, wrapped } from '../../ui/pager.tsx';
import type { Body } from '../../ui/shell.tsx';
import { rowAt } from '../../ui/table/table-state.ts';
import { cleanText, wrapText } from '../../ui/text.ts';
import { after, changesNothing, lastsUntil, type RoleDraft, tooFewLeft } from './role-draft.ts';

/** What comes of the changes so far, and what is wrong with them. */
export function outcomeLines(draft: RoleDraft, messages: Messages): readonly ReportLine[] {
  const text = messages.rotating.role;
  const { keys, threshold } = after(draft);
  const left = tooFewLeft(draft);
  const { threshold: needed } = draft.role;
  if (left !== null)
    return [
      { text: text.lostTooMany(left, needed), tone: 'bad' },
      { text: text.oneWayOut, tone: 'bad' },
    ];
  return [
    { text: text.willSign(threshold, keys), tone: keys < threshold ? 'warn' : 'plain' },
    ...(keys < threshold ? [{ text: text.tooFew, tone: 'warn' as const }] : []),
    lastsLine(draft, messages),
  ];
}

/** The day on which the next root ends. */
function lastsLine(draft: RoleDraft, { rotating }: Messages): ReportLine {
  const { role: text } = rotating;
  const { until, isEarlier } = lastsUntil(draft);
  const [next, now] = [until, draft.root.expires].map((moment) => localTime(moment).slice(0, 10));
  if (isEarlier) return { text: text.lastsShorter(next ?? '', now ?? ''), tone: 'bad' };
  return { text: (changesNothing(draft) ? text.lastsAlready : text.lasts)(next ?? ''), tone: 'quiet' };
}

/** The whole id of the key under the cursor. */
export function idRows({ table }: RoleDraft, width: number): readonly string[] {
  return wrapText(cleanText(rowAt(table)?.id ?? '') || ' ', width);
}

/** Rows of the table; the whole of what comes of it has to stand below. */
export function draftRows(draft: RoleDraft, { width, height }: Body, messages: Messages): number {
  const lines = wrapped(outcomeLines(draft, messages), width).length;
  return Math.max(3, height - 3 - idRows(draft, width).length - Math.max(4, lines));
}
