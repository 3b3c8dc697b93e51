import type { JobDetail, JobEvent, JobSummary } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { rowAt, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { type JobEvents, jobContext, nothingWatched, reduceJob, type Watched } from '../work/job-state.ts';
import {
  changing,
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';
import { jobRows, type Look, lookAt } from './job-rows.ts';

export type JobsWork =
  | { readonly kind: 'log'; readonly id: string }
  /** Of one job, or of all that have ended. */
  | { readonly kind: 'remove'; readonly ids: readonly string[] | null };

export type JobsState = {
  readonly step: 'list' | 'job' | 'log';
  /** Null until they were first read. */
  readonly jobs: readonly JobSummary[] | null;
  readonly look: Look | null;
  /** Counted up for each look at the list. */
  readonly looks: number;
  /** The look that was answered last: one that takes long is waited for, not begun again and again. */
  readonly answered: number;
  readonly table: TableState;
  readonly work: Work<JobsWork>;
  /** Whether to remove is being asked; of one job, or of all that have ended. */
  readonly asking: { readonly ids: readonly string[] | null } | null;
  readonly watched: Watched;
  /** How the followed job ended. */
  readonly detail: JobDetail | null;
  readonly log: { readonly id: string; readonly events: readonly JobEvent[] } | null;
  readonly top: number;
};

export type JobsEvent =
  | WorkEvent
  | JobEvents
  | { readonly type: 'look' }
  | { readonly type: 'listed'; readonly jobs: readonly JobSummary[]; readonly at: number }
  | { readonly type: 'logged'; readonly id: string; readonly events: readonly JobEvent[] }
  | { readonly type: 'removed' };

export const jobsAtStart: JobsState = {
  step: 'list',
  jobs: null,
  look: null,
  looks: 1,
  answered: 0,
  table: tableOf([]),
  work: idle(),
  asking: null,
  watched: nothingWatched,
  detail: null,
  log: null,
  top: 0,
};

/** Which keys hold. */
export function jobsContext(state: JobsState): ContextName {
  const working = workContext(state.work);
  if (working !== null) return working;
  if (state.asking !== null) return 'ask';
  if (state.step === 'log') return 'report';
  if (state.step === 'job') {
    const context = jobContext(state.watched) ?? 'wait';
    return (context === 'job-rest' || context === 'job-end') && isOver(state) ? 'job-over' : context;
  }
  return state.table.typing ? 'filter' : 'jobs';
}

/** The followed job has come to its end, whichever; there is something to read about it. */
export function isOver({ watched: { summary, order } }: JobsState): boolean {
  return order === null && (summary?.state === 'done' || summary?.state === 'incomplete');
}

/** The job under the cursor. */
export function jobAt({ jobs, table }: JobsState): JobSummary | null {
  const id = rowAt(table)?.id;
  return jobs?.find((job) => job.id === id) ?? null;
}

export function removing(state: JobsState, ids: readonly string[] | null): JobsState {
  return { ...state, asking: null, work: changing(state.work, { kind: 'remove', ids }) };
}

export function logging(state: JobsState, id: string): JobsState {
  return { ...state, work: reading(state.work, { kind: 'log', id }) };
}

function withJobs(state: JobsState, jobs: readonly JobSummary[], at: number): JobsState {
  const rows = jobRows(jobs, state.look, at);
  const { table } = state;
  const held = rowAt(table)?.id;
  // a filter, a sorting and the cursor's row stay while the list moves under them
  if (rows.length === table.rows.length && rows.every(({ id }, place) => table.rows[place]?.id === id))
    return { ...state, jobs, look: lookAt(jobs, at), table: { ...table, rows } };
  const place = rows.findIndex(({ id }) => id === held);
  const fresh = { ...tableOf(rows), cursor: Math.max(0, place) };
  return { ...state, jobs, look: lookAt(jobs, at), table: fresh };
}

/** What the engine's answers change. */
export function reduceJobs(state: JobsState, event: JobsEvent): JobsState {
  switch (event.type) {
    case 'look':
      return state.answered < state.looks ? state : { ...state, looks: state.looks + 1 };
    case 'listed':
      return { ...withJobs(state, event.jobs, event.at), answered: state.looks };
    case 'logged': {
      const { id, events } = event;
      return { ...state, work: settled(state.work), log: { id, events }, step: 'log', top: 0 };
    }
    case 'removed':
      return { ...state, work: settled(state.work), looks: state.looks + 1 };
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
    case 'job-failed':
      return { ...state, watched: reduceJob(state.watched, event), answered: state.looks };
    default: {
      const watched = reduceJob(state.watched, event);
      return event.type === 'job-ended'
        ? { ...state, watched, detail: event.detail, top: 0 }
        : { ...state, watched };
    }
  }
}
