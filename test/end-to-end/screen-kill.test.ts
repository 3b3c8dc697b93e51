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
import { fetchedAnew, lyingIn, numbers } from '../helpers/lying-in.ts';
import { makeOrigin } from '../helpers/make-origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const rounds = 5;
/** Of the job: slow enough that it outlives all that is done to it. */
const slow = '250k';
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
  const engine = createEngine({
    home: join(home, '.tiup'),
    settingsFolder: join(home, '.config', 'mirrordeck'),
    stateFolder: join(home, '.state', 'mirrordeck'),
  });
  await engine.settings.write({ limitRate: slow });
  const job = async (): Promise<JobSummary> => {
    const [first] = await engine.jobs.list();
    if (first === undefined) throw new Error('there is no job');
    return first;
  };
  onTestFinished(async () => {
    const { pid } = await job();
    if (pid !== null) process.kill(pid, 'SIGKILL');
  });
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

  const wrongs: string[] = [];
  let halves = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = lyingIn(target);
    await until(
      () => [...lyingIn(target).half].some(([name, size]) => size !== before.half.get(name)),
      'bytes of a file',
    );
    await pause(random() * 300);
    process.kill((await job()).pid ?? 0, 'SIGKILL');
    await screen.says(jobView.states.interrupted);
    const left = lyingIn(target);
    halves += left.half.size;
    const asked = log.length;
    screen.press('r');
    await until(() => log.slice(asked).some(({ path }) => path.endsWith('.tar.gz')), 'it to go on');
    wrongs.push(...fetchedAnew(left, log.slice(asked)).map((wrong) => `kill ${round}: ${wrong}`));
    await screen.shows(/kB\/s|MB of/);
  }

  const last = lyingIn(target);
  const asked = log.length;
  screen.press('l');
  await screen.says(jobView.rate);
  screen.press('\x15', 'none', keys.enter);
  await until(async () => (await job()).state === 'done', 'the end of the clone', { limit: 120_000 });
  wrongs.push(...fetchedAnew({ whole: last.whole, half: new Map() }, log.slice(asked)));
  expect(wrongs).toEqual([]);
  expect(halves, 'the kills came in the middle of files').toBeGreaterThan(2);
  await mustSucceed(['mirror', 'verify', target], { home });
});
