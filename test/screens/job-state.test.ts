import { expect, test } from 'vitest';
import type { JobDetail, JobState, JobSummary } from '../../source/engine/index.ts';
import {
  followJob,
  type JobOrder,
  nothingWatched,
  reduceJob,
  type Watched,
} from '../../source/screens/work/job-state.ts';

const summary: JobSummary = {
  id: '20260301-120000-aaaa',
  kind: 'clone',
  title: { target: '/srv/mirror', sources: [], names: [] },
  state: 'paused',
  startedAt: '2026-03-01T12:00:00Z',
  endedAt: null,
  pid: null,
  progress: { done: 1, total: 2, filesDone: 0, filesTotal: 1 },
  limitRate: null,
  exitCode: null,
  error: null,
  serving: null,
};

function ended(state: JobState): JobDetail {
  return { ...summary, state, request: { kind: 'verify', request: {} }, result: null };
}

function ordering(order: JobOrder): Watched {
  return { ...followJob(nothingWatched, summary), order: { id: 1, order } };
}

test.each<[JobOrder, JobState, 'kept' | 'gone']>([
  // its process has just ended as it was told, and a person was quicker than the news of it
  [{ what: 'rate', limitRate: '9M' }, 'paused', 'kept'],
  [{ what: 'cancel' }, 'interrupted', 'kept'],
  [{ what: 'resume' }, 'paused', 'kept'],
  [{ what: 'resume' }, 'failed', 'kept'],
  [{ what: 'pause' }, 'paused', 'gone'],
  [{ what: 'rate', limitRate: '9M' }, 'done', 'gone'],
  [{ what: 'cancel' }, 'cancelled', 'gone'],
])('an order %o is, when its job is heard to be %s, %s', (order, state, what) => {
  const watched = reduceJob(ordering(order), { type: 'job-ended', detail: ended(state) });
  expect(watched.order === null ? 'gone' : 'kept').toBe(what);
  expect(watched.summary?.state).toBe(state);
});
