/** What is kept of a job, when everything that writes there ends at any one of its writings: a crash, a full disk. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { JobState } from '../../../source/engine/index.ts';
import { writeAtomic } from '../../../source/engine/io/atomic-file.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { JournalReader } from '../../../source/engine/io/journal-file.ts';
import { takeLock } from '../../../source/engine/io/lock.ts';
import { createJob, jobFiles, jobIds } from '../../../source/engine/jobs/job-folder.ts';
import { JobJournal } from '../../../source/engine/jobs/job-journal.ts';
import { detailOf } from '../../../source/engine/jobs/job-state.ts';
import { pruneJobs } from '../../../source/engine/jobs/prune-jobs.ts';
import { cancelJob } from '../../../source/engine/jobs/stop-job.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

const options = {
  ...{ home: '/nowhere', mirror: '/nowhere', settingsFolder: '/nowhere', workingFolder: '/nowhere' },
  ...{ platform: 'linux/amd64', jobs: 1 },
};
const bytes = { type: 'bytes', active: [], done: 1, total: 2, filesDone: 0, filesTotal: 1 } as const;

/** From its folder to its end: every kind of writing that there is. */
async function life(jobs: string): Promise<void> {
  const title = { target: '/nowhere', sources: [], names: [] };
  const request = { kind: 'serve', request: { path: '/nowhere' } } as const;
  const { files } = await createJob(
    jobs,
    { now: new Date(), random: Math.random },
    { title, options, request },
  );
  const release = await takeLock(files.lock, 'job');
  try {
    const journal = await JobJournal.open(files);
    try {
      await journal.state('running');
      journal.event({ type: 'phase', phase: 'download' });
      journal.event(bytes);
      await journal.settle();
      await writeAtomic(files.result, '{"kind":"serve"}\n', 0o600);
      await journal.state('done', { exitCode: 0 });
    } finally {
      await journal.close();
    }
  } finally {
    await release();
  }
}

/** Does it until the writing of that number, and none from there on. Gives how many there were. */
async function until(stop: number, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  interceptMutations(() => {
    count += 1;
    if (count >= stop) throw Object.assign(new Error('the end'), { code: 'ENOSPC' });
  });
  await work().catch(() => undefined);
  interceptMutations(null);
  return count;
}

test('wherever it ends, there is no job or one that tells its state and can be gone on with', async () => {
  const all = await until(Number.POSITIVE_INFINITY, () => life(join(tempFolder(), 'jobs')));
  expect(all).toBeGreaterThan(15);
  const seen = new Set<JobState>();
  for (let stop = 1; stop <= all; stop += 1) {
    const jobs = join(tempFolder(), 'jobs');
    await until(stop, () => life(jobs));
    const [id] = await jobIds(jobs);
    if (id === undefined) continue;
    const files = jobFiles(join(jobs, id));
    const { state, result } = await detailOf(files);
    seen.add(state);
    if (state === 'done') {
      expect(result, `${stop}`).toEqual({ kind: 'serve' });
      continue;
    }
    // a next process goes on in its journal
    const before = (await new JournalReader(files.journal).more()).length;
    const release = await takeLock(files.lock, 'job', { wait: 0 });
    const journal = await JobJournal.open(files);
    await journal.state('paused', { exitCode: 130 });
    await journal.close();
    await release();
    expect(await cancelJob(files), `${stop}`).toMatchObject({ state: 'cancelled' });
    expect(await new JournalReader(files.journal).more(), `${stop}`).toHaveLength(before + 2);
  }
  expect([...seen].sort()).toEqual(['done', 'interrupted', 'queued']);
});

test('one that is removed is there whole or not at all', async () => {
  const whole = join(tempFolder(), 'jobs');
  await life(whole);
  const all = await until(Number.POSITIVE_INFINITY, () => pruneJobs(whole, {}));
  for (let stop = 1; stop <= all; stop += 1) {
    const jobs = join(tempFolder(), 'jobs');
    await life(jobs);
    await until(stop, () => pruneJobs(jobs, {}));
    for (const id of await jobIds(jobs))
      expect(await detailOf(jobFiles(join(jobs, id))), `${stop}`).toMatchObject({ state: 'done' });
  }
  expect(readdirSync(whole)).toEqual([]);
});
