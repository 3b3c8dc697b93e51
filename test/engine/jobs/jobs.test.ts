import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobEvent } from '../../../source/engine/index.ts';
import { EngineError } from '../../../source/engine/index.ts';
import { createJob } from '../../../source/engine/jobs/job-folder.ts';
import { until } from '../../helpers/until.ts';
import { eventOf, isBytes, jobWorld, sharedOrigin } from './job-world.ts';

const origin = sharedOrigin();
/** At this rate a clone of the origin takes a minute: however busy the machine, it is met in the middle. */
const slow = '50k';

test('a job does its work in a process of its own and can be followed from its beginning after its end', async () => {
  const { engine, target, startClone } = await jobWorld(origin(), slow);
  const started = await startClone();
  expect(started).toMatchObject({ kind: 'clone', title: { target }, exitCode: null, error: null });
  expect(started.pid).not.toBe(process.pid);
  await engine.jobs.setRate(started.id, null);
  const end = await engine.jobs.follow(started.id);
  expect(end).toMatchObject({ id: started.id, state: 'done', exitCode: 0, pid: null });
  expect(end.endedAt).not.toBeNull();
  expect(end.progress.filesDone).toBe(end.progress.filesTotal);

  const events: JobEvent[] = [];
  await engine.jobs.follow(started.id, { onEvent: (event) => events.push(event) });
  const numbered = events.flatMap(({ n }) => n ?? []);
  expect(numbered).toEqual(numbered.map((_, at) => at + 1));
  expect(events.at(0)).toMatchObject({ type: 'state', state: 'running' });
  expect(events.at(-1)).toMatchObject({ type: 'state', state: 'done' });
  expect(events.some(isBytes)).toBe(true);
  expect(await engine.jobs.log(started.id)).toEqual(events.filter(({ n }) => n !== null));

  const { result } = await engine.jobs.get(started.id.slice(-4));
  expect(result).toMatchObject({ kind: 'clone', result: { target, changed: true, failures: [] } });
  expect((await engine.verify({ address: target })).problems).toEqual([]);
  expect((await engine.jobs.list()).map(({ id }) => id)).toEqual([started.id]);
});

/** A job that nobody begins with, of a moment. */
async function made(folder: string, now: Date, random: () => number) {
  const title = { target: folder, sources: [], names: [] };
  const request = { kind: 'verify', request: { address: folder } } as const;
  const files = { mirror: folder, home: folder, settingsFolder: folder, workingFolder: folder };
  const options = { ...files, platform: 'linux/amd64', jobs: 1 };
  const job = { title, request, options };
  return (await createJob(join(folder, 'state', 'jobs'), { now, random }, job)).record.id;
}

test('jobs are listed the newest first, also those of one second', async () => {
  const { engine, folder } = await jobWorld(origin());
  const begin = Date.parse('2026-11-22T02:03:04.000Z');
  const times = [500, 100, 900, 0, 300, 700].map((after) => new Date(begin + after));
  for (const time of times) await made(folder, time, Math.random);
  expect((await engine.jobs.list()).map(({ startedAt }) => startedAt)).toEqual(
    times
      .map((time) => time.toISOString())
      .sort()
      .reverse(),
  );
});

test('jobs of one second have ids of their own, whatever chance says', async () => {
  const { engine, folder } = await jobWorld(origin());
  const now = new Date('2026-11-22T02:03:04.000Z');
  const chances = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5];
  const random = () => chances.shift() ?? 0.9;
  const ids = [await made(folder, now, random), await made(folder, now, random)];
  expect(ids).toEqual(['20261122-020304-bbbb', '20261122-020304-bbbn']);
  expect((await engine.jobs.list()).map(({ id }) => id).sort()).toEqual(ids);
});

test('what is kept of a job is for nobody else, and says nothing of secrets', async () => {
  const { engine, folder, startClone } = await jobWorld(origin());
  const { id } = await startClone();
  await engine.jobs.follow(id);
  const jobs = join(folder, 'state', 'jobs');
  await lockGone(join(jobs, id));
  expect(statSync(jobs).mode & 0o777).toBe(0o700);
  expect(statSync(join(jobs, id)).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(jobs, id)))
    expect(statSync(join(jobs, id, name)).mode & 0o077, name).toBe(0);
});

test('it is paused, goes on with what is there, and is done', async () => {
  const { engine, startClone, log, asked } = await jobWorld(origin(), slow);
  const { id } = await startClone();
  await eventOf(
    engine,
    id,
    (event) => event.type === 'engine' && event.event.type === 'file' && event.event.state === 'done',
  );
  const paused = await engine.jobs.pause(id);
  expect(paused).toMatchObject({ state: 'paused', pid: null, exitCode: 130 });
  const finished = (await engine.jobs.log(id)).flatMap((event) =>
    event.type === 'engine' && event.event.type === 'file' && event.event.state === 'done'
      ? [event.event.name]
      : [],
  );
  expect(finished.length).toBeGreaterThan(0);
  expect((await refused(engine.jobs.pause(id))).code).toBe('job-state');
  const before = log.length;
  expect((await engine.jobs.resume(id)).state).toBe('running');
  expect((await refused(engine.jobs.resume(id))).code).toBe('job-state');
  await engine.jobs.setRate(id, null);
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'done', exitCode: 0 });
  expect(asked(before).filter((name) => finished.includes(name))).toEqual([]);
  expect((await refused(engine.jobs.resume(id))).code).toBe('job-state');
});

test('one whose process was killed is interrupted; resumed, it fetches no finished file again', async () => {
  const { engine, startClone, log, asked, target } = await jobWorld(origin(), slow);
  const { id, pid } = await startClone();
  await eventOf(
    engine,
    id,
    (event) => event.type === 'engine' && event.event.type === 'file' && event.event.state === 'done',
  );
  process.kill(known(pid), 'SIGKILL');
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'interrupted', exitCode: 130, pid: null });
  const staging = join(target, '.mirrordeck', 'staging');
  const whole = readdirSync(staging).filter((name) => name.endsWith('.tar.gz'));
  expect(whole.length).toBeGreaterThan(0);
  const before = log.length;
  await engine.jobs.setRate(id, null);
  await engine.jobs.resume(id);
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'done' });
  expect(asked(before).filter((name) => whole.includes(name))).toEqual([]);
  expect((await engine.verify({ address: target })).problems).toEqual([]);
});

test('a hang-up is nothing to it, and the end of the system is an interruption', async () => {
  const { engine, startClone } = await jobWorld(origin(), slow);
  const { id, pid } = await startClone();
  await eventOf(engine, id, isBytes);
  process.kill(known(pid), 'SIGHUP');
  await eventOf(engine, id, (event) => event.n === null);
  expect((await engine.jobs.get(id)).state).toBe('running');
  process.kill(known(pid), 'SIGTERM');
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'interrupted' });
  expect((await engine.jobs.log(id)).at(-1)).toMatchObject({ type: 'state', state: 'interrupted' });
});

test('cancelled, it has ended: while it runs, and when only its journal is left', async () => {
  const { engine, startClone } = await jobWorld(origin(), slow);
  const { id, pid } = await startClone();
  await eventOf(engine, id, isBytes);
  expect(await engine.jobs.cancel(id)).toMatchObject({ state: 'cancelled', pid: null });
  expect((await refused(engine.jobs.cancel(id))).code).toBe('job-state');
  await until(() => !isAlive(known(pid)), 'the end of its process');
  const second = (await engine.jobs.resume(id)).pid;
  process.kill(known(second), 'SIGKILL');
  expect((await engine.jobs.follow(id)).state).toBe('interrupted');
  expect(await engine.jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
});

test('its rate changes while it runs, is told, and holds for later runs', async () => {
  const { engine, startClone } = await jobWorld(origin(), slow);
  const { id } = await startClone();
  await eventOf(engine, id, isBytes);
  expect(await engine.jobs.setRate(id, '1k')).toMatchObject({ limitRate: '1k' });
  await eventOf(engine, id, (event) => event.type === 'rate' && event.limitRate === '1k');
  expect((await refused(engine.jobs.setRate(id, 'much'))).code).toBe('usage');
  await engine.jobs.pause(id);
  await engine.jobs.setRate(id, null);
  await engine.jobs.resume(id);
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'done', limitRate: null });
});

test('two on one target: the second is told who is at work there', async () => {
  const { engine, startClone } = await jobWorld(origin(), slow);
  const first = await startClone();
  await eventOf(engine, first.id, isBytes);
  await engine.jobs.setRate(first.id, '1k');
  const second = await startClone();
  expect(await engine.jobs.follow(second.id)).toMatchObject({
    state: 'failed',
    exitCode: 1,
    error: { code: 'lock-held', facts: { holder: expect.stringContaining(String(first.pid)) } },
  });
});

test('unknown ids, ids of several, and what is removed of jobs', async () => {
  const { engine, startClone, target } = await jobWorld(origin());
  expect(await refused(engine.jobs.get('nothing'))).toMatchObject({ code: 'job-unknown' });
  const first = await startClone();
  await engine.jobs.follow(first.id);
  const second = await engine.jobs.start({ kind: 'verify', request: { address: target } });
  expect(await engine.jobs.follow(second.id)).toMatchObject({ state: 'done', kind: 'verify' });
  expect(await refused(engine.jobs.get('20'))).toMatchObject({ code: 'job-unknown', facts: { count: 2 } });
  expect(await engine.jobs.prune({ olderThanDays: 1 })).toEqual({ removed: [] });
  expect(await engine.jobs.prune({ ids: [first.id] })).toEqual({ removed: [first.id] });
  expect(await engine.jobs.prune({})).toEqual({ removed: [second.id] });
  expect(await engine.jobs.list()).toEqual([]);
});

test('a server is a job: who came is told, and it ends by being stopped', async () => {
  const { engine, folder } = await jobWorld(origin());
  const { id } = await engine.jobs.start({ kind: 'serve', request: { path: origin().path, port: 0 } });
  const serving = await until(async () => (await engine.jobs.get(id)).serving, 'an address');
  expect((await fetch(`${serving.address}/timestamp.json`)).status).toBe(200);
  await eventOf(engine, id, (event) => event.type === 'serving' && event.serving.requests === 1);
  expect((await engine.jobs.get(id)).serving).toMatchObject({
    requests: 1,
    clients: [{ requests: 1 }],
    recent: [{ path: '/timestamp.json', status: 200 }],
  });
  expect((await refused(engine.jobs.setRate(id, '1M'))).code).toBe('usage');
  // the doctor knows it for ours, and nobody is let begin another one there
  const { port } = serving;
  expect((await engine.doctor({ port })).findings.filter(({ area }) => area === 'port')).toEqual([]);
  expect((await refused(engine.exposure({ path: origin().path, port }))).code).toBe('port-taken');
  expect(await engine.jobs.cancel(id)).toMatchObject({ state: 'cancelled', serving: null });
  expect(readFileSync(join(folder, 'state', 'jobs', id, 'output.txt'), 'utf8')).toBe('');
});

test('a process that can not even write down that it runs is told of, with its words', async () => {
  const { engine, folder, startClone } = await jobWorld(origin(), slow);
  const { id } = await startClone();
  expect((await engine.jobs.pause(id)).state).toBe('paused');
  await lockGone(join(folder, 'state', 'jobs', id));
  writeFileSync(join(folder, 'state', 'jobs', id, 'run'), 'in the place of the folder of its lock');
  expect((await refused(engine.jobs.resume(id))).code).toBe('program-failed');
  const { state, output } = await engine.jobs.get(id);
  expect(state).toBe('paused');
  expect(output).toContain('EngineError');
});

async function refused(call: Promise<unknown>): Promise<EngineError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineError) return error;
  throw new Error(`it was not refused: ${error}`);
}

/** It counts as given back once its file is gone; the folder goes right after. */
async function lockGone(job: string): Promise<void> {
  await until(() => !existsSync(join(job, 'run')), 'the end of its lock');
}

/** Number 0 would be everybody: this process, too. */
function known(pid: number | null): number {
  if (pid === null) throw new Error('no process is at work on it');
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
