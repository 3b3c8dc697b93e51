import type { RepairItem, RepairPlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { gravityOf } from './gravity.ts';
import { problemGroups } from './verify-lines.ts';

function itemLines(item: RepairItem, messages: Messages): readonly ReportLine[] {
  const { restore, fetch, copy } = messages.care.repairActions;
  const { action, length } = item;
  const file = cleanText(item.file);
  const from = cleanText(item.from ?? '');
  const text =
    action === 'fetch'
      ? fetch(file, humanBytes(length, messages))
      : (action === 'copy' ? copy : restore)(file, from);
  return [
    { text: `  ${text}`, indent: 4 },
    {
      text: `    ${messages.verify.because(messages.verify.gravities[gravityOf(item)].now)}`,
      tone: 'quiet',
      indent: 6,
    },
  ];
}

/** Everything that a repair is going to do, and what it can't. */
export function reviewLines(plan: RepairPlan, messages: Messages): readonly ReportLine[] {
  const { verify, units, clone } = messages;
  const { items, left, signs, warnings, sources } = plan;
  const bytes = items.filter(({ action }) => action === 'fetch').reduce((sum, { length }) => sum + length, 0);
  return [
    { text: verify.plan(cleanText(plan.mirror)), tone: 'title', indent: 2 },
    ...sources.map((source) => ({ text: `  ${clone.review.from(cleanText(source))}`, indent: 4 })),
    { text: '' },
    items.length + signs.length === 0
      ? { text: verify.nothingPossible, tone: 'warn' }
      : { text: verify.putRight(units.files(items.length), humanBytes(bytes, messages)), tone: 'good' },
    ...items.flatMap((item) => itemLines(item, messages)),
    ...signs.map(({ file, version, expires }) => ({
      text: `  ${clone.review.signs}: ${clone.review.signLine(file, version, localTime(expires))}`,
      indent: 4,
    })),
    ...(left.length === 0
      ? []
      : [{ text: '' }, { text: verify.staysBroken(units.files(left.length)), tone: 'bad' as const }]),
    ...problemGroups(left, messages),
    ...(warnings.length === 0 ? [] : [{ text: '' }, { text: clone.review.warnings, tone: 'title' as const }]),
    ...mergedWarnings(warnings, messages).map(
      ({ code, facts }): ReportLine => ({
        text: `  ${cleanText(messages.warnings[code](facts))}`,
        tone: 'warn',
        indent: 4,
      }),
    ),
  ];
}
