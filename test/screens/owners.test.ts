import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodePublicKey } from '../../source/engine/domain/key-file.ts';
import { generateKey } from '../../source/engine/domain/private-key.ts';
import { createEngine } from '../../source/engine/index.ts';
import { ownersEngine } from '../gallery/owners.ts';
import { goldenContext } from '../helpers/published.ts';
import { Screen } from '../helpers/screen.ts';
import { tempFolder } from '../helpers/temp.ts';

test('an owner is granted with two keys that are made for it, both of which sign', async () => {
  const screen = new Screen({ engine: ownersEngine(), start: 'owners' });
  await screen.see('PingCAP');
  await screen.press('a');
  await screen.see('A new owner');
  await screen.press('team', 'enter', 'The team', 'enter');
  await screen.see('Which keys are those of team?');
  await screen.press('+');
  await screen.see('Name of the new key');
  await screen.press('enter');
  await screen.see('Keys chosen: 1');
  await screen.press('+');
  await screen.see('team-2');
  await screen.press('enter');
  await screen.see('Keys chosen: 2');
  await screen.press('enter');
  await screen.see('How many of the 2 keys');
  await screen.press('backspace', '3', 'enter');
  await screen.see('More than there are keys.');
  await screen.press('backspace', '2', 'enter');
  await screen.see('team (The team) may publish into /srv/mirror');
  await screen.press('e');
  await screen.see('--threshold 2');
  await screen.press('escape', 'enter');
  await screen.see('team may publish now.');
  expect(screen.engine.calls).toEqual(
    expect.arrayContaining([
      'genkey /home/operator/.tiup/keys/team.json',
      'genkey /home/operator/.tiup/keys/team-2.json',
      'grant team 2',
    ]),
  );
  await screen.leave();
});

test('Enter shows all of a row; where there is none it says so', async () => {
  const screen = new Screen({ engine: ownersEngine(), start: 'owners' });
  await screen.see('PingCAP');
  await screen.press('enter');
  await screen.see((text) => text.includes('Its one key has to sign.') && !text.includes('Must sign'));
  await screen.press('escape', 'tab');
  await screen.see('private half, rsa');
  await screen.press('enter');
  await screen.see('Holds until 2027-02-01');
  await screen.press('escape', '/', 'nothing', 'enter', 'enter');
  await screen.see('There is no row to do that with.');
  await screen.press('escape');
  await screen.leave();
});

test('what is missing in a form is said; Esc goes back a step and keeps what was entered', async () => {
  const screen = new Screen({ engine: ownersEngine(), start: 'owners' });
  await screen.see('PingCAP');
  await screen.press('a', 'enter');
  await screen.see('This is needed.');
  await screen.press('jdoe', 'enter');
  await screen.see('There is such an owner already');
  await screen.press('2', 'enter', 'enter');
  await screen.see('Which keys are those of jdoe2?');
  await screen.press('escape');
  await screen.see('jdoe2');
  await screen.press('escape');
  await screen.see('Must sign');
  await screen.press('a');
  await screen.see('jdoe2');
  await screen.press('escape', '+');
  await screen.see('Which keys does jdoe get?');
  await screen.press('space', 'escape');
  await screen.see('Must sign');
  await screen.press('+');
  await screen.see('Keys chosen: 1');
  await screen.press('escape');
  await screen.see('Must sign');
  await screen.press('j', 'x');
  await screen.see('It still owns components');
  await screen.press('k', 'x');
  await screen.see('Take the right to publish away from jdoe?');
  await screen.press('jdoh', 'enter');
  await screen.see((text) => !text.includes('The owner jdoe will be revoked'));
  await screen.press('backspace', 'e', 'enter');
  await screen.see('The owner jdoe will be revoked');
  await screen.see('Yanked components that go with the owner: old');
  await screen.press('enter');
  await screen.see('jdoe was revoked.');
  expect(screen.engine.calls).toContain('changeOwner revoke jdoe');
  await screen.leave();
});

test('keys: what is wrong with them, a new one, and the public half of one', async () => {
  const screen = new Screen({ engine: ownersEngine(), start: 'owners' });
  await screen.see('PingCAP');
  await screen.press('tab');
  await screen.see('private.json');
  await screen.see('private half, rsa');
  await screen.press('x');
  await screen.see('0123456789abcdef-public.json');
  await screen.press('enter');
  await screen.see('The public half stands in 0123456789abcdef-public.json');
  await screen.press('p');
  await screen.see('Take a public half in');
  await screen.press('half', 'enter');
  await screen.see('The key lies in');
  await screen.press('a');
  await screen.see('A new key of this home');
  await screen.press('second', 'enter');
  await screen.see('The new key lies in /home/operator/.tiup/keys/second.json');
  await screen.leave();
});

test('the real engine: a second owner with a key of its own', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  const engine = createEngine({
    home,
    settingsFolder: join(folder, 'settings'),
    stateFolder: join(folder, 'state'),
  });
  const path = join(folder, 'mirror');
  await engine.init.apply(await engine.init.plan({ path }));
  await engine.set.apply(await engine.set.plan({ address: path }));
  const screen = new Screen({ engine: { ...engine, calls: [] }, start: 'owners' });
  await screen.see('There are no owners here.');
  await screen.press('a');
  await screen.see('A new owner');
  await screen.press('jdoe', 'enter', 'enter');
  await screen.see('There is no key in this home');
  await screen.press('+', 'enter');
  await screen.see('jdoe.json');
  await screen.press('enter');
  await screen.see('jdoe (jdoe) may publish into');
  await screen.press('enter');
  await screen.see('jdoe may publish now.');
  const { owners } = await engine.owners({});
  expect(owners).toMatchObject([{ id: 'jdoe', threshold: 1 }]);
  await screen.press('t');
  await screen.see('How many keys of jdoe must sign');
  await screen.press('backspace', '2', 'enter');
  await screen.see('More than there are keys.');
  await screen.press('escape');
  await screen.see('Its one key has to sign.');
  await screen.leave();
});

test('the real engine: pasted, out of a file, replaced; a private key that is pasted is refused and wiped', async () => {
  const { home: at, mirror, folder } = goldenContext('origin');
  const options = { settingsFolder: folder, workingFolder: folder };
  const engine = createEngine({ ...options, home: at.path, mirror });
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => generateKey('rsa')));
  if (first === undefined || second === undefined || third === undefined) throw new Error('no keys');
  const screen = new Screen({ engine: { ...engine, calls: [] }, start: 'owners', columns: 132 });
  const paste = (text: string) => screen.press(`\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`);
  await screen.see('PingCAP');
  await screen.press('a', 'team', 'enter', 'enter');
  await screen.see('Which keys are those of team?');
  await screen.press('p');
  await screen.see('Public half');
  await paste(first.secret());
  await screen.press('enter');
  await screen.see('That is a private key');
  await screen.press('escape');
  await screen.see('Which keys are those of team?');
  expect(screen.text()).not.toContain('PRIVATE');
  for (const [at, half] of [first.public.keyval.public, encodePublicKey(second.public)].entries()) {
    await screen.press('p');
    await screen.see('Never a private key');
    await paste(half);
    await screen.press('enter');
    await screen.see(`Keys chosen: ${at + 1}`);
  }
  writeFileSync(join(folder, 'third.pem'), third.public.keyval.public);
  await screen.press('f');
  await screen.see('Which file holds the key?');
  await screen.press('p');
  await screen.press('\u0015', join(folder, 'third.pem'), 'enter');
  await screen.see('> [ ] third.pem');
  await screen.press('t');
  await screen.see('Keys chosen: 3');
  await screen.press('escape');
  await screen.see('A new owner');
  await screen.press('enter');
  await screen.see(/third.pem[\s\S]*Keys chosen: 3/);
  await screen.press('enter');
  await screen.see('How many of the 3 keys');
  await screen.press('backspace', '2', 'enter');
  await screen.see('team (team) may publish');
  await screen.press('enter');
  await screen.see('team may publish now.');
  const granted = (await engine.owners({})).owners.find(({ id }) => id === 'team');
  expect(granted).toMatchObject({
    threshold: 2,
    keys: [first, second, third].map(({ id }) => id).sort(),
  });
  await screen.press('/', 'team', 'enter', 'r');
  await screen.see('Which key of team goes?');
  const gone = granted?.keys[1] ?? '';
  await screen.press('j', 'enter');
  await screen.see('Which key takes the place at team?');
  await screen.press('+', 'enter');
  await screen.see('team.json');
  await screen.press('enter');
  await screen.see('team from now on');
  await screen.press('enter');
  await screen.see('team was changed.');
  const changed = (await engine.owners({})).owners.find(({ id }) => id === 'team');
  expect(changed?.keys).toHaveLength(3);
  expect(changed?.keys).not.toContain(gone);
  await screen.leave();
});
