/** The built program in a pseudo terminal, 80x24, keys only: a rotation that one signer elsewhere takes part in. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { carryAway } from '../helpers/root-keys.ts';
import { tempFolder } from '../helpers/temp.ts';

test('the holder of root keys signs at the address on the screen, and the rotation completes', async () => {
  const home = tempFolder();
  const elsewhere = tempFolder();
  const mirror = join(home, 'mirror');
  await mustSucceed(['mirror', 'init', mirror], { home });
  await mustSucceed(['mirror', 'set', mirror], { home });
  const holders = carryAway(mirror, 'root', elsewhere);
  const { rotating, rotation, shell, home: first } = messagesFor('en');
  const screen = new Screen([], { home, columns: 80, rows: 24, env: { LANG: 'en_US.UTF-8' } });
  onTestFinished(() => screen.close());
  await screen.says(first.next);
  screen.press(':');
  await screen.says(shell.palette.prompt);
  screen.press('rotate', keys.enter);
  await screen.says(rotating.askWay);
  screen.press(keys.enter);
  await screen.says(rotating.asks.role(''));
  screen.press(keys.enter);
  await screen.says(rotating.role.title('root', 3, 3));
  screen.press('r');
  await screen.says(rotating.role.askInstead('').slice(0, 20));
  screen.press('+', keys.enter);
  await screen.shows(/> +private .*root.json/);
  screen.press(keys.enter);
  await screen.says(rotating.role.fates.replaced);
  screen.press(keys.enter);
  await screen.says(rotating.askWho);
  screen.press(`127.0.0.1:${await freePort()}`, keys.enter);
  await screen.says(rotation.oldKeys);
  screen.press(keys.enter);
  await screen.says(rotating.waiting);
  let target = '';
  await screen.shows((lines) => {
    const at = lines.findIndex((line) => line.includes('mirrordeck mirror sign'));
    const rest = lines.slice(at, at + 4).map((line) => line.trim());
    // whole: a screen may be looked at while it is being painted
    target = /http:\S+\/rotate\/[0-9a-f]{32}/.exec(rest.join(''))?.[0] ?? '';
    return target !== '';
  });
  // the address is longer than a row here: printed without a screen around it, it can be copied whole
  screen.press('e');
  await screen.says(shell.command.intro);
  screen.press('p');
  await screen.says(shell.command.copied);
  await screen.shows((lines) => lines.join('').includes(`mirrordeck mirror sign ${target}`));
  screen.press(keys.enter);
  await screen.says(shell.command.intro);
  screen.press(keys.escape);
  await screen.says(rotating.waiting);
  const signs = holders.flatMap((key) => ['-k', key]);
  await mustSucceed(['mirror', 'sign', target, ...signs], { home: elsewhere });
  await screen.says(rotation.rotated(2));
  screen.press(keys.enter);
  await screen.says(first.next);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'verify', mirror], { home });
});
