import {
  isNewComponentName,
  isNewOwnerId,
  isTarballUrl,
  type MergeConflict,
  type MergePlan,
} from '../../engine/index.ts';
import type { Decisions } from './decisions.ts';

export type NameProblem = 'invalid' | 'invalidFile' | 'taken';
export type Named = 'component' | 'owner' | 'file';

/** What it is that another name is given to. */
export function namedBy({ kind }: MergeConflict): Named {
  if (kind === 'file') return 'file';
  return kind === 'owner-keys' || kind === 'owner-unknown' ? 'owner' : 'component';
}

/** Why something can't come in under that name, as far as the plan and the decisions tell; empty: one is proposed. */
export function nameProblem(
  conflict: MergeConflict,
  to: string,
  plan: MergePlan | null,
  decisions: Decisions,
): NameProblem | null {
  if (to === '') return null;
  const named = namedBy(conflict);
  if (named === 'file') return isTarballUrl(to) ? null : 'invalidFile';
  const isName = named === 'owner' ? isNewOwnerId : isNewComponentName;
  if (!isName(to)) return 'invalid';
  const given = [...decisions.values()].some((one) => one.to === to && isAboutOther(one, conflict));
  return given || to === subject(conflict) || (plan !== null && isTakenIn(plan, conflict, to))
    ? 'taken'
    : null;
}

function subject(conflict: MergeConflict): string | null {
  return namedBy(conflict) === 'owner' ? conflict.name : conflict.component;
}

/** All conflicts of one component move it together, under one name; other sources may bring the same. */
function isAboutOther(one: MergeConflict, conflict: MergeConflict): boolean {
  return namedBy(one) === namedBy(conflict) && subject(one) !== subject(conflict);
}

/** What this very conflict brought in under that name before does not stand against it. */
function isTakenIn(
  { components, conflicts, owners }: MergePlan,
  conflict: MergeConflict,
  to: string,
): boolean {
  if (conflict.to === to) return false;
  if (namedBy(conflict) === 'owner')
    return owners.some(({ id }) => id === to) || conflicts.some((one) => ownersHere(one).includes(to));
  const comes = components.some(
    ({ id, from }) => id === to && !from.some(({ component }) => component === conflict.component),
  );
  return comes || conflicts.some((one) => namedBy(one) === 'component' && one.component === to);
}

/** Owners that a conflict tells to be in this mirror. */
function ownersHere({ kind, name, here }: MergeConflict): readonly (string | null)[] {
  if (kind === 'owner-keys') return [name];
  return kind === 'owner' ? [here] : [];
}
