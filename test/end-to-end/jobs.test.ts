import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JobSummary } from '../../source/engine/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { endJobs, processOf } from '../helpers/end-jobs.ts';
import { engineAt } from '../helpers/engine-at.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

/** A mirror of one's own, and commands about it whose `--json` is read. */
async function world() {
  const home = tempFolder();
  const mirror = join(home, 'mirror');
  await mustSucceed(['mirror', 'init', mirror], { home });
  const ask = async (...args: readonly string[]) =>
    JSON.parse((await mustSucceed([...args, '--json'], { home })).stdout);
  const jobs = async (): Promise<readonly JobSummary[]> => (await ask('jobs')).jobs;
  onTestFinished(() => endJobs(engineAt(home)));
  return { home, mirror, ask, jobs };
}

test('a server that was left to itself serves, is watched, and is stopped', async () => {
  const { home, mirror, ask, jobs } = await world();
  const told = await mustSucceed(['serve', mirror, '--port', '0', '--detach'], { home });
  const [, address = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(told.stdout) ?? [];
  const [, id = ''] = /jobs attach (\S+)/.exec(told.stdout) ?? [];
  expect(told.stdout).toContain(`jobs cancel ${id}`);

  const screen = new Screen(['jobs', 'attach', id.slice(-4)], { home });
  onTestFinished(() => screen.close());
  await screen.says(`Following job ${id}`);
  expect((await fetch(`${address}/timestamp.json`)).status).toBe(200);
  await screen.says('GET /timestamp.json 200');
  screen.press(keys.interrupt);
  await screen.says(`Job ${id} goes on.`);
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });

  const [running] = await jobs();
  expect(running).toMatchObject({ id, kind: 'serve', state: 'running', serving: { address, requests: 1 } });
  // the terminal hangs up: nothing of its
  process.kill(processOf(running), 'SIGHUP');
  expect((await fetch(`${address}/timestamp.json`)).status).toBe(200);
  expect(await ask('jobs', 'cancel', id)).toMatchObject({ state: 'cancelled', pid: null });
  await expect(fetch(`${address}/timestamp.json`)).rejects.toThrow();
  expect(await ask('jobs', 'prune')).toEqual({ removed: [id] });
});

test('a server that can not begin is told of at once', async () => {
  const { home, mirror, jobs } = await world();
  const first = await mustSucceed(['serve', mirror, '--port', '0', '--detach'], { home });
  const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(first.stdout) ?? [];
  await expect(mustSucceed(['serve', mirror, '--port', port, '--detach'], { home })).rejects.toThrow(
    'ended with',
  );
  // it is looked for before there is a job: none is left that failed
  expect((await jobs()).map(({ state }) => state)).toEqual(['running']);
});

test('a job holds no terminal', async () => {
  const { home, mirror, jobs } = await world();
  await mustSucceed(['serve', mirror, '--port', '0', '--detach'], { home });
  const pid = processOf((await jobs())[0]);
  const { readFileSync, readlinkSync } = await import('node:fs');
  // of a session of its own (field 6), without a terminal (field 7)
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  expect({ session: Number(fields[3]), terminal: Number(fields[4]) }).toEqual({ session: pid, terminal: 0 });
  expect(readlinkSync(`/proc/${pid}/fd/0`)).toBe('/dev/null');
  expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/');
});
