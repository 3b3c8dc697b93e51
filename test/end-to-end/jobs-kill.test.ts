/**
 * A clone as a job, killed at random moments: whoever follows it in a terminal, and the job itself. After coming back
 * it completes; what was whole is never fetched again, and what was half goes on (the server's log tells).
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type AccessEntry, createEngine, type JobSummary } from '../../source/engine/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { endJobs, processOf } from '../helpers/end-jobs.ts';
import { engineAt } from '../helpers/engine-at.ts';
import { fetchedAnew, fetchedAnewBy, lyingIn, nextRun, numbers, type Run } from '../helpers/lying-in.ts';
import { makeOrigin, type Origin } from '../helpers/make-origin.ts';
import { Screen } from '../helpers/pty.ts';
import { makeTempFolder, removeFolder, tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const kills = 5;
/** Of the job: it outlives all that is done to it on the slowest machine, and the kills come in the middle of files. */
const slow = '100k';

let origin: Origin;
beforeAll(async () => {
  const folder = makeTempFolder();
  const platforms = ['linux/amd64', 'linux/arm64'];
  origin = await makeOrigin(folder, [
    { id: 'tidb', description: 'TiDB', versions: ['v1.0.0', 'v1.1.0'], platforms, bytes: 8_000_000 },
    { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms, bytes: 500_000 },
  ]);
  return () => removeFolder(folder);
});

test('the line drops and the job dies, again and again, and nothing is lost', async () => {
  const home = tempFolder();
  const target = join(tempFolder(), 'mirror');
  const log: AccessEntry[] = [];
  const engine = createEngine({ home: join(home, 'server') });
  const server = await engine.serve({
    path: origin.path,
    onRequest: (entry) => log.push(entry),
  });
  onTestFinished(() => server.close());
  await mustSucceed(['mirror', 'set', server.address, '--fingerprint', origin.fingerprint], { home });
  const cli = async (...args: readonly string[]) =>
    JSON.parse((await mustSucceed([...args, '--json'], { home })).stdout);
  const jobNow = async (): Promise<JobSummary> => (await cli('jobs')).jobs[0];

  const started: JobSummary = await cli(
    'mirror',
    'clone',
    target,
    '--full',
    '--limit-rate',
    slow,
    '--detach',
  );
  onTestFinished(() => endJobs(engineAt(home)));
  const { id } = started;
  const random = numbers(20261123);
  const attached = (): Screen => {
    const screen = new Screen(['jobs', 'attach', id.slice(-4)], { home });
    onTestFinished(() => screen.close());
    return screen;
  };

  // whoever follows is killed, twice with the whole terminal: the job does not even notice
  for (let kill = 0; kill < kills; kill += 1) {
    const screen = attached();
    await screen.shows(/\d% .* of \d+\.\d MB/);
    await pause(random() * 200);
    if (kill % 2 === 0) await screen.kill('SIGKILL');
    screen.close();
    expect(await jobNow()).toMatchObject({ id, state: 'running', pid: started.pid });
  }

  // the job is killed: it is shown as interrupted, and goes on with what is there
  let halves = 0;
  const runs: Run[] = [];
  const moreThan = async ({ half }: ReturnType<typeof lyingIn>): Promise<void> => {
    await until(() => [...lyingIn(target).half].some(([name, size]) => size !== half.get(name)), 'bytes');
  };
  for (let kill = 0; kill < kills; kill += 1) {
    await moreThan(lyingIn(target));
    await pause(random() * 300);
    const job = await jobNow();
    expect(job.state).toBe('running');
    process.kill(processOf(job), 'SIGKILL');
    await until(async () => (await jobNow()).state === 'interrupted', 'the end of the job');
    const run = await nextRun(target, server.address);
    runs.push(run);
    halves += run.left.half.size;
    await cli('jobs', 'resume', id);
    await moreThan(run.left);
  }
  const last = lyingIn(target);
  expect(await cli('jobs', 'rate', id, 'none')).toMatchObject({ state: 'running', limitRate: null });
  const asked = log.length;
  const screen = attached();
  expect((await screen.ended()).code).toBe(0);
  expect(screen.raw).toContain('Cloned into');
  expect(fetchedAnewBy(runs, log)).toEqual([]);
  expect(fetchedAnew({ whole: last.whole, half: new Map() }, log.slice(asked))).toEqual([]);
  expect(halves, 'the kills came in the middle of files').toBeGreaterThan(2);
  expect(await jobNow()).toMatchObject({ id, state: 'done', exitCode: 0 });
  await mustSucceed(['mirror', 'verify', target], { home });
  expect(lyingIn(target).half.size).toBe(0);
});
