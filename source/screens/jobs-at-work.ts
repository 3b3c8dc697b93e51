import { useEffect, useEffectEvent } from 'react';
import type { JobSummary } from '../engine/index.ts';
import type { World } from './screen.ts';
import type { JobEvents } from './work/job-state.ts';

/** How often jobs are looked at while one is at work, and while none is. Milliseconds. */
const pace = { working: 2000, resting: 10_000 };

export function isAtWork({ state }: Pick<JobSummary, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** It stopped before its end, and goes on with one key. */
export function isWaiting({ state }: Pick<JobSummary, 'state'>): boolean {
  return state === 'paused' || state === 'interrupted';
}

/** Whether two lists say the same of which jobs are at work: how far they are is shown where they are followed. */
export function sameJobs(left: readonly JobSummary[] | null, right: readonly JobSummary[]): boolean {
  if (left === null || left.length !== right.length) return false;
  return right.every(({ id, state }, at) => left[at]?.id === id && left[at]?.state === state);
}

type Moving = Extract<JobEvents, { readonly type: 'job-started' | 'job-ended' | 'job-obeyed' }>;

/** An answer after which other jobs may be at work than before. */
export function movesJobs(event: unknown): event is Moving {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : null;
  return type === 'job-started' || type === 'job-ended' || type === 'job-obeyed';
}

/** The jobs, the one that an answer is about as the answer says. */
export function jobsAfter(jobs: readonly JobSummary[], event: Moving): readonly JobSummary[] {
  const moved = event.type === 'job-ended' ? event.detail : event.summary;
  const others = jobs.filter(({ id }) => id !== moved.id);
  return others.length === jobs.length
    ? [moved, ...jobs]
    : jobs.map((job) => (job.id === moved.id ? moved : job));
}

/** Looks at the jobs now and then, whatever screen is at the front; a new `asked` looks at once. */
export function useJobsAtWork(
  asked: number,
  { engine }: Pick<World, 'engine'>,
  tell: (jobs: readonly JobSummary[]) => void,
): void {
  const told = useEffectEvent((jobs: readonly JobSummary[]) => tell(jobs));
  const list = useEffectEvent(() => engine.jobs.list());
  useEffect(() => {
    if (asked === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      // a list that can't be read says nothing; the screen of jobs tells why
      const jobs = await list().catch(() => null);
      if (isOver) return;
      if (jobs !== null) told(jobs);
      timer = setTimeout(look, jobs?.some(isAtWork) === true ? pace.working : pace.resting);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [asked]);
}
