/** `npm run demo`, without a terminal and on one. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { cliEnvironment, finished, top } from '../helpers/cli.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

const demo = [join(top, 'scripts', 'run.mjs'), 'demo'];

/** The folder that the demo said it works in. */
function folderIn(text: string): string {
  const folder = /This demo works in (\S+)/.exec(text)?.[1];
  if (folder === undefined) throw new Error(`no folder named in\n${text}`);
  return folder;
}

test('in plain lines: exit code 0, and its folder is gone', async () => {
  const env = cliEnvironment({ home: tempFolder() });
  const child = spawn(process.execPath, demo, { env });
  child.stdin.end();
  const { code, stdout, stderr } = await finished(child);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toContain('hello v0.0.1');
  expect(stdout).toContain('What to try next');
  expect(existsSync(folderIn(stdout))).toBe(false);
});

test("on a terminal: the workstation's clone, then on with the clone", async () => {
  const { clone: texts } = messagesFor('en');
  const screen = new Screen(demo, { home: tempFolder(), command: process.execPath });
  onTestFinished(() => screen.close());
  await screen.shows('Enter opens it');
  screen.press(keys.enter);
  await screen.says(texts.ask.components);
  screen.press('a', keys.enter);
  await screen.says(texts.ask.versions);
  screen.press(keys.enter);
  await screen.says(texts.ask.platforms);
  screen.press(keys.enter);
  await screen.says(texts.ask.target);
  screen.press(keys.enter);
  await screen.says(texts.review.stateNew);
  screen.press(keys.enter);
  await screen.says(texts.receipt.done);
  screen.press(keys.enter, 'q');
  const { code, wrongs } = await screen.ended();
  expect({ code, wrongs }).toEqual({ code: 0, wrongs: [] });
  expect(screen.raw).toContain('hello v0.0.1');
  expect(existsSync(folderIn(screen.raw))).toBe(false);
});
