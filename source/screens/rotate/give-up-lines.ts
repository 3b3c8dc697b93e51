import type { GiveUpPlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { changeName } from './rotate-picks.ts';

/** What goes with a change that is given up. */
export function giveUpLines(plan: GiveUpPlan, { rotation }: Messages): readonly ReportLine[] {
  const removed = plan.removes.map((file) => ({ text: rotation.removesFile(cleanText(file)), indent: 2 }));
  return [
    { text: rotation.givesUp(cleanText(changeName(plan)), plan.signedBy.length), tone: 'title' },
    ...(removed.length === 0 ? [{ text: rotation.nothingToRemove }] : removed),
    { text: '' },
    { text: rotation.copiesUseless, tone: 'warn' },
  ];
}
