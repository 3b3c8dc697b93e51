/**
 * A clone that was started on the screen, killed at random moments: the terminal, the workstation and the job, five
 * times each. After coming back the jobs screen finds it; what was whole is never fetched again, and what was half goes
 * on (the server's log tells).
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type AccessEntry, createEngine, type JobSummary } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { endJobs, processOf } from '../helpers/end-jobs.ts';
import { engineAt } from '../helpers/engine-at.ts';
import { fetchedAnew, fetchedAnewBy, lyingIn, nextRun, numbers, type Run } from '../helpers/lying-in.ts';
import { makeOrigin } from '../helpers/make-origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const rounds = 5;
/** Of the job: slow enough that it outlives all that is done to it, on the slowest machine too. */
const slow = '60k';
const { clone: texts, jobView, shell } = messagesFor('en');

test('the terminal, the workstation and the job are killed, and nothing is lost', {
  timeout: 400_000,
}, async () => {
  const platforms = ['linux/amd64', 'linux/arm64'];
  const origin = await makeOrigin(tempFolder(), [
    { id: 'tidb', description: 'TiDB', versions: ['v1.0.0', 'v1.1.0'], platforms, bytes: 12_000_000 },
    { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms, bytes: 500_000 },
  ]);
  const home = tempFolder();
  const target = join(tempFolder(), 'mirror');
  const log: AccessEntry[] = [];
  const server = await createEngine({ home: join(home, 'server') }).serve({
    path: origin.path,
    onRequest: (entry) => log.push(entry),
  });
  onTestFinished(() => server.close());
  await mustSucceed(['mirror', 'set', server.address, '--fingerprint', origin.fingerprint], { home });
  const engine = engineAt(home);
  await engine.settings.write({ limitRate: slow });
  const job = async (): Promise<JobSummary> => {
    const [first] = await engine.jobs.list();
    if (first === undefined) throw new Error('there is no job');
    return first;
  };
  onTestFinished(() => endJobs(engine));
  const random = numbers(20261128);
  const open = (args: readonly string[] = []): Screen => {
    const screen = new Screen(args, { home });
    onTestFinished(() => screen.close());
    return screen;
  };
  /** Comes back: the workstation anew, and in it the job that is at work or was interrupted. */
  const comeBack = async (): Promise<Screen> => {
    const screen = open();
    await screen.says(messagesFor('en').rooms.jobs.label);
    screen.press(':');
    await screen.says(shell.palette.prompt);
    screen.press('jobs background', keys.enter);
    await screen.shows(/clone .*%/);
    return screen;
  };

  const first = open(['mirror', 'clone', target, '--full', '--source', server.address, '--interactive']);
  await first.says(texts.ask.components);
  first.press(keys.enter);
  await first.says(texts.ask.versions);
  first.press(keys.enter);
  await first.says(texts.ask.platforms);
  first.press(keys.enter);
  await first.says(texts.ask.target);
  first.press(keys.enter);
  await first.says(texts.review.stateNew);
  first.press(keys.enter);
  await first.shows(/\d% *$/m);
  const { id, pid } = await job();

  let screen = first;
  for (let round = 0; round < rounds * 2; round += 1) {
    await pause(random() * 300);
    if (round % 2 === 0) await screen.kill('SIGKILL');
    screen.close();
    expect(await job()).toMatchObject({ id, state: 'running', pid });
    screen = await comeBack();
    screen.press(keys.enter);
    await screen.shows(/kB\/s|MB of/);
  }

  let halves = 0;
  const runs: Run[] = [];
  const moreThan = async ({ half }: ReturnType<typeof lyingIn>): Promise<void> => {
    await until(() => [...lyingIn(target).half].some(([name, size]) => size !== half.get(name)), 'bytes');
  };
  for (let round = 0; round < rounds; round += 1) {
    await moreThan(lyingIn(target));
    await pause(random() * 300);
    process.kill(processOf(await job()), 'SIGKILL');
    await screen.says(jobView.states.interrupted);
    const run = await nextRun(target, server.address);
    runs.push(run);
    halves += run.left.half.size;
    screen.press('r');
    await screen.shows((lines) => lines.some((line) => line.includes(jobView.id(id))));
    await moreThan(run.left);
  }

  const last = lyingIn(target);
  const asked = log.length;
  screen.press('l');
  await screen.says(jobView.rate);
  screen.press('\x15', 'none', keys.enter);
  await until(async () => (await job()).state === 'done', 'the end of the clone');
  expect(fetchedAnewBy(runs, log)).toEqual([]);
  expect(fetchedAnew({ whole: last.whole, half: new Map() }, log.slice(asked))).toEqual([]);
  expect(halves, 'the kills came in the middle of files').toBeGreaterThan(2);
  await mustSucceed(['mirror', 'verify', target], { home });
});
