/** Looking after a mirror in the built program, in a pseudo terminal of 80x24, with keys only. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { flipBit } from '../helpers/kept-mirror.ts';
import { copyOfOrigin, sharedOrigin } from '../helpers/origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

const { verify, commands, care, serve, shell, jobView } = messagesFor('en');

/** The program in the home of somebody whose current mirror is a copy of the small origin. */
async function opened(home: string, room: string) {
  const { path } = copyOfOrigin(home);
  await mustSucceed(['mirror', 'set', path], { home });
  const screen = new Screen([], { home });
  onTestFinished(() => screen.close());
  await screen.shows('mirrordeck');
  screen.press(':');
  await screen.says(shell.palette.prompt);
  screen.press(room);
  await screen.shows(new RegExp(`> ${room}`, 'i'));
  screen.press(keys.enter);
  return { screen, path };
}

test('a mirror with a flipped bit: found, repaired from a source, verified again', async () => {
  const home = tempFolder();
  const { screen, path } = await opened(home, 'verify');
  flipBit(join(path, 'tidb-v8.5.1-linux-amd64.tar.gz'));
  await screen.says(verify.askDepth);
  screen.press(keys.enter);
  await screen.says(verify.gravities.damaged.title(1));
  await screen.says('tidb-v8.5.1-linux-amd64.tar.gz');
  screen.press('r');
  await screen.says(verify.askFrom);
  screen.press('p');
  await screen.says(verify.askSource);
  screen.press(sharedOrigin().path, keys.enter);
  await screen.says(verify.typed);
  screen.press(keys.enter);
  await screen.says('tidb-v8.5.1-linux-amd64.tar.gz is fetched');
  screen.press(keys.enter);
  await screen.says(verify.verifiedAgain);
  await screen.says(care.repaired(1));
  await screen.says(commands.wholeMirror);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'verify', path], { home });
});

test('a mirror is served from the screen and a client installs from it; the server outlives the screen', async () => {
  const home = tempFolder();
  const { screen } = await opened(home, 'serve');
  await screen.says(serve.hints.path);
  const port = await freePort();
  screen.press('\x1b[B', '\x1b[B', '\x15', String(port), keys.enter);
  await screen.says(serve.local);
  await screen.says(serve.start);
  screen.press(keys.enter);
  const address = `http://127.0.0.1:${port}`;
  await screen.says(`tiup mirror set ${address}`);
  screen.press('q');
  await screen.says(shell.leaving.jobs.ask(1));
  screen.press('y');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });

  const client = tempFolder();
  await mustSucceed(['mirror', 'set', address], { home: client });
  await mustSucceed(['install', 'hello'], { home: client });
  expect((await mustSucceed(['hello'], { home: client })).stdout).not.toBe('');

  const again = new Screen([], { home });
  onTestFinished(() => again.close());
  await again.says(shell.reasons.jobsRun);
  again.press('J');
  await again.shows(/> running +serve/);
  again.press(keys.enter);
  await again.shows(/GET \S*hello/);
  again.press('x');
  await again.says(serve.askStop);
  again.press('y');
  await again.says(jobView.states.cancelled);
  again.press('q');
  expect(await again.ended()).toEqual({ code: 0, wrongs: [] });
});
