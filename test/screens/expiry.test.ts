/** Renewing what expires, with the real engine, as the keys lead there. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { goldenContext } from '../helpers/published.ts';
import { carryAway } from '../helpers/root-keys.ts';
import { Screen } from '../helpers/screen.ts';

const { expiring, upkeep, shell, home, rotating } = messagesFor('en');

/** A home with a mirror that looked at on this day is due, or has expired. */
function engineOn(day: string) {
  const { home: at, mirror, folder } = goldenContext('origin');
  const now = () => new Date(day);
  const engine = createEngine({ home: at.path, settingsFolder: folder, mirror, now });
  return { ...engine, calls: [], mirror, folder };
}

test('what expires within 30 days is chosen, reviewed and renewed', async () => {
  const engine = engineOn('2026-12-01T00:00:00Z');
  const screen = new Screen({ engine, start: 'expiry' });
  await screen.see(expiring.chosenSoon(30));
  await screen.see(/\[x\] snapshot/);
  await screen.press('e');
  await screen.see('mirror renew --role snapshot --role timestamp');
  await screen.press('escape', 'enter');
  await screen.see(expiring.askDays);
  await screen.press('0', 'enter');
  await screen.see(expiring.daysWrong);
  await screen.press('backspace', '90', 'enter');
  await screen.see(/snapshot: 2026-12-.* → 2027-03-01/);
  await screen.press('enter');
  await screen.see(upkeep.renewed(2));
  await screen.press('enter');
  await screen.see(home.next);
  await screen.leave();
  expect((await engine.expiry({ within: 30 })).due).toBe(0);
});

test('the line above the rows tells what is chosen now', async () => {
  const screen = new Screen({ engine: engineOn('2026-12-01T00:00:00Z'), start: 'expiry' });
  await screen.see(expiring.chosenSoon(30));
  await screen.press('n');
  await screen.see(expiring.noneChosen);
  await screen.press('a');
  await screen.see(/Chosen: (\d+) of \1\./);
  await screen.leave();
});

test('a mirror that has expired is told as that and recovered', async () => {
  const engine = engineOn('2028-03-01T00:00:00Z');
  const screen = new Screen({ engine, start: 'expiry' });
  await screen.see(expiring.expired);
  await screen.press('enter');
  await screen.see(expiring.askDays);
  await screen.press('enter');
  await screen.see(/root: 2027/);
  await screen.press('enter');
  await screen.see(/manifests were renewed/);
  await screen.press('enter', 'q');
  await screen.closed;
  expect((await engine.expiry({})).due).toBe(0);
});

test('with what lasts already nothing is renewed', async () => {
  const screen = new Screen({ engine: engineOn('2026-12-01T00:00:00Z'), start: 'expiry' });
  await screen.see(expiring.chosenSoon(30));
  await screen.press('n', 'end', 'space', 'enter');
  await screen.see(expiring.askDays);
  await screen.press('1', 'enter');
  await screen.see(upkeep.nothingToRenew);
  await screen.press('enter');
  await screen.see(shell.reasons.nothingToRenew);
  await screen.leave();
});

test('whatever else is chosen, r renews all that expires within 30 days; the choice is kept elsewhere', async () => {
  const engine = engineOn('2026-12-01T00:00:00Z');
  const screen = new Screen({ engine, start: 'home' });
  await screen.see(home.next);
  await screen.press(':', 'expiry', 'enter');
  await screen.see(/\[x\] snapshot/);
  await screen.press('n', 'escape');
  await screen.see(home.next);
  await screen.press(':', 'expiry', 'enter');
  await screen.see(/\[ \] snapshot/);
  await screen.press('r');
  await screen.see(expiring.askDays);
  await screen.press('90', 'enter');
  await screen.see(/snapshot: 2026-12-.* → 2027-03-01/);
  await screen.press('enter');
  await screen.see(upkeep.renewed(2));
  await screen.press('enter');
  await screen.see(home.next);
  await screen.press(':', 'expiry', 'enter');
  await screen.see(expiring.noneSoon(30));
  await screen.press('r');
  await screen.see(shell.reasons.nothingDue);
  await screen.leave();
});

test('keys that are carried in for one renewal sign it', async () => {
  const engine = engineOn('2028-03-01T00:00:00Z');
  const [key = ''] = carryAway(engine.mirror, 'snapshot', engine.folder);
  const screen = new Screen({ engine, start: 'expiry', columns: 132 });
  await screen.see(/\[x\] snapshot/);
  await screen.press('r');
  await screen.see(expiring.askDays);
  await screen.press('enter');
  await screen.see(/snapshot: 1 needed, 0 here/);
  await screen.press('enter');
  await screen.see(shell.reasons.signersMissing);
  await screen.press('s');
  await screen.see(shell.reasons.signersHere);
  await screen.press('escape', 'down', key, 'enter');
  await screen.see((text) => /snapshot: 202/.test(text) && !text.includes('0 here'));
  await screen.press('e');
  await screen.see('--key ');
  await screen.press('escape', 'enter');
  await screen.see(/manifests were renewed/);
  await screen.leave();
  expect((await engine.expiry({})).due).toBe(0);
});

/** Signs what stands under an address, or in a file. */
async function signed(engine: ReturnType<typeof engineOn>, target: string, keys: readonly string[]) {
  for (const key of keys) await engine.sign.apply(await engine.sign.plan({ target, keys: [key] }));
}

test('a root whose keys lie elsewhere is signed there while the screen waits, also after a stop', async () => {
  const engine = engineOn('2028-03-01T00:00:00Z');
  const holders = carryAway(engine.mirror, 'root', engine.folder);
  const screen = new Screen({ engine, start: 'expiry', columns: 132 });
  await screen.see(expiring.expired);
  await screen.press('r');
  await screen.see(expiring.askDays);
  await screen.press('400', 'enter');
  await screen.see(/root: 3 needed, 0 here/);
  await screen.press('end');
  await screen.see(/keys of root, 3 needed: elsewhere [0-9a-f]{16}/);
  await screen.press('s');
  await screen.see(expiring.askWay);
  await screen.press('127.0.0.1:0', 'tab', 'x', 'enter');
  await screen.see(expiring.oneWay);
  await screen.press('backspace', 'enter');
  await screen.see(/root: 202/);
  await screen.press('end');
  await screen.see(rotating.byServer('127.0.0.1:0'));
  await screen.press('e');
  await screen.see('--addr 127.0.0.1:0');
  await screen.press('escape', 'enter');
  await screen.see(/mirror sign http/);
  const address = /mirror sign (http:\S+)/.exec(screen.text())?.[1] ?? '';
  await signed(engine, address, holders.slice(0, 1));
  await screen.see(/1 of 3 of the keys of root/);
  await screen.press('escape');
  await screen.see(shell.leaving.stop);
  await screen.press('y');
  await screen.see('interrupted');
  await screen.press('escape');
  await screen.see(expiring.askWay);
  await screen.press('enter');
  await screen.see(/keys of root, 3 needed: signed/);
  await screen.press('enter');
  await screen.see(/mirror sign http/);
  const again = /mirror sign (http:\S+)/.exec(screen.text())?.[1] ?? '';
  await signed(engine, again, holders.slice(1));
  await screen.see(/manifests were renewed/);
  await screen.leave();
  expect((await engine.expiry({})).due).toBe(0);
});

test('what others sign is carried in a folder, and renews when it came back', async () => {
  const engine = engineOn('2026-12-01T00:00:00Z');
  const holders = carryAway(engine.mirror, 'root', engine.folder);
  const folder = join(engine.folder, 'to-sign');
  const screen = new Screen({ engine, start: 'expiry', columns: 132 });
  await screen.see(/\[ \] root/);
  await screen.press('n', '/', 'root', 'enter', 'space', 'enter');
  await screen.see(expiring.askDays);
  await screen.press('900', 'enter');
  await screen.see(expiring.missing);
  await screen.press('s');
  await screen.see(expiring.askWay);
  await screen.press('tab', folder, 'enter');
  await screen.see(expiring.byFolder(folder));
  await screen.press('enter');
  await screen.see(expiring.thenBack);
  await signed(engine, join(folder, '2.root.json'), holders);
  await screen.press('enter');
  await screen.see(home.next);
  await screen.press(':', 'expiry', 'enter');
  await screen.see(/\[ \] root/);
  await screen.press('n', '/', 'root', 'enter', 'space', 'enter');
  await screen.see(expiring.askDays);
  await screen.press('900', 'enter');
  await screen.see(expiring.missing);
  await screen.press('s');
  await screen.see(expiring.askWay);
  // the folder is known here
  await screen.press('enter');
  await screen.see(/keys of root, 3 needed: signed/);
  await screen.press('enter');
  await screen.see(upkeep.renewed(3));
  await screen.leave();
  const { entries } = await engine.expiry({});
  expect(entries.find(({ name }) => name === 'root')?.days).toBe(900);
});

test('a mirror that changed since the review is planned anew before it is renewed', async () => {
  const engine = engineOn('2026-12-01T00:00:00Z');
  const screen = new Screen({ engine, start: 'expiry' });
  await screen.see(/\[x\] snapshot/);
  await screen.press('r');
  await screen.see(expiring.askDays);
  await screen.press('90', 'enter');
  await screen.see(/snapshot: 2026-12-.* → 2027-03-01/);
  await engine.renew.apply(await engine.renew.plan({ roles: ['timestamp'], days: 60 }));
  await screen.press('enter');
  await screen.see('mirror-changed');
  await screen.press('r');
  await screen.see(/snapshot: 2026-12-.* → 2027-03-01/);
  await screen.press('enter');
  await screen.see(upkeep.renewed(2));
  await screen.leave();
});
