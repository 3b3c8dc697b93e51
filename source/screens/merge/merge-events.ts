import type { ListedSource, MergeConflict, MergePlan } from '../../engine/index.ts';
import { tableOf } from '../../ui/table/table-state.ts';
import { type JobEvents, reduceJob, resultOfJob } from '../work/job-state.ts';
import { reading, settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { withLoaded } from './decisions.ts';
import { differenceRows, relaid, sourceTable } from './merge-rows.ts';
import { type MergeState, type MergeWork, type Met, mergeRequest } from './merge-state.ts';

export type MergeEvent =
  | WorkEvent
  | JobEvents
  | { readonly type: 'listed'; readonly list: readonly ListedSource[] }
  | { readonly type: 'met'; readonly met: readonly Met[] }
  | { readonly type: 'planned'; readonly plan: MergePlan; readonly goesOn: boolean }
  | { readonly type: 'loaded'; readonly conflicts: readonly MergeConflict[]; readonly file: string }
  | { readonly type: 'saved'; readonly file: string };

/** What answers change. */
export function reduceMerge(state: MergeState, event: MergeEvent): MergeState {
  const work = settled(state.work);
  switch (event.type) {
    case 'listed':
      return { ...state, work, list: event.list, sources: sourceTable(event.list, state.sources) };
    case 'met':
      return { ...state, work, met: event.met, step: 'trust', looking: 0, top: 0 };
    case 'planned':
      return withPlan({ ...state, work }, event.plan, event.goesOn);
    case 'loaded': {
      const decisions = withLoaded(state.decisions, event.conflicts);
      const next: MergeState = { ...state, decisions, file: null, savedIn: event.file };
      return planned(next, false);
    }
    case 'saved':
      return { ...state, work, file: null, savedIn: event.file };
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
    default:
      return ofTheJob(state, event);
  }
}

/** Has the merge planned with what is decided now. */
export function planned(state: MergeState, goesOn: boolean): MergeState {
  const what: MergeWork = { kind: 'plan', request: mergeRequest(state), goesOn };
  return { ...state, work: reading<MergeWork>(state.work, what) };
}

/** Conflicts may have come up that there were none of before: then it does not go on by itself. */
function withPlan(state: MergeState, plan: MergePlan, goesOn: boolean): MergeState {
  const rows = differenceRows(plan, state.decisions, state.onlyConflicts);
  const isSame = state.plan !== null && state.step !== 'trust';
  const table = isSame ? relaid(state.table, rows, rows.length) : tableOf(rows);
  const isDecided = plan.conflicts.every(({ decision }) => decision !== 'fail');
  const top = Math.max(0, Math.min(table.cursor, state.table.top));
  return {
    ...state,
    plan,
    table: isSame ? { ...table, top } : table,
    step: goesOn && isDecided ? 'signing' : 'differences',
    top: 0,
  };
}

/** A job that is done hands its receipt over; one that stopped before stays on the screen. */
function ofTheJob(state: MergeState, event: JobEvents): MergeState {
  const watched = reduceJob(state.watched, event);
  const ended = resultOfJob(event);
  if (ended?.kind !== 'merge') return { ...state, watched };
  return { ...state, watched, result: ended.result, step: 'receipt', top: 0 };
}
