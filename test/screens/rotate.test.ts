/** A rotation with signers here and elsewhere, with the real engine, as the keys lead there. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { goldenContext } from '../helpers/published.ts';
import { carryAway } from '../helpers/root-keys.ts';
import { Screen } from '../helpers/screen.ts';

const { rotating, rotation, shell, home } = messagesFor('en');

/** A port that is free once it is listened on. */
const anyPort = '127.0.0.1:0';

async function toRootKeys(screen: Screen): Promise<void> {
  await screen.press('enter');
  await screen.see(rotating.asks.role(''));
  await screen.press('enter');
  await screen.see(rotating.role.title('root', 3, 3));
}

/** An own mirror; `elsewhere` are the files of its root keys once they are carried away. */
function place() {
  const { home: at, mirror, folder } = goldenContext('origin');
  const now = () => new Date('2026-12-01T00:00:00Z');
  const options = { settingsFolder: folder, workingFolder: folder, now };
  const engine = { ...createEngine({ ...options, home: at.path, mirror }), calls: [] };
  const other = createEngine({ ...options, home: join(folder, 'other') });
  return { engine, other, mirror, folder, carry: () => carryAway(mirror, 'root', folder) };
}

test('numbers count once they are taken over; what was entered for a role is there when one comes back to it', async () => {
  const { engine } = place();
  const screen = new Screen({ engine, start: 'rotate' });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.see(rotating.role.willSign(3, 3));
  await screen.press('t', '2', 'escape');
  await screen.see(rotating.role.willSign(3, 3));
  await screen.press('t', 'zz', 'enter');
  await screen.see(rotating.problems.number);
  await screen.press('escape');
  await screen.see(rotating.role.willSign(3, 3));
  await screen.press('t', '4', 'enter');
  await screen.see(rotating.role.tooFew);
  await screen.press('enter');
  await screen.see(shell.reasons.tooFewKeys);
  await screen.press('escape');
  await screen.see(rotating.asks.role(''));
  await screen.press('end');
  await screen.see(/> timestamp/);
  await screen.press('enter');
  await screen.see(rotating.role.title('timestamp', 1, 1));
  await screen.press('escape');
  await screen.see(rotating.asks.role(''));
  await screen.see(/> timestamp/);
  await screen.press('home', 'enter');
  await screen.see(rotating.role.willSign(4, 3));
  await screen.press('t', 'ctrl+u', 'enter');
  await screen.see(rotating.role.willSign(3, 3));
  await screen.leave();
});

test('the day on which the next root ends is said; a root that lasts longer is not made to end earlier', async () => {
  const { engine } = place();
  await engine.rotate.apply(await engine.rotate.plan({ days: 900 }));
  const screen = new Screen({ engine, start: 'rotate' });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.see(rotating.role.lastsAlready('2029-05-19'));
  await screen.press('enter');
  await screen.see(shell.reasons.nothingChanges);
  await screen.press('t', 'down', '100', 'enter');
  await screen.see('would last until 2027-03-11');
  await screen.press('enter');
  await screen.see(shell.reasons.lastsShorter);
  await screen.press('t', 'down', 'ctrl+u', 'up', '2', 'enter');
  await screen.see(rotating.role.lasts('2029-05-19'));
  await screen.press('enter');
  await screen.see(/Root 2 → 3, expires 2029-05-19/);
  await screen.leave();
});

test('the signatures of holders elsewhere are seen as they come, and the mirror has its next root', async () => {
  const { engine, other, carry } = place();
  const holders = carry();
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.see(rotating.role.lasts('2027-12-01'));
  await screen.press('t', '0', 'enter');
  await screen.see(rotating.problems.number);
  await screen.press('backspace', 'down', '400', 'enter');
  await screen.see(rotating.role.lasts('2028-01-05'));
  await screen.press('enter');
  await screen.see(rotating.askWho);
  await screen.press(anyPort, 'enter');
  await screen.see(rotating.byServer(anyPort));
  await screen.press('e');
  await screen.see('mirror rotate --role root --expires 400');
  await screen.press('escape', 'enter');
  await screen.see(/mirrordeck mirror sign http:\S+/);
  await screen.see(rotating.copyWhole);
  await screen.see(rotation.standing(rotation.oldKeys, 0, 3));
  const target = /mirror sign (http:\S+)/.exec(screen.text())?.[1] ?? '';
  for (const [at, key] of holders.slice(0, 3).entries()) {
    await other.sign.apply(await other.sign.plan({ target, keys: [key] }));
    if (at < 2) await screen.see(rotation.standing(rotation.oldKeys, at + 1, 3));
  }
  await screen.see(/The mirror has root version \d+ now/);
  await screen.press('enter');
  await screen.see(home.next);
  await screen.leave();
  expect((await engine.verify({})).problems).toEqual([]);
});

test('the form says of the server that a path is no address, and that only one of the two ways can be', async () => {
  const { engine, folder, carry } = place();
  carry();
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.press('enter');
  await screen.see(rotating.askWho);
  await screen.press(join(folder, 'next.json'), 'enter');
  await screen.see(rotating.problems.address);
  await screen.press('ctrl+u', '127.0.0.1:8080', 'down', join(folder, 'next.json'), 'enter');
  await screen.see(rotating.problems.both);
  await screen.press('ctrl+u', 'enter');
  await screen.see(rotating.byServer('127.0.0.1:8080'));
  await screen.leave();
});

test('a key that is nowhere here is said at once; the form takes the folder that it is in', async () => {
  const { engine, folder } = place();
  const away = join(folder, 'away');
  mkdirSync(away);
  const { path } = await engine.genkey.apply(await engine.genkey.plan({ name: 'daily' }));
  const { key } = await engine.publicKey({ name: 'daily' });
  renameSync(path, join(away, 'daily.json'));
  const half = join(folder, 'half.json');
  writeFileSync(half, JSON.stringify(key));
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await screen.press('enter');
  await screen.see(rotating.asks.role(''));
  await screen.press('end', 'enter');
  await screen.see(rotating.role.title('timestamp', 1, 1));
  await screen.press('r');
  await screen.see(/Which key takes the place of/);
  await screen.press('f', 'p', '\u0015', half, 'enter');
  await screen.see(/> half.json/);
  await screen.press('enter');
  await screen.see(/> +public .*half.json/);
  await screen.press('enter');
  await screen.see(rotating.role.fates.replaced);
  await screen.press('enter');
  await screen.see(/private keys of timestamp are missing/);
  await screen.press('escape');
  await screen.see(rotating.askWho);
  await screen.press('down', join(folder, 'next.json'), 'enter');
  await screen.see(rotation.bringKeys.slice(0, 60));
  await screen.press('escape');
  await screen.see(rotating.askWho);
  await screen.press('ctrl+u', 'down', away, 'enter');
  await screen.see(/will be kept with the mirror, to sign as timestamp/);
  await screen.press('e');
  await screen.see('--key-dir');
  await screen.press('escape', 'enter');
  await screen.see(/The mirror has root version \d+ now/);
  await screen.leave();
});

test('a rotation is carried as a file, and gone on with from it', async () => {
  const { engine, other, folder, carry } = place();
  const holders = carry();
  const file = join(folder, 'next.json');
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.press('enter');
  await screen.see(rotating.askWho);
  await screen.press('down', file, 'enter');
  await screen.see(/Root \d+ → \d+/);
  await screen.see(/Enter writes .*next\.json/);
  await screen.press('enter');
  await screen.see(rotation.saved(file));
  await other.sign.apply(await other.sign.plan({ target: file, keys: holders.slice(0, 3) }));
  await screen.press('enter');
  await screen.see(home.next);
  await screen.leave();

  const again = new Screen({ engine, start: 'rotate', columns: 132 });
  await again.see(rotating.askWay);
  await again.press('down', 'enter');
  await again.see(rotating.asks.waiting(''));
  await again.see(/root 2 +3 +next.json/);
  await again.press('p', 'enter');
  await again.see(rotating.problems.empty);
  await again.press('escape');
  await again.see(rotating.asks.waiting(''));
  await again.press('enter');
  await again.see(file);
  await again.press('enter');
  await again.see(/Root \d+ → \d+/);
  await again.press('enter');
  await again.see(/The mirror has root version \d+ now/);
  await again.leave();
  expect((await engine.verify({})).problems).toEqual([]);
});

test('what waits for signatures is given up once that is answered', async () => {
  const { engine, folder, carry } = place();
  carry();
  const file = join(folder, 'next.json');
  await engine.rotate.apply(await engine.rotate.plan({ days: 400, out: file }));
  const screen = new Screen({ engine, start: 'rotate' });
  await screen.see(rotating.askWay);
  await screen.press('down', 'enter');
  await screen.see(rotating.asks.waiting(''));
  await screen.press('x');
  await screen.see(rotation.givesUp('root 2', 0));
  await screen.press('e');
  await screen.see('mirrordeck mirror rotate');
  await screen.see('--give-up');
  await screen.press('escape', 'n');
  await screen.see(rotating.asks.waiting(''));
  expect(existsSync(file)).toBe(true);
  await screen.press('x');
  await screen.see(rotation.givesUp('root 2', 0));
  await screen.press('y');
  await screen.see(rotating.empty.waiting);
  await screen.press('x');
  await screen.see(shell.reasons.noRow);
  await screen.leave();
  expect(existsSync(file)).toBe(false);
});

test('a new root is said to break every client, and made only when the mirror is typed', async () => {
  const { engine, mirror } = place();
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await screen.press('end', 'enter');
  await screen.see(rotation.clientsStop.slice(0, 60));
  await screen.press('enter');
  await screen.see(shell.confirm.ask);
  await screen.press('yes', 'enter');
  await screen.see(shell.confirm.wrong);
  await screen.press('backspace', 'backspace', 'backspace', mirror, 'enter');
  await screen.see(/The mirror starts over/);
  await screen.leave();
});

test('a component goes to another owner', async () => {
  const { engine } = place();
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await screen.press('down', 'down', 'enter');
  await screen.see(rotating.asks.component(''));
  await screen.press('/', 'hello', 'enter', 'enter');
  await screen.see(rotating.asks.owner('hello'));
  // every key is here: who signs is not asked, and is to be had on the way back
  await screen.press('enter');
  await screen.see(rotation.transfer('hello', 'jdoe', 'pingcap'));
  await screen.press('escape');
  await screen.see(rotating.askWho);
  await screen.press('escape');
  await screen.see(rotating.asks.owner('hello'));
  await screen.press('enter');
  await screen.see(rotation.transfer('hello', 'jdoe', 'pingcap'));
  await screen.press('escape');
  await screen.see(rotating.askWho);
  await screen.press('enter');
  await screen.see(rotation.transfer('hello', 'jdoe', 'pingcap'));
  await screen.press('enter');
  await screen.see(rotation.transferred('hello', 'pingcap'));
  await screen.leave();
});

test('waiting is stopped after one signature, and gone on with from what was kept', async () => {
  const { engine, other, carry } = place();
  const [first = '', ...rest] = carry();
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.press('enter');
  await screen.see(rotating.askWho);
  await screen.press(anyPort, 'enter');
  await screen.see(rotating.byServer(anyPort));
  await screen.press('enter');
  await screen.see(/mirror sign http:\S+/);
  const target = /mirror sign (http:\S+)/.exec(screen.text())?.[1] ?? '';
  await other.sign.apply(await other.sign.plan({ target, keys: [first] }));
  await screen.see(rotation.standing(rotation.oldKeys, 1, 3));
  const kept = /kept in (\S+)\. /.exec(screen.text())?.[1] ?? '';
  await screen.press('escape');
  await screen.see(shell.leaving.stop);
  await screen.press('y');
  await screen.see('interrupted');
  await other.sign.apply(await other.sign.plan({ target: kept, keys: rest.slice(0, 2) }));
  await screen.press('escape');
  await screen.see(rotating.ways.resume.label);
  await screen.see(kept);
  await screen.press('enter');
  await screen.see(/Root \d+ → \d+/);
  await screen.press('enter');
  await screen.see(/The mirror has root version \d+ now/);
  await screen.leave();
});

test('keys of a role: one replaced by a new one, one lost and replaced by a pasted half, one more out of a file', async () => {
  const { engine, other } = place();
  const screen = new Screen({ engine, start: 'rotate', columns: 132, rows: 40 });
  const [one, two] = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const { path, keyId } = await other.genkey.apply(await other.genkey.plan({ name }));
      return { path, id: keyId, pem: (await other.publicKey({ name })).key.keyval.public };
    }),
  );
  if (one === undefined || two === undefined) throw new Error('no keys');
  const before = (await engine.roles({})).roles[0];
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.press('r');
  await screen.see(/Which key takes the place of/);
  await screen.press('+', 'enter');
  await screen.see(/> +private .*root.json/);
  await screen.press('enter');
  await screen.see(rotating.role.fates.replaced);
  await screen.press('down', 'l');
  await screen.see(rotating.role.oneWayOut.slice(0, 30));
  await screen.press('enter');
  await screen.see(shell.reasons.rootKeysLost);
  await screen.press('l', 'r');
  await screen.see(/Which key takes the place of/);
  await screen.press('p');
  await screen.see('Never a private key');
  await screen.press(`\u001b[200~${one.pem}\u001b[201~`, 'enter');
  await screen.see(new RegExp(`> +public .*${one.id.slice(0, 16)}`));
  await screen.press('enter', '+');
  await screen.see(rotating.role.askAdded('root'));
  await screen.press('f');
  await screen.see('Which file holds the key?');
  await screen.press('p', '\u0015', two.path, 'enter');
  await screen.see('> [ ] two.json');
  await screen.press('t');
  await screen.see('Keys chosen: 1');
  await screen.press('enter');
  await screen.see(rotating.role.willSign(3, 4));
  await screen.press('escape');
  await screen.see(rotating.asks.role(''));
  await screen.press('enter');
  await screen.see(rotating.role.willSign(3, 4));
  await screen.press('t', '2', 'enter');
  await screen.see(rotating.role.willSign(2, 4));
  await screen.press('enter');
  await screen.see(/Root \d+ → \d+/);
  await screen.press('e');
  await screen.see('--add-key');
  await screen.press('escape', 'enter');
  await screen.see(/The mirror has root version \d+ now/);
  await screen.see(rotation.keyAdded(one.id.slice(0, 16)));
  await screen.leave();
  const after = (await engine.roles({})).roles[0];
  const ids = after?.keys.map(({ id }) => id) ?? [];
  expect(after?.threshold).toBe(2);
  expect(ids).toHaveLength(4);
  expect(ids).toEqual(expect.arrayContaining([one.id, two.id, before?.keys[2]?.id]));
  expect(ids).not.toContain(before?.keys[0]?.id);
  expect((await engine.verify({})).problems).toEqual([]);
});

test('too many root keys are lost: it is said, and leads to the new root', async () => {
  const { engine, mirror } = place();
  const screen = new Screen({ engine, start: 'rotate' });
  await screen.see(rotating.askWay);
  await toRootKeys(screen);
  await screen.press('n');
  await screen.see(shell.reasons.rootKeysEnough);
  await screen.press('l');
  await screen.see(rotating.role.fates.lost);
  await screen.press('n');
  await screen.see(rotation.clientsStop.slice(0, 40));
  await screen.press('enter');
  await screen.see(shell.confirm.ask);
  await screen.press(mirror, 'enter');
  await screen.see(/The mirror starts over/);
  await screen.leave();
});

test('a transfer whose owner is elsewhere is stopped, and gone on with from the list', async () => {
  const { engine, other, folder } = place();
  const away = join(folder, 'private.json');
  renameSync(join(engine.home, 'keys', 'private.json'), away);
  const screen = new Screen({ engine, start: 'rotate', columns: 132 });
  await screen.see(rotating.askWay);
  await screen.press('down', 'down', 'enter');
  await screen.see(rotating.asks.component(''));
  await screen.press('/', 'hello', 'enter', 'enter');
  await screen.see(rotating.asks.owner('hello'));
  await screen.press('enter');
  await screen.see(rotating.askWho);
  await screen.press(anyPort, 'enter');
  await screen.see(rotation.transfer('hello', 'jdoe', 'pingcap'));
  await screen.press('enter');
  await screen.see(rotating.waiting);
  await screen.press('escape', 'y');
  await screen.see('interrupted');
  await screen.press('escape', 'escape');
  await screen.see(rotating.asks.waiting(''));
  await screen.see(/hello → pingcap +0 +transfer-hello.json/);
  const { waiting } = await engine.waiting();
  await other.sign.apply(await other.sign.plan({ target: waiting[0]?.path ?? '', keys: [away] }));
  await screen.press('enter');
  await screen.see(rotating.fields.from);
  await screen.press('enter');
  await screen.see(rotation.transfer('hello', 'jdoe', 'pingcap'));
  await screen.press('enter');
  await screen.see(rotation.transferred('hello', 'pingcap'));
  await screen.leave();
  expect((await engine.waiting()).waiting).toEqual([]);
});
