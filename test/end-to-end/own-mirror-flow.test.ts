/** An own mirror with one packaged component, in the built program, at 80x24, with keys only: made, published, run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

const { home: homeTexts, install, packaging, publishing, picking, setup } = messagesFor('en');

/** A program that asks and answers: it needs the terminal for itself. */
const greet = '#!/bin/sh\nprintf "who are you? "\nread name\necho "hello $name, $1"\nexit 3\n';

test('own files become a component that is published, installed and run, and the screen comes back', async () => {
  const home = tempFolder();
  const path = join(home, 'ours');
  mkdirSync(join(home, 'app', 'bin'), { recursive: true });
  writeFileSync(join(home, 'app', 'bin', 'greet'), greet, { mode: 0o755 });
  writeFileSync(join(home, 'app', 'notes'), 'what it is');
  const screen = new Screen([], { home, columns: 80, rows: 24 });
  onTestFinished(() => screen.close());

  await screen.says(setup.ask.language);
  screen.press(keys.enter);
  await screen.says(setup.ask.purpose);
  screen.press(keys.down, keys.enter);
  await screen.says(setup.ask.own);
  screen.press(path, keys.enter, join(home, 'safe'), keys.enter, '60', keys.enter, 'jdoe', keys.enter);
  await screen.says(setup.review.creates);
  screen.press(keys.enter);
  await screen.says(setup.done.title.own);
  screen.press(keys.enter);
  await screen.says(homeTexts.needs.nothing);

  screen.press(':', 'package', keys.enter);
  await screen.says(packaging.ask.files);
  await screen.says(picking.picked(0, ''));
  await screen.shows(/\[ \] app\//);
  screen.press('/', 'app', keys.enter);
  await screen.shows(/> \[ \] app\//);
  screen.press(keys.space, 't');
  await screen.says(packaging.fields.inside);
  screen.press('greet', keys.enter, 'v1.0.0', keys.enter, 'Greets whoever asks', keys.enter, keys.enter);
  screen.press(keys.enter, keys.enter, keys.enter);
  await screen.says(packaging.ask.platforms);
  // two of them, so that a job of its own publishes them
  screen.press('n', keys.end, keys.space, 'k', keys.space, keys.enter);
  await screen.says(packaging.ask.entry);
  await screen.shows(/> bin\/greet/);
  screen.press(keys.enter);
  await screen.says(packaging.review.entry('bin/greet'));
  screen.press(keys.enter);
  await screen.says(packaging.done.title);

  screen.press(keys.enter);
  await screen.says(publishing.ask.tarballs);
  await screen.shows(/greet +v1\.0\.0 +darwin\/arm64/);
  await screen.shows(/greet +v1\.0\.0 +any\/any/);
  screen.press(keys.enter);
  await screen.says(publishing.ask.key);
  await screen.shows(/> jdoe/);
  screen.press(keys.enter);
  await screen.says(publishing.review.creates);
  screen.press(keys.enter);
  await screen.says(publishing.done.title);

  screen.press('I');
  await screen.says(install.review.from(path));
  screen.press(keys.enter);
  await screen.says(install.done.install);
  screen.press(keys.enter);
  await screen.shows(/> \[ \] greet +v1\.0\.0 +v1\.0\.0 +newest +Greets/);
  screen.press(keys.enter);
  await screen.says(install.args);
  screen.press("'how are you'", keys.enter);
  await screen.shows('who are you?');
  expect(screen.isAlternate).toBe(false);
  screen.press('Ada\r');
  await screen.shows('hello Ada, how are you');
  await screen.says(install.ended('greet:v1.0.0', 3));
  screen.press(keys.enter);
  await screen.shows(() => screen.isAlternate);
  await screen.says(install.ran('greet:v1.0.0', 3));

  // Ctrl-C belongs to the program that has the terminal
  screen.press(keys.enter);
  await screen.says(install.args);
  screen.press(keys.enter);
  await screen.shows((lines) => lines.filter((line) => line.includes('who are you?')).length === 2);
  screen.press(keys.interrupt);
  await screen.says(install.ended('greet:v1.0.0', 130));
  screen.press(keys.enter);
  await screen.shows(() => screen.isAlternate);
  await screen.says(install.ran('greet:v1.0.0', 130));
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });

  await mustSucceed(['mirror', 'verify', path], { home });
  const { stdout } = await mustSucceed(['list'], { home });
  expect(stdout).toContain('Greets whoever asks');
});
