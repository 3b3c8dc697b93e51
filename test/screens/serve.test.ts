/** Serving from the screen, with the real engine: what is exposed is said first, then clients come. */
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { keptMirror } from '../helpers/kept-mirror.ts';
import { Screen } from '../helpers/screen.ts';
import { until } from '../helpers/until.ts';

const { serve, jobView, jobsView, home, shell } = messagesFor('en');

test('the current mirror is served to this machine; who comes is seen; it is found again, and stopped', async () => {
  const { engine, mirror } = await keptMirror();
  const screen = new Screen({ engine, start: 'serve' });
  await screen.see(serve.hints.path);
  await screen.see(mirror.slice(-20));
  await screen.press('down', 'down', 'backspace', 'backspace', 'backspace', 'backspace', '0');
  await screen.press('e');
  await screen.press('backspace', 'enter');
  await screen.see(serve.local);
  await screen.see(serve.readOnly);
  await screen.press('e');
  await screen.see('mirrordeck serve');
  await screen.press('escape', 'enter');
  await screen.see(/tiup mirror set http:\/\/127\.0\.0\.1:\d+/);
  const [address = ''] = /http:\S+/.exec(screen.text()) ?? [];
  await screen.see(serve.nobody);
  const answer = await fetch(`${address}/timestamp.json`);
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  await screen.see('GET /timestamp.json');
  await screen.press('escape');
  await screen.see(home.next);
  await screen.see(jobsView.atWork(1));
  await screen.press('J');
  await screen.see(/> running +serve/);
  await screen.press('enter');
  await screen.see(`tiup mirror set ${address}`);
  await screen.press('x');
  await screen.see(serve.askStop);
  await screen.press('n');
  await screen.see(serve.forClients);
  await screen.press('x', 'y');
  await screen.see(jobView.states.cancelled);
  // what was just stopped does not begin again by an Enter too many
  await screen.press('enter');
  await screen.press('l');
  await screen.see(shell.reasons.serverRate);
  await screen.press('escape');
  await screen.see(serve.ask);
  await screen.press('escape');
  await screen.see(/> cancelled +serve/);
  expect(await screen.leave()).toBe(0);
  await expect(fetch(`${address}/timestamp.json`)).rejects.toThrow();
  expect((await engine.jobs.list()).map(({ state }) => state)).toEqual(['cancelled']);
});

test('nothing is opened to the network without a yes, and what does not go together is said', async () => {
  const { engine, mirror } = await keptMirror();
  const screen = new Screen({ engine, start: { route: 'serve', with: { path: mirror } } });
  await screen.see(serve.ask);
  await screen.press('down', ...Array.from({ length: 9 }, () => 'backspace'), '0.0.0.0');
  await screen.press('down', 'ctrl+u', '0', 'down', 'down', 'down', '/tokens.json', 'enter');
  await screen.see(serve.wrong.publishOnly);
  await screen.press('up', 'space', 'enter');
  // what can't be read is said before a job begins
  await screen.see('tokens-unusable');
  await screen.press('escape');
  await screen.see(serve.ask);
  await screen.press('down', 'ctrl+u', 'enter');
  await screen.see(serve.open.slice(0, 40));
  await screen.see(serve.askOpen);
  // the command is to be had on a question, too
  await screen.press('e');
  await screen.see('--host 0.0.0.0');
  await screen.press('escape', 'enter', 'n');
  await screen.see(serve.ask);
  expect(await engine.jobs.list()).toEqual([]);
  await screen.press('escape');
  await screen.see(home.next);
  await screen.leave();
});

test('a folder that is not there, or is no mirror, is said at its field', async () => {
  const { engine, folder, mirror } = await keptMirror();
  const screen = new Screen({ engine, start: { route: 'serve', with: { path: join(folder, 'nowhere') } } });
  await screen.see(serve.ask);
  await screen.press('enter');
  await screen.see(serve.wrong.absent);
  await screen.press('ctrl+u', folder, 'enter');
  await screen.see(serve.wrong.noMirror.slice(0, 40));
  expect(await engine.jobs.list()).toEqual([]);
  await screen.press('ctrl+u', mirror, 'down', 'down', 'ctrl+u', '0', 'enter');
  await screen.see(serve.local);
  await screen.press('escape', 'escape');
  await screen.see(home.next);
  await screen.leave();
});

test('a port that is taken is said at its field, before a job begins', async () => {
  const { engine, mirror } = await keptMirror();
  const listening = createServer();
  onTestFinished(() => void listening.close());
  const port = await new Promise<number>((resolve) =>
    listening.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port)),
  );
  const screen = new Screen({ engine, start: { route: 'serve', with: { path: mirror } } });
  await screen.see(serve.ask);
  await screen.press('down', 'down', 'ctrl+u', String(port), 'enter');
  await screen.see(serve.wrong.taken);
  expect(await engine.jobs.list()).toEqual([]);
  await screen.press('ctrl+u', '0', 'enter');
  await screen.see(serve.local);
  await screen.press('escape', 'escape');
  await screen.see(home.next);
  await screen.leave();
});

test('what the command can be told the screen can be told: rate, largest tarball, log', async () => {
  const { engine, folder, mirror } = await keptMirror();
  const screen = new Screen({
    engine,
    rows: 20,
    columns: 60,
    start: { route: 'serve', with: { path: mirror } },
  });
  await screen.see(serve.ask);
  await screen.press('down', 'down', 'ctrl+u', '0', 'down', 'fast', 'enter');
  await screen.see(serve.wrong.bytes);
  await screen.press(
    'ctrl+u',
    '5M',
    'down',
    'space',
    'down',
    'down',
    '300M',
    'down',
    'down',
    'down',
    'down',
    'space',
    'enter',
  );
  await screen.see(serve.wrong.logMissing.slice(0, 20));
  const log = join(folder, 'access.log');
  await screen.press(log, 'enter');
  await screen.see(serve.slowed('5.00 MB/s'));
  await screen.press('G');
  await screen.see(serve.start);
  await screen.press('e');
  await screen.see('--limit-rate 5M');
  await screen.see('--max-upload 300M');
  await screen.see('--log-format json');
  await screen.press('escape', 'enter');
  await screen.see(serve.nobody);
  const [job] = await engine.jobs.list();
  await (await fetch(`${job?.serving?.address}/timestamp.json`)).arrayBuffer();
  await until(() => readFileSync(log, 'utf8').includes('"/timestamp.json"'), 'the line in the log');
  expect(await engine.jobs.get(job?.id ?? '')).toMatchObject({
    request: { request: { limitRate: 5_000_000, maxUpload: 300_000_000, publish: true } },
  });
  await screen.press('x', 'y');
  await screen.see(jobView.states.cancelled);
  await screen.leave();
});
