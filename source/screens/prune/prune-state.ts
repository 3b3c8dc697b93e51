import type { PrunePlan, PruneResult } from '../../engine/index.ts';
import { type ConfirmState, confirmBy } from '../../ui/confirm/confirm-state.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry } from '../../ui/form/form-state.ts';
import { rowAt, type TableRow, type TableState, tableOf } from '../../ui/table/table-state.ts';
import {
  type JobEvents,
  jobContext,
  nothingWatched,
  reduceJob,
  resultOfJob,
  type Watched,
} from '../work/job-state.ts';
import { idle, reading, settled, type Work, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { isTyped, noPolicy, type Policy, policyRows, type TypedRow, textIn } from './policy.ts';

/** The policy is moved; what would go is looked through; components are chosen; review, typing, pruning, what came of it. */
export type PruneStep = 'policy' | 'versions' | 'components' | 'review' | 'confirm' | 'running' | 'receipt';

export type PruneState = {
  readonly step: PruneStep;
  readonly policy: Policy;
  /** Of `policyRows`. */
  readonly place: number;
  readonly work: Work<'plan'>;
  readonly watched: Watched;
  /** The review is wanted as soon as the policy is worked out. */
  readonly goesOn: boolean;
  /** What the policy leads to; while another one is worked out, what the one before led to. */
  readonly plan: PrunePlan | null;
  /** The policy that the plan is of. */
  readonly planned: Policy;
  /** Versions that would go, then those that stay. */
  readonly versions: TableState;
  /** Everything the mirror has, from the first plan. */
  readonly components: TableState;
  readonly form: FormState<TypedRow, 'number'> | null;
  readonly confirm: ConfirmState;
  readonly result: PruneResult | null;
  readonly top: number;
};

export type PruneEvent = WorkEvent | JobEvents | { readonly type: 'planned'; readonly plan: PrunePlan };

export const pruneAtStart: PruneState = {
  step: 'policy',
  policy: noPolicy,
  place: 0,
  work: reading(idle<'plan'>(), 'plan'),
  watched: nothingWatched,
  goesOn: false,
  plan: null,
  planned: noPolicy,
  versions: tableOf([]),
  components: tableOf([]),
  form: null,
  confirm: confirmBy(''),
  result: null,
  top: 0,
};

/** Another policy: what it leads to is worked out, and meanwhile the last answer stands. */
export function withPolicy(state: PruneState, policy: Policy): PruneState {
  return { ...state, policy, work: reading(state.work, 'plan'), goesOn: false };
}

/** The field of a row, with what stands in it. */
export function fieldOf(row: TypedRow, { policy }: PruneState): NonNullable<PruneState['form']> {
  return { entries: [textEntry<TypedRow, 'number'>(row, textIn(policy, row))], focus: 0 };
}

/** The policy of the plan again, after another one was refused; what was typed for that stands in its field. */
export function withPlannedPolicy(state: PruneState): PruneState {
  const { policy, planned } = state;
  const place = policyRows.findIndex((row) => isTyped(row) && textIn(policy, row) !== textIn(planned, row));
  const row = policyRows[place];
  const next: PruneState = { ...state, policy: planned };
  if (row === undefined || !isTyped(row)) return next;
  return { ...next, step: 'policy', place, form: fieldOf(row, state) };
}

/** The plan is not that of the policy yet. */
export function isWorkingOut({ work }: PruneState): boolean {
  return work.task !== null;
}

/** Which keys hold. */
export function pruneContext(state: PruneState): ContextName {
  if (state.work.problem !== null) return 'problem';
  if (state.plan === null) return 'wait';
  if (state.form !== null) return formContext(state.form);
  switch (state.step) {
    case 'policy':
      return 'prune';
    case 'versions':
      return state.versions.typing ? 'filter' : 'prune-versions';
    case 'components':
      return state.components.typing ? 'filter' : 'pick-many';
    case 'review':
      return 'care-review';
    case 'confirm':
      return 'confirm';
    case 'running':
      return jobContext(state.watched) ?? 'wait';
    case 'receipt':
      return 'care-receipt';
  }
}

/** Cells: goes or stays, component, version, bytes, and why (a reason's code and what it is of). */
function versionRows(plan: PrunePlan): readonly TableRow[] {
  return [
    ...plan.yanks.map(({ component, version, platforms, bytes }) => ({
      id: `${component} ${version}`,
      cells: ['goes', component, version, bytes, `goes ${platforms.join(' ')}`],
    })),
    ...plan.kept.map(({ component, version, reason: { code, of } }) => ({
      id: `${component} ${version}`,
      cells: ['stays', component, version, 0, `${code} ${of}`],
    })),
  ];
}

function componentRows({ kept, yanks }: PrunePlan): readonly TableRow[] {
  const counts = new Map<string, number>();
  for (const { component } of [...kept, ...yanks]) counts.set(component, (counts.get(component) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, count]) => ({ id, cells: [id, count] }));
}

/** The table anew; the cursor stays on its row, a filter stays too. */
function withRows(table: TableState, rows: readonly TableRow[]): TableState {
  const next = tableOf(rows, table.chosen);
  const held = rowAt(table)?.id;
  const place = rows.findIndex(({ id }) => id === held);
  return { ...next, cursor: Math.max(0, place), top: 0 };
}

/** What the engine's answers change. */
export function reducePrune(state: PruneState, event: PruneEvent): PruneState {
  switch (event.type) {
    case 'planned': {
      const { plan } = event;
      const all = plan.request.components === undefined;
      return {
        ...state,
        work: settled(state.work),
        step: state.goesOn ? 'review' : state.step,
        goesOn: false,
        top: 0,
        plan,
        planned: state.policy,
        versions: withRows(state.versions, versionRows(plan)),
        components: all ? withRows(state.components, componentRows(plan)) : state.components,
      };
    }
    case 'work-progress':
      return state;
    case 'work-failed':
      return { ...state, goesOn: false, work: withWorkEvent(state.work, event) };
    default: {
      const ended = resultOfJob(event);
      const watched = reduceJob(state.watched, event);
      if (ended?.kind !== 'prune') return { ...state, watched };
      return { ...state, watched, result: ended.result, step: 'receipt', top: 0 };
    }
  }
}
