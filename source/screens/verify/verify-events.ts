import type { ListedSource, RepairPlan } from '../../engine/index.ts';
import { type TableRow, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { type JobEvents, reduceJob, resultOfJob } from '../work/job-state.ts';
import { settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { type VerifyState, verifyingAgain } from './verify-state.ts';

export type VerifyEvent =
  | WorkEvent
  | JobEvents
  | { readonly type: 'listed'; readonly list: readonly ListedSource[] }
  | { readonly type: 'planned'; readonly plan: RepairPlan };

/** A mirror can't be repaired from itself. */
function sourceRows(list: readonly ListedSource[], target: string | undefined): readonly TableRow[] {
  return list
    .filter(({ address }) => address !== target)
    .map(({ name, address }) => ({ id: address, cells: [name, address] }));
}

/** The sources, and those that were typed before. */
function sourceTable(state: VerifyState, list: readonly ListedSource[]): TableState {
  const rows = sourceRows(list, state.result?.identity.address);
  const listed = new Set(rows.map(({ id }) => id));
  const typed = state.from.rows.filter(({ id, cells }) => cells[0] === '' && !listed.has(id));
  return tableOf([...rows, ...typed], state.from.chosen);
}

/** One more source to repair from, chosen. */
export function withSource(table: TableState, address: string): TableState {
  const known = table.rows.some(({ id }) => id === address);
  const rows = known ? table.rows : [...table.rows, { id: address, cells: ['', address] }];
  const cursor = rows.findIndex(({ id }) => id === address);
  return { ...tableOf(rows, [...table.chosen, address]), cursor };
}

/** What the engine's answers change. */
export function reduceVerify(state: VerifyState, event: VerifyEvent): VerifyState {
  switch (event.type) {
    case 'listed': {
      const from = sourceTable(state, event.list);
      return { ...state, work: settled(state.work), list: event.list, from, step: 'from' };
    }
    case 'planned':
      return { ...state, work: settled(state.work), plan: event.plan, step: 'review', top: 0 };
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
    default:
      return ofTheJob(state, event);
  }
}

/** A job that came to its end hands its result over: to be read, or to have the mirror looked at again. */
function ofTheJob(state: VerifyState, event: JobEvents): VerifyState {
  const ended = resultOfJob(event);
  const told = { ...state, watched: reduceJob(state.watched, event) };
  if (ended?.kind === 'verify')
    return { ...told, result: ended.result, step: state.step === 'again' ? 'report' : 'findings', top: 0 };
  if (ended?.kind === 'repair') return verifyingAgain({ ...told, repaired: ended.result });
  return told;
}
