/** The built program in a pseudo terminal, 80x24, keys only: everything that expires in 30 days is renewed. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { carryAway } from '../helpers/root-keys.ts';
import { tempFolder } from '../helpers/temp.ts';

test('a mirror whose snapshot and timestamp expire within 30 days lasts half a year afterwards', async () => {
  const home = tempFolder();
  const mirror = join(home, 'mirror');
  await mustSucceed(['mirror', 'init', mirror, '--days', '20'], { home });
  await mustSucceed(['mirror', 'set', mirror], { home });
  const { expiring, upkeep, shell, home: first } = messagesFor('en');
  const screen = new Screen([], { home, columns: 80, rows: 24, env: { LANG: 'en_US.UTF-8' } });
  onTestFinished(() => screen.close());
  await screen.says(first.next);
  screen.press(':');
  await screen.says(shell.palette.prompt);
  screen.press('expiry', keys.enter);
  await screen.says(expiring.chosenSoon(30));
  screen.press('n', 'r');
  await screen.says(expiring.askDays);
  screen.press('180', keys.enter);
  await screen.says('snapshot: ');
  screen.press(keys.enter);
  await screen.says(upkeep.renewed(2));
  screen.press(keys.enter);
  await screen.says(first.next);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'expiry', '--within', '30d'], { home });
});

test('what a holder elsewhere signs at the address on the screen is renewed with all the rest', async () => {
  const home = tempFolder();
  const elsewhere = tempFolder();
  const mirror = join(home, 'mirror');
  await mustSucceed(['mirror', 'init', mirror, '--days', '20'], { home });
  await mustSucceed(['mirror', 'set', mirror], { home });
  const holders = carryAway(mirror, 'root', elsewhere);
  const { expiring, upkeep, rotating, shell, home: first } = messagesFor('en');
  const screen = new Screen([], { home, columns: 80, rows: 24, env: { LANG: 'en_US.UTF-8' } });
  onTestFinished(() => screen.close());
  await screen.says(first.next);
  screen.press(':');
  await screen.says(shell.palette.prompt);
  screen.press('expiry', keys.enter);
  await screen.says(expiring.chosenSoon(30));
  screen.press('a', keys.enter);
  await screen.says(expiring.askDays);
  screen.press('400', keys.enter);
  await screen.says(expiring.missing);
  screen.press('s');
  await screen.says(expiring.askWay);
  screen.press(`127.0.0.1:${await freePort()}`, keys.enter);
  await screen.says(expiring.signers);
  screen.press(keys.enter);
  await screen.says(rotating.waiting);
  let target = '';
  await screen.shows((lines) => {
    const at = lines.findIndex((line) => line.includes('mirrordeck mirror sign'));
    target =
      /http:\S+\/rotate\/[0-9a-f]{32}/.exec(
        lines
          .slice(at, at + 3)
          .map((line) => line.trim())
          .join(''),
      )?.[0] ?? '';
    return target !== '';
  });
  const signs = holders.flatMap((key) => ['-k', key]);
  await mustSucceed(['mirror', 'sign', target, ...signs], { home: elsewhere });
  await screen.says(upkeep.renewed(4));
  screen.press(keys.enter);
  await screen.says(first.next);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'expiry', '--within', '390d'], { home });
  await mustSucceed(['mirror', 'verify', mirror], { home });
});
