/** The retention simulator with the real engine: what would go is seen before anything goes, and then it goes. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { keptMirror } from '../helpers/kept-mirror.ts';
import { Screen } from '../helpers/screen.ts';

const { prune, care, shell, units, home } = messagesFor('en');

test('the policy is moved and what goes is seen at once; nothing goes before the name is typed', async () => {
  const { engine, mirror } = await keptMirror();
  const before = fingerprint(mirror);
  const screen = new Screen({ engine, start: 'prune' });
  await screen.see(prune.nothingSaid);
  await screen.press('right', 'right');
  await screen.see(/Would go: 2 versions.*Stay: 4 versions/);
  await screen.see(/goes +tidb +v8\.1\.0/);
  await screen.press('right');
  await screen.see(/Would go: 1 version,.*Stay: 5 versions/);
  await screen.press('left');
  await screen.see(/Would go: 2 versions/);
  await screen.press('tab');
  await screen.see(/stays +tidb +v8\.5\.1 .*latest on linux/);
  await screen.press('tab', 'e');
  await screen.see('mirrordeck mirror prune --keep-last 2');
  await screen.press('escape', 'enter');
  await screen.see('tidb v7.1.3');
  await screen.see(prune.yankMeans.slice(0, 30));
  await screen.press('enter');
  await screen.see(shell.confirm.askUndoable);
  await screen.press('miror', 'enter');
  await screen.see(shell.confirm.wrong);
  expect(fingerprint(mirror)).toEqual(before);
  await screen.press('escape', 'enter');
  await screen.see(shell.confirm.askUndoable);
  await screen.press('mirror', 'enter');
  await screen.see(care.prunedVersions(units.versions(2)));
  await screen.press('enter');
  await screen.see(home.next);
  await screen.leave();
  const list = await engine.list({ component: 'tidb' });
  expect(JSON.stringify(list)).not.toContain('v7.1.3');
  expect((await engine.verify({ address: mirror })).problems).toEqual([]);
  expect(readdirSync(mirror).filter((name) => name.startsWith('tidb-v7.1.3'))).toHaveLength(2);
});

test('a policy that is refused is none: its text stands in its field, and what goes is what the screen says', async () => {
  const { engine } = await keptMirror();
  const screen = new Screen({ engine, start: 'prune' });
  await screen.see(prune.nothingSaid);
  await screen.press('right');
  await screen.see(/Would go: \d+ version/);
  await screen.press('down', 'down', 'space');
  await screen.see(prune.hints.keep);
  await screen.press('v7.1.x.y', 'enter');
  await screen.see('version-invalid');
  await screen.press('escape');
  await screen.see(prune.hints.keep);
  await screen.see('v7.1.x.y');
  await screen.press('ctrl+u', 'v7.1.3', 'enter');
  await screen.see((text) => !text.includes(prune.hints.keep));
  await screen.press('down', 'down', 'enter');
  await screen.see(prune.yankMeans.slice(0, 30));
  expect(screen.text()).not.toContain('v7.1.3');
  await screen.press('escape', 'e');
  await screen.see('--keep v7.1.3');
  await screen.press('escape');
  await screen.leave();
});

test('deleting without waiting, only in chosen components, by a typed range', async () => {
  const { engine, mirror } = await keptMirror();
  const screen = new Screen({ engine, start: 'prune' });
  await screen.see(prune.nothingSaid);
  await screen.press('down', 'down', 'space');
  await screen.see(prune.hints.keep);
  await screen.press('^8.5', 'enter');
  await screen.see(/Would go: 2 versions/);
  await screen.press('down', 'down', 'space');
  await screen.see(prune.askComponents);
  await screen.press('down', 'space', 'enter');
  await screen.see(/No version goes|Would go: 0/);
  await screen.press('space');
  await screen.see(prune.askComponents);
  await screen.press('n', 'space', 'enter');
  await screen.see(/Would go: 2 versions/);
  await screen.press('end', 'space');
  await screen.see(/will be deleted/);
  await screen.press('enter');
  await screen.see('tidb v7.1.3');
  await screen.press('enter');
  await screen.see(shell.confirm.ask);
  await screen.press('mirror', 'enter');
  await screen.see(/Deleted: \d+ files/);
  await screen.leave();
  expect(existsSync(join(mirror, 'tidb-v7.1.3-linux-amd64.tar.gz'))).toBe(false);
});

test('what a receipt says waits is what the policy says afterwards, and deleting alone withdraws nothing', async () => {
  const { engine } = await keptMirror();
  const screen = new Screen({ engine, start: 'prune' });
  await screen.see(prune.nothingSaid);
  await screen.press('right');
  await screen.see(/Would go: \d+ version/);
  await screen.press('enter');
  await screen.see(prune.yankMeans.slice(0, 30));
  await screen.press('enter', 'mirror', 'enter');
  await screen.see(/Yanked: \d+ version/);
  const waiting = /(\d+ files?) wait to be deleted/.exec(screen.text())?.[1];
  expect(waiting).toBeDefined();
  await screen.press('enter');
  await screen.see(home.next);
  await screen.press(':', 'prune', 'enter');
  await screen.see(new RegExp(`Deleted from .*: ${waiting}, `));
  await screen.press('end', 'space');
  await screen.see(`${waiting} will be deleted`);
  await screen.press('enter', 'enter');
  await screen.see(prune.confirmDelete(Number.parseInt(waiting ?? '', 10)));
  await screen.press('escape');
  await screen.leave();
});

test('in a narrow terminal each version still has why it stays, beside its mark', async () => {
  const { engine } = await keptMirror();
  const screen = new Screen({ engine, start: 'prune', columns: 60, rows: 20 });
  await screen.see(prune.nothingSaid);
  await screen.press('tab');
  await screen.see(/stays {2}tidb .*latest on/);
  await screen.leave();
});

test('a number that is none is refused at its field, and without a policy nothing goes', async () => {
  const { engine, mirror } = await keptMirror();
  const screen = new Screen({ engine, start: 'prune' });
  await screen.see(prune.nothingSaid);
  await screen.press('space');
  await screen.see(prune.hints.keepLast);
  await screen.press('many', 'enter');
  await screen.see(prune.notANumber);
  await screen.press('escape', 'enter');
  await screen.see(care.nothingToPrune);
  await screen.press('enter');
  await screen.see(shell.reasons.nothingGoes.slice(0, 30));
  await screen.leave();
  expect(existsSync(mirror)).toBe(true);
});
