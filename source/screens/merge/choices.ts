import type { MergeConflictKind, MergeDecision } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { wrapped } from '../../ui/pager.tsx';
import type { RowConflict } from './merge-rows.ts';

const inOrder: readonly MergeDecision[] = ['keep', 'take', 'rename', 'fail'];

/** What a conflict can be decided as, in the order of the menu; `fail` leaves it for later. */
export function choicesOf({ conflict }: RowConflict): readonly MergeDecision[] {
  return inOrder.filter((decision) => conflict.allowed.includes(decision));
}

/** Why a decision is not offered: the parts of a component can't move alone, and not everybody's keys may come in. */
function reasonOf(kind: MergeConflictKind, decision: MergeDecision): keyof Messages['merge']['cannotWhy'] {
  if (kind === 'owner-keys' || kind === 'owner-unknown') return 'keys';
  if (kind === 'file') return 'inUse';
  return decision === 'rename' && (kind === 'version' || kind === 'owner') ? 'once' : 'part';
}

/** Below the menu: what the marked decision means, and which others there would be and why they are not offered. */
export function menuLines(
  found: RowConflict,
  place: number,
  { merge: text }: Messages,
  width: number,
): readonly ReportLine[] {
  const { kind } = found.conflict;
  const choices = choicesOf(found);
  const choice = choices[place] ?? 'fail';
  const ofOwner = kind === 'owner-keys' || kind === 'owner-unknown' ? text.meansOwner[kind] : null;
  const means = ofOwner === null || choice === 'fail' ? text.means[choice] : ofOwner[choice];
  const missing = inOrder.filter((decision) => !choices.includes(decision));
  return wrapped(
    [
      { text: means, tone: 'quiet' },
      ...missing.map((decision) => ({
        text: text.cannot(text.choices[decision], text.cannotWhy[reasonOf(kind, decision)]),
        tone: 'quiet' as const,
      })),
    ],
    width,
  );
}
