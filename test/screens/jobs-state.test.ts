import { expect, test } from 'vitest';
import { jobsAtStart, reduceJobs } from '../../source/screens/jobs/jobs-state.ts';

test('a look at the jobs that takes long is waited for, and then there is another one', () => {
  const asked = [1, 2, 3].reduce((state) => reduceJobs(state, { type: 'look' }), jobsAtStart);
  expect(asked.looks).toBe(1);
  const listed = reduceJobs(asked, { type: 'listed', jobs: [], at: 0 });
  const again = reduceJobs(listed, { type: 'look' });
  expect(again.looks).toBe(2);
  expect(reduceJobs(again, { type: 'look' }).looks).toBe(2);
  // one that failed was answered, too
  const failed = reduceJobs(again, {
    type: 'job-failed',
    problem: { code: null, detail: 'no disk', facts: {} },
  });
  expect(reduceJobs(failed, { type: 'look' }).looks).toBe(3);
});
