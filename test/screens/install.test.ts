import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine, EngineError } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { wordsOf } from '../../source/screens/install/words.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import { goldenFolder } from '../helpers/golden.ts';
import { Screen } from '../helpers/screen.ts';
import { smallNow } from '../helpers/small-mirror.ts';
import { tempFolder } from '../helpers/temp.ts';

const { install, shell, sources } = messagesFor('en');

/** A home set to a golden mirror, and a workstation over the engine itself. */
async function atHome(): Promise<{ readonly screen: Screen; readonly home: string }> {
  const top = tempFolder();
  const home = join(top, 'home');
  const engine = createEngine({
    home,
    settingsFolder: join(top, 'settings'),
    stateFolder: join(top, 'state'),
    workingFolder: top,
    platform: 'linux/amd64',
    now: () => smallNow,
    environment: { PATH: process.env.PATH },
  });
  const address = join(goldenFolder(), 'origin');
  await engine.set.apply(await engine.set.plan({ address }));
  return { screen: new Screen({ engine: { ...engine, calls: [] }, start: 'install' }), home };
}

test('a component is installed, run with the screen left for it, and removed', async () => {
  const { screen, home } = await atHome();
  await screen.see('Nothing is installed yet');
  await screen.press('I');
  await screen.see('What is to be installed?');
  await screen.press('/', 'hello', 'enter', 'enter');
  await screen.see('Each file is verified before it is unpacked.');
  await screen.see(/hello {2}v/);
  await screen.press('enter');
  await screen.see('Done.');
  // Only keys that this page knows stand below it.
  expect(screen.text()).not.toMatch(/v verify|s serve/);
  await screen.press('enter');
  await screen.see(/> \[ \] hello +v\S+ +v\S+ +newest/);
  expect(existsSync(join(home, 'components', 'hello'))).toBe(true);
  await screen.press('enter');
  await screen.see('Run hello:v');
  await screen.press('enter');
  await screen.see(/hello:v\S+ ended with code 0\. Enter/);
  await screen.press('enter');
  await screen.see(/hello:v\S+ ended with code 0\.$/m);
  await screen.press('d');
  await screen.see('Remove from this machine');
  await screen.press('enter');
  await screen.see('Removed.');
  await screen.press('enter');
  await screen.see('Nothing is installed yet');
  expect(existsSync(join(home, 'components', 'hello'))).toBe(false);
  await screen.leave();
});

test('an older version says that there is an update, which is then made', async () => {
  const { screen } = await atHome();
  const { engine } = screen;
  await engine.install.apply(await engine.install.plan({ components: ['ctl:v1.1.0'] }));
  await screen.see('Installed on this machine');
  await screen.press('r');
  await screen.see(/ctl +v1\.1\.0 +v2\.0\.0 +update available/);
  await screen.press('u');
  await screen.see(/ctl {2}v2\.0\.0/);
  await screen.press('e');
  await screen.see('mirrordeck update ctl');
  await screen.press('escape', 'enter');
  await screen.see('Done.');
  await screen.press('enter');
  await screen.see(/ctl +v2\.0\.0 +v2\.0\.0 +newest/);
  await screen.leave();
});

test('a mirror that can not be read leads to the sources; that none is set is said', async () => {
  const refused = () => Promise.reject(new EngineError('source-unreachable', 'connection refused'));
  const { status } = fakeEngine();
  const engine: FakeEngine = {
    ...fakeEngine(),
    status: async () => ({ ...(await status()), address: null, report: null }),
    list: async () => ({ kind: 'components', components: [], warnings: [] }),
    catalogue: refused,
  };
  const screen = new Screen({ engine, start: 'install', columns: 60, rows: 20 });
  await screen.see(install.unset);
  await screen.see(new RegExp(`o +${shell.meanings.sources}`));
  await screen.press('I');
  await screen.see(shell.reasons.noMirror);
  await screen.press('o');
  await screen.see((text) => text.includes('plant') && !text.includes(install.unset));
  expect(screen.lines()[0]).toContain(sources.title);
  await screen.press('escape');
  await screen.see(install.unset);
  await screen.leave();
});

test('words are taken apart as a shell does', () => {
  expect(wordsOf(`a  'b c' "d \\" e" f\\ g ''`)).toEqual(['a', 'b c', 'd " e', 'f g', '']);
  expect(wordsOf('  ')).toEqual([]);
});
