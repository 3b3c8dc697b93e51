import type { JobDetail, JobRequest, JobResult, JobSummary } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import type { Problem } from '../../ui/problem.ts';
import type { Progress } from '../../ui/progress.ts';
import { isEnded, isRunning } from './job-standing.ts';

/** What a person told a running or stopped job to do. */
export type JobOrder =
  | { readonly what: 'pause' | 'resume' | 'cancel' }
  | { readonly what: 'rate'; readonly limitRate: string | null };

/**
 * A job that a screen has started, or found: it runs in a process of its own, so that leaving the screen, the program
 * or the line changes nothing. A screen keeps one of these and asks it first about keys and contexts.
 */
export type Watched = {
  /** To be started; a new number starts it. */
  readonly start: { readonly id: number; readonly request: JobRequest } | null;
  /** The job that is followed. */
  readonly job: string | null;
  /** Counted up to follow anew: after a pause a new process goes on. */
  readonly follows: number;
  readonly summary: JobSummary | null;
  readonly progress: Progress | null;
  readonly order: { readonly id: number; readonly order: JobOrder } | null;
  /** The last number of a start or an order. */
  readonly count: number;
  /** Whether to cancel is being asked. */
  readonly asking: boolean;
  /** A rate limit is being typed. */
  readonly rate: FormState<'rate', 'empty'> | null;
  readonly problem: Problem | null;
  readonly top: number;
};

/** What a job's journal has told since it is followed; what it was silent on is known from elsewhere, and newer there. */
export type HeardOfJob = Partial<Pick<JobSummary, 'serving' | 'limitRate'>>;

export type JobEvents =
  | { readonly type: 'job-started'; readonly summary: JobSummary }
  /** As it stands when the following begins. */
  | { readonly type: 'job-found'; readonly summary: JobSummary }
  | { readonly type: 'job-progress'; readonly progress: Progress; readonly heard: HeardOfJob }
  | { readonly type: 'job-obeyed'; readonly summary: JobSummary; readonly again: boolean }
  | { readonly type: 'job-failed'; readonly problem: Problem }
  /** No process is at work on it any more; `detail.result` is there when it is done or incomplete. */
  | { readonly type: 'job-ended'; readonly detail: JobDetail };

export const nothingWatched: Watched = {
  start: null,
  job: null,
  follows: 0,
  summary: null,
  progress: null,
  order: null,
  count: 0,
  asking: false,
  rate: null,
  problem: null,
  top: 0,
};

/** Starts a job and follows it. */
export function startJob(watched: Watched, request: JobRequest): Watched {
  const id = watched.count + 1;
  return { ...nothingWatched, count: id, follows: watched.follows, start: { id, request } };
}

/** Follows a job that is there. */
export function followJob(watched: Watched, summary: JobSummary): Watched {
  const follows = watched.follows + 1;
  return { ...nothingWatched, count: watched.count, job: summary.id, follows, summary };
}

/** Whether this is on the screen: a job is started or followed, until its result is taken over by the screen. */
export function isWatching({ start, job, problem }: Watched): boolean {
  return start !== null || job !== null || problem !== null;
}

/** What an ended job came to, for a screen that shows its result; null: it stays on the screen as it is. */
export function resultOfJob(event: JobEvents): JobResult | null {
  return event.type === 'job-ended' ? event.detail.result : null;
}

/** Errors of a job as the screens show them. */
export function jobProblem({ error }: JobSummary): Problem | null {
  if (error === null) return null;
  const { code, facts, message } = error;
  return { code: code === 'unexpected' ? null : code, detail: message, facts };
}

/** What `useJob` reports, taken in. */
export function reduceJob(watched: Watched, event: JobEvents): Watched {
  switch (event.type) {
    case 'job-started':
      return followJob(watched, event.summary);
    case 'job-found':
      return { ...watched, summary: event.summary };
    case 'job-progress': {
      const { summary } = watched;
      return {
        ...watched,
        progress: event.progress,
        summary: summary === null ? null : { ...summary, ...event.heard },
      };
    }
    case 'job-obeyed':
      return event.again
        ? { ...followJob(watched, event.summary), progress: watched.progress }
        : { ...watched, order: null, summary: event.summary };
    case 'job-failed':
      return { ...watched, start: null, order: null, problem: event.problem, top: 0 };
    case 'job-ended': {
      const isOver = isEnded(event.detail.state);
      const order = isCarriedOut(watched.order?.order, isOver) ? null : watched.order;
      // what is asked about one that only stopped still holds
      const asking = watched.asking && !isOver;
      return { ...watched, order, asking, rate: isOver ? null : watched.rate, summary: event.detail };
    }
  }
}

/**
 * Whether the end that was just heard of leaves nothing of an order. What was told to go on has not begun to yet: its end
 * is not this one; and one that only stopped can still be cancelled, or told another rate.
 */
function isCarriedOut(order: JobOrder | undefined, isOver: boolean): boolean {
  return order === undefined || order.what === 'pause' || (isOver && order.what !== 'resume');
}

/** Which keys hold while a job is on the screen; null: it is not. */
export function jobContext(watched: Watched): ContextName | null {
  if (!isWatching(watched)) return null;
  if (watched.problem !== null) return 'problem';
  if (watched.asking) return 'ask';
  if (watched.rate !== null) return formContext(watched.rate);
  const state = watched.summary?.state;
  if (state === 'cancelled' || state === 'done') return 'job-end';
  return isRunning(state) ? 'job' : 'job-rest';
}
