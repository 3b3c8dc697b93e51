import type { JobSummary } from '../../engine/index.ts';
import type { TableRow } from '../../ui/table/table-state.ts';
import { isAtWork } from '../jobs-at-work.ts';

/** How far a job was at a look at the list, to tell its speed at the next one. */
export type Look = { readonly at: number; readonly done: ReadonlyMap<string, number> };

export function lookAt(jobs: readonly JobSummary[], at: number): Look {
  return { at, done: new Map(jobs.map(({ id, progress }) => [id, progress.done])) };
}

/** Bytes per second since the look before; null where there is nothing to judge by. */
function speedSince(job: JobSummary, before: Look | null, at: number): number | null {
  const done = before?.done.get(job.id);
  if (before === null || done === undefined || at - before.at < 300 || !isAtWork(job)) return null;
  return Math.max(0, ((job.progress.done - done) * 1000) / (at - before.at));
}

/** Cells: state, kind, what it is about, share done in percent (-1: not known), bytes per second (-1), begun, id. */
export function jobRows(jobs: readonly JobSummary[], before: Look | null, at: number): readonly TableRow[] {
  return jobs.map((job) => {
    const { done, total } = job.progress;
    const share = total <= 0 ? -1 : Math.min(100, Math.floor((done / total) * 100));
    const target = [job.title.target, ...job.title.names].join(' ');
    const speed = speedSince(job, before, at) ?? -1;
    return { id: job.id, cells: [job.state, job.kind, target, share, speed, job.startedAt, job.id] };
  });
}
