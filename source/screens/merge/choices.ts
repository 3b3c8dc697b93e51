import type { MergeConflictKind, MergeDecision } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { wrapped } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
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

/** Who has to sign what comes in under another name; null where the conflict does not tell. */
function renamedBy({ conflict, compared }: RowConflict): string | null {
  return conflict.kind === 'owner' ? conflict.there : (compared.there?.owner ?? null);
}

/** What a decision about this conflict means. */
function meansOf(found: RowConflict, choice: MergeDecision, text: Messages['merge']): string {
  const { kind } = found.conflict;
  const isOfOwner = kind === 'owner-keys' || kind === 'owner-unknown';
  if (isOfOwner && choice !== 'fail') return text.meansOwner[kind][choice];
  const owner = choice === 'rename' ? renamedBy(found) : null;
  return owner === null ? text.means[choice] : text.renameBy(cleanText(owner));
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
  const missing = inOrder.filter((decision) => !choices.includes(decision));
  return wrapped(
    [
      { text: meansOf(found, choice, text), tone: 'quiet' },
      ...missing.map((decision) => ({
        text: text.cannot(text.choices[decision], text.cannotWhy[reasonOf(kind, decision)]),
        tone: 'quiet' as const,
      })),
    ],
    width,
  );
}
