import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine, type Engine } from '../../source/engine/index.ts';
import { goldenFolder } from '../helpers/golden.ts';
import { Screen } from '../helpers/screen.ts';
import { smallNow } from '../helpers/small-mirror.ts';
import { tempFolder } from '../helpers/temp.ts';

type World = { readonly top: string; readonly engine: Engine };

/** A home with the keys of two owners, set to a mirror of theirs that may be changed; `app` has a script and a text. */
async function own(): Promise<World> {
  const top = tempFolder();
  const home = join(top, 'home');
  const mirror = join(top, 'mirror');
  cpSync(join(goldenFolder(), 'origin-published'), mirror, { recursive: true });
  cpSync(join(goldenFolder(), 'keys'), join(home, 'keys'), { recursive: true });
  mkdirSync(join(top, 'app', 'bin'), { recursive: true });
  writeFileSync(join(top, 'app', 'bin', 'greet'), '#!/bin/sh\necho greetings\n', { mode: 0o755 });
  writeFileSync(join(top, 'app', 'readme'), 'hello');
  const engine = createEngine({
    home,
    settingsFolder: join(top, 'settings'),
    stateFolder: join(top, 'state'),
    workingFolder: top,
    platform: 'linux/amd64',
    now: () => smallNow,
    environment: { PATH: process.env.PATH },
  });
  await engine.set.apply(await engine.set.plan({ address: mirror }));
  return { top, engine };
}

const opened = ({ engine }: World, start: 'package' | 'publish') =>
  new Screen({ engine: { ...engine, calls: [] }, start, columns: 100, rows: 30 });

test('files become a package, the package a component, and that is installed', async () => {
  const world = await own();
  const { top, engine } = world;
  const screen = opened(world, 'package');
  await screen.see('What goes in?');
  await screen.press('p', '\u0015', `${top}/app`, 'enter');
  await screen.see(/Folder: .*\/app$/m);
  await screen.press('g', 'j', 'space', 't');
  await screen.see(/> Name/);
  await screen.press('greet', 'tab', 'v1.0', 'tab', 'Says hello', 'tab', `${top}/out`, 'down');
  await screen.see('[x] Only what is in the folder');
  await screen.press('down', 'down', 'enter');
  await screen.see('On which machines does it run?');
  await screen.see('[x] linux/amd64');
  await screen.press('enter');
  await screen.see(/> bin\/greet +script/);
  await screen.press('enter');
  await screen.see('greet-v1.0-linux-amd64.tar.gz');
  await screen.see('bin/greet*');
  await screen.press('enter');
  await screen.see('The package is made.');
  await screen.press('enter');
  await screen.see('What they are, as their names');
  await screen.see(/greet +v1\.0 +linux\/amd64 +bin\/greet/);
  await screen.press('enter');
  await screen.see(/As whom\?/);
  await screen.see(/pingcap/);
  await screen.press('enter');
  await screen.see('a new component');
  await screen.press('enter');
  await screen.see('Published. Clients see it at once.');
  await screen.see(/greet v1\.0 +linux\/amd64/);
  await screen.press('I');
  await screen.see('Each file is verified');
  await screen.press('enter');
  await screen.see('Done.');
  await screen.leave();
  const { files, description } = await engine.component({ component: 'greet' });
  expect([description, files.map(({ platform, entry }) => `${platform} ${entry}`)]).toEqual([
    'Says hello',
    ['linux/amd64 bin/greet'],
  ]);
});

test('a tarball is published as the owner who is chosen', async () => {
  const world = await own();
  const { engine, top } = world;
  const request = {
    targets: ['bin'],
    directory: join(top, 'app'),
    name: 'extra',
    release: 'v2.0.0',
    arch: 'amd64',
  };
  await engine.pack.apply(await engine.pack.plan({ ...request, os: 'linux', entry: 'bin/greet' }));
  const screen = opened(world, 'publish');
  await screen.see('What is in this mirror');
  await screen.press('p');
  await screen.press('p', '\u0015', `${top}/package/extra-v2.0.0-linux-amd64.tar.gz`, 'enter');
  await screen.see(/> .*extra-v2\.0\.0/);
  await screen.press('enter');
  await screen.see(/> extra +v2\.0\.0 +linux\/amd64 +bin\/greet/);
  await screen.press('enter');
  await screen.see('As whom?');
  await screen.press('/', 'jdoe', 'enter', 'enter');
  await screen.see('Owner: jdoe');
  await screen.press('e');
  await screen.see(/mirror publish extra v2\.0\.0/);
  await screen.press('escape', 'enter');
  await screen.see('Published.');
  await screen.press('enter');
  await screen.see('What is in this mirror');
  expect((await engine.component({ component: 'extra' })).owner).toBe('jdoe');
  await screen.press('q');
  expect(await screen.closed).toBe(0);
});

test('what is published is hidden, described anew, withdrawn, brought back, renewed', async () => {
  const world = await own();
  const { engine } = world;
  const screen = opened(world, 'publish');
  await screen.see(/> \S+ +v/);
  await screen.press('/', 'hello', 'enter');
  await screen.see(/> hello/);
  await screen.press('h');
  await screen.see('Lists do not show it any more');
  await screen.press('enter');
  await screen.see(/> hello .*hidden/);
  await screen.press('d', '\u0015', 'Greets', 'enter');
  await screen.see('Its description becomes: Greets');
  await screen.press('enter');
  await screen.see(/> hello .*Greets/);
  await screen.press('y');
  await screen.see('It is withdrawn');
  await screen.press('e');
  await screen.see(/mirror modify hello --yank/);
  await screen.press('escape', 'enter');
  await screen.see(/> hello .*yanked/);
  await screen.press('y');
  await screen.see('It is brought back.');
  await screen.press('enter');
  await screen.see((text) => /> hello/.test(text) && !text.includes('yanked'));
  await screen.press('w');
  await screen.see('Renew');
  await screen.press('escape', 'enter');
  await screen.see('Publish / Versions');
  await screen.press('y');
  await screen.see('It is withdrawn');
  await screen.press('enter');
  await screen.see(/> v\S+ .*yanked/);
  await screen.press('q');
  expect(await screen.closed).toBe(0);
  const { hidden, description, files } = await engine.component({ component: 'hello' });
  expect([hidden, description, files.some(({ yanked }) => yanked)]).toEqual([true, 'Greets', true]);
});
