import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { JobEvent } from '../../../source/engine/index.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { takeLock } from '../../../source/engine/io/lock.ts';
import { followJob } from '../../../source/engine/jobs/follow.ts';
import { jobFiles } from '../../../source/engine/jobs/job-folder.ts';
import { JobJournal } from '../../../source/engine/jobs/job-journal.ts';
import { lastState, readSnapshot, stateOf } from '../../../source/engine/jobs/job-state.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { until } from '../../helpers/until.ts';

afterEach(() => interceptMutations(null));

function newJob() {
  const folder = join(tempFolder(), '20260301-120000-bcdf');
  mkdirSync(folder);
  return jobFiles(folder);
}

const bytes = (done: number) =>
  ({ type: 'bytes', active: [], done, total: 1000, filesDone: 0, filesTotal: 1 }) as const;

test('a state is on the disk before it counts; what happens between is not waited for', async () => {
  const files = newJob();
  const journal = await JobJournal.open(files);
  const seen: string[] = [];
  interceptMutations(({ name, path }) => {
    seen.push(`${name} ${basename(path)}`);
  });
  await journal.state('running');
  expect(seen).toEqual(['write journal.jsonl', 'sync journal.jsonl']);
  journal.event({ type: 'phase', phase: 'download' });
  journal.rate('1M');
  await until(() => readFileSync(files.journal, 'utf8').includes('"rate"'), 'the lines');
  expect(seen.filter((name) => name.startsWith('sync'))).toHaveLength(1);
  await journal.close();
});

test('how far it is does not make the journal longer, and is told where it belongs', async () => {
  const files = newJob();
  const journal = await JobJournal.open(files);
  await journal.state('running');
  journal.event({ type: 'phase', phase: 'download' });
  for (let done = 0; done <= 1000; done += 1) journal.event(bytes(done));
  await journal.settle();
  journal.event({ type: 'phase', phase: 'commit' });
  await journal.state('done', { exitCode: 0 });
  await journal.close();
  expect(readFileSync(files.journal, 'utf8').trimEnd().split('\n')).toHaveLength(4);
  expect(await readSnapshot(files)).toMatchObject({ after: 2, bytes: { done: 1000 } });
  expect(readdirSync(files.folder).sort()).toEqual(['journal.jsonl', 'progress.json']);

  const events: JobEvent[] = [];
  await followJob(files, { onEvent: (event) => events.push(event) }).catch(() => undefined);
  expect(events.map((event) => (event.type === 'engine' ? event.event.type : event.type))).toEqual([
    'state',
    'phase',
    'bytes',
    'phase',
    'state',
  ]);
});

test('a job that says it runs is interrupted once nobody has its lock', async () => {
  const files = newJob();
  const release = await takeLock(files.lock, 'job');
  const journal = await JobJournal.open(files);
  await journal.state('running');
  await journal.close();
  expect((await lastState(files))?.pid).toBe(process.pid);
  expect((await stateOf(files)).state).toBe('running');
  await release();
  expect((await stateOf(files)).state).toBe('interrupted');
});
