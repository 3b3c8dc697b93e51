import {
  conflictSubject,
  type MergeConflict,
  type MergeDecision,
  type MergePlan,
  type MergeRequest,
} from '../../engine/index.ts';

/** What somebody decided here, by what it is about. */
export type Decisions = ReadonlyMap<string, MergeConflict>;

/** A conflict as it stands decided now, by hand or by the rule that its plan was made with. */
export function decidedAs(conflict: MergeConflict, decisions: Decisions, plan: MergePlan): MergeConflict {
  const own = decisions.get(conflictSubject(conflict));
  if (own !== undefined) return { ...conflict, decision: own.decision, to: own.to };
  // the plan knew a decision that has been taken back since
  const subject = conflictSubject(conflict);
  const taken = plan.request.decisions?.some((one) => conflictSubject(one) === subject) === true;
  return taken ? { ...conflict, decision: 'fail', to: null } : conflict;
}

/** All conflicts of a plan as they stand decided now. */
export function decidedConflicts(plan: MergePlan, decisions: Decisions): readonly MergeConflict[] {
  const known = new Set(plan.request.decisions?.map(conflictSubject));
  return plan.conflicts.map((conflict) => {
    const subject = conflictSubject(conflict);
    const own = decisions.get(subject);
    if (own !== undefined) return { ...conflict, decision: own.decision, to: own.to };
    return known.has(subject) ? { ...conflict, decision: 'fail', to: null } : conflict;
  });
}

/** A decision for one conflict; `fail` takes back what was decided. `to`: the other name, null for the proposed one. */
export function withDecision(
  decisions: Decisions,
  conflict: MergeConflict,
  decision: MergeDecision,
  to: string | null,
): Decisions {
  const next = new Map(decisions);
  if (decision === 'fail') next.delete(conflictSubject(conflict));
  else next.set(conflictSubject(conflict), { ...conflict, decision, to });
  return next;
}

/** Decisions of a file beside those that are there; where both decide, the file's hold. */
export function withLoaded(decisions: Decisions, loaded: readonly MergeConflict[]): Decisions {
  const decided = loaded.filter(({ decision }) => decision !== 'fail');
  return new Map([...decisions, ...decided.map((one) => [conflictSubject(one), one] as const)]);
}

/** Whether a plan was made with exactly these decisions and this rule. */
export function isPlannedWith(
  plan: MergePlan,
  { onConflict = 'fail', decisions = [] }: MergeRequest,
): boolean {
  const { request } = plan;
  const told = (list: readonly MergeConflict[]): string =>
    JSON.stringify(list.map((one) => [conflictSubject(one), one.decision, one.to ?? null]).sort());
  return (request.onConflict ?? 'fail') === onConflict && told(request.decisions ?? []) === told(decisions);
}
