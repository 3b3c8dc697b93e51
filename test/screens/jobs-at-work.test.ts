import { expect, test } from 'vitest';
import type { JobDetail, JobSummary } from '../../source/engine/index.ts';
import { isAtWork, jobsAfter, movesJobs } from '../../source/screens/jobs-at-work.ts';

const job = (id: string, state: JobSummary['state']) => ({ id, state }) as JobDetail;

test('what a followed job has come to is known before the jobs are looked at anew', () => {
  const event = { type: 'job-ended', detail: job('b', 'done') } as const;
  expect(movesJobs(event)).toBe(true);
  const after = jobsAfter([job('a', 'done'), job('b', 'running')], event);
  expect(after.some(isAtWork)).toBe(false);
  expect(after.map(({ id }) => id)).toEqual(['a', 'b']);
  const started = jobsAfter(after, { type: 'job-started', summary: job('c', 'running') });
  expect(started.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(movesJobs({ type: 'job-progress' })).toBe(false);
});
