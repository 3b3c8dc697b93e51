/** The first set-up in the built program, at 80x24, with keys only: to a served clone, and to an own mirror. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { cli, mustSucceed } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

const { clone, home: homeTexts, jobView, serve, setup, settings, guide, rooms } = messagesFor('en');

const eraseLine = '\x15';

async function served(path: string): Promise<string> {
  const folder = tempFolder();
  const engine = createEngine({ home: folder, settingsFolder: folder });
  const server = await engine.serve({ path });
  onTestFinished(() => server.close());
  return server.address;
}

function open(home: string, env: Readonly<Record<string, string>> = {}): Screen {
  const screen = new Screen([], { home, columns: 80, rows: 24, env });
  onTestFinished(() => screen.close());
  return screen;
}

test('a new home: language, a part of a mirror, its root compared, the clone, served, installed from', async () => {
  const home = tempFolder();
  const target = join(home, 'mirror');
  const address = await served(sharedOrigin().path);
  const screen = open(home);
  await screen.says(setup.ask.language);
  screen.press(keys.enter);
  await screen.says(setup.ask.purpose);
  screen.press(keys.enter);
  await screen.says(setup.ask.source);
  screen.press(keys.down, keys.enter);
  await screen.says(setup.ask.address);
  screen.press(address, keys.enter);
  await screen.says(setup.trust.ask);
  screen.press('y');
  await screen.says(setup.done.title.part);
  screen.press(keys.enter);
  await screen.says(clone.ask.way);
  screen.press(keys.enter);
  await screen.says(clone.ask.components);
  screen.press('a', keys.enter);
  await screen.says(clone.ask.versions);
  screen.press(keys.enter);
  await screen.says(clone.ask.platforms);
  screen.press(keys.enter);
  await screen.says(clone.ask.target);
  screen.press(target, keys.enter);
  await screen.says(clone.review.stateNew);
  screen.press(keys.enter);
  await screen.says(clone.receipt.done);
  screen.press(keys.enter);
  await screen.says(homeTexts.next);
  const port = await freePort();
  screen.press(':', 'offer a mirror', keys.enter);
  await screen.says(serve.hints.path);
  screen.press(eraseLine, target, keys.down, keys.down, eraseLine, String(port), keys.enter);
  await screen.says(serve.local);
  screen.press(keys.enter);
  await screen.says(serve.nobody);

  const client = tempFolder();
  await mustSucceed(['mirror', 'set', `http://127.0.0.1:${port}`], { home: client });
  await mustSucceed(['install', 'hello'], { home: client });
  const { stdout } = await cli(['list', '--installed'], { home: client });
  expect(stdout).toContain('hello');
  await screen.shows(/GET \/hello-v0\.0\.1/);

  screen.press('x');
  await screen.says(serve.askStop);
  screen.press('y');
  await screen.says(jobView.states.cancelled);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
});

test('a new home: an own mirror with keys and an owner, ready to publish into', async () => {
  const home = tempFolder();
  const path = join(home, 'ours');
  const screen = open(home);
  await screen.says(setup.ask.language);
  screen.press(keys.enter);
  await screen.says(setup.ask.purpose);
  screen.press(keys.down, keys.enter);
  await screen.says(setup.ask.own);
  screen.press(path, keys.enter, join(home, 'safe'), keys.enter, '60', keys.enter, 'jdoe', keys.enter);
  await screen.says(setup.review.creates);
  expect(existsSync(path)).toBe(false);
  screen.press(keys.enter);
  await screen.says(setup.done.title.own);
  screen.press(keys.enter);
  // a long path is clipped, in its middle
  await screen.shows(path.slice(-20));
  await screen.says(homeTexts.needs.nothing);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });

  expect(readdirSync(path)).not.toContain('keys');
  for (const name of readdirSync(join(home, 'safe')))
    expect(statSync(join(home, 'safe', name)).mode & 0o777).toBe(0o600);
  await mustSucceed(['mirror', 'verify', path], { home });
  const again = open(home);
  await again.says(homeTexts.title);
  await again.shows(path.slice(-20));
  again.press('q');
  expect((await again.ended()).code).toBe(0);
});

const poor = [
  { TERM: 'linux' },
  { TERM: 'vt100' },
  { TERM: 'xterm-256color', MIRRORDECK_ASCII: '1', NO_COLOR: '1' },
] as const;

test.each(poor)('with $TERM everything is ASCII, from the set-up to the guide', async (env) => {
  const screen = open(tempFolder(), env);
  const isPlain = (lines: readonly string[]) => lines.every((line) => /^[\x20-\x7e]*$/.test(line));
  await screen.says(setup.ask.language);
  screen.press(keys.enter);
  await screen.says(setup.ask.purpose);
  await screen.shows(isPlain);
  screen.press(keys.escape);
  await screen.says(setup.ask.language);
  screen.press(keys.escape);
  await screen.says(homeTexts.next);
  await screen.shows(isPlain);
  screen.press(':', 'guide', keys.enter);
  await screen.says(guide.ask);
  screen.press(keys.enter);
  await screen.shows(/lines 1-\d+ of/);
  await screen.shows(isPlain);
  screen.press(keys.escape, 'q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
});

test('what is set holds at the next start: language, ASCII, a screen reader', async () => {
  const home = tempFolder();
  const first = open(home);
  await first.says(setup.ask.language);
  first.press(':', 'settings', keys.enter);
  await first.says(settings.intro);
  first.press('jj', keys.enter);
  await first.shows((lines) => lines[1]?.startsWith('-----') === true);
  first.press('jj', keys.enter);
  await first.says(messagesFor('en').shell.reasons.nextStart);
  first.press('q');
  expect(await first.ended()).toEqual({ code: 0, wrongs: [] });

  const second = open(home);
  await second.says(setup.ask.language);
  second.press(keys.enter);
  await second.says(setup.purposes.own.label);
  // lines that only divide are not read out
  await second.shows((lines) => !lines.some((line) => /[-\u2500]{10}/.test(line)));
  second.press(keys.escape);
  await second.says(setup.ask.language);
  second.press(keys.escape);
  await second.says(rooms.clone.label);
  second.press('q');
  expect(await second.ended()).toEqual({ code: 0, wrongs: [] });
});
