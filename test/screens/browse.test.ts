import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineError } from '../../source/engine/index.ts';
import { browseEngine } from '../helpers/fake-browse.ts';
import { bigCatalogue } from '../helpers/fake-engine.ts';
import { Screen } from '../helpers/screen.ts';
import { tempFolder } from '../helpers/temp.ts';

const at = (start: 'browse' = 'browse') => new Screen({ engine: browseEngine(), start, columns: 120 });

test('components, their versions, their files, and what is known of a file; Esc leads back step by step', async () => {
  const screen = at();
  await screen.see(/> \[ \] tidb +v8\.5\.1 +3 +4\.00 MB +installed/);
  await screen.press('enter');
  await screen.see(/v8\.5\.0 +2026-01-15 .*installed/);
  await screen.press('j', 'enter');
  await screen.see('Browse / tidb / v8.5.0');
  await screen.press('j', 'j', 'enter');
  await screen.see('https://mirror.example.com/tidb-v8.5.0-linux-amd64.tar.gz');
  await screen.see('ab'.repeat(32));
  await screen.see('bin/tidb-server');
  await screen.press('escape');
  await screen.see(/> linux\/amd64/);
  await screen.press('escape', 'escape');
  await screen.see(/> \[ \] tidb/);
  await screen.leave();
});

test('only what is yanked, hidden or nightly is shown when that is asked for, and one platform', async () => {
  const screen = at();
  await screen.see('tidb');
  await screen.press('f');
  await screen.see((text) => text.includes('installed here') && !text.includes('gone'));
  await screen.press('f');
  await screen.see(
    (text) => text.includes('Shown: yanked') && text.includes('ctl') && !text.includes('tidb'),
  );
  await screen.press('f');
  await screen.see((text) => text.includes('Shown: hidden') && text.includes('pd') && !text.includes('ctl'));
  await screen.press('f');
  await screen.see((text) => text.includes('Shown: nightly') && text.includes('bench'));
  await screen.press('f', 'p');
  await screen.see('everything, darwin/amd64');
  await screen.see(/tidb +v8\.5\.1 +3 +1\.00 MB/);
  await screen.leave();
});

test('what a clone holds already is marked', async () => {
  const top = tempFolder();
  mkdirSync(join(top, 'clone'));
  const screen = at();
  await screen.see('tidb');
  await screen.press('t');
  await screen.see('A clone to compare with');
  await screen.press('p', '\u0015', `${top}/cl`, 'tab');
  await screen.see(`${top}/clone/`);
  await screen.press('enter');
  await screen.see(/Folder: .*\/clone$/m);
  await screen.press('j', 't');
  await screen.see(/tidb .*in part/);
  await screen.press('f', 'f');
  await screen.see((text) => text.includes('Shown: in the clone') && !text.includes('ctl'));
  await screen.leave();
});

test('a clone is begun with what is chosen, down to versions', async () => {
  const screen = at();
  await screen.see('tidb');
  await screen.press('space', 'g', 'enter');
  await screen.see('v8.5.0');
  await screen.press('j', 'space', 'escape');
  await screen.see('Chosen: 1 component, 1 version.');
  await screen.press('c');
  await screen.see('Which components?');
  await screen.see(/\[x\] tidb/);
  expect(screen.engine.calls.filter((call) => call.startsWith('catalogue'))).toEqual([
    'catalogue undefined',
    'catalogue https://mirror.example.com/',
  ]);
  await screen.press('escape', 'escape');
  await screen.leave();
});

test('a home without a mirror is asked which one', async () => {
  const engine = browseEngine();
  const plant = {
    name: 'plant',
    address: 'http://b:8000',
    fingerprint: null,
    current: false,
    official: false,
  };
  const screen = new Screen({
    engine: {
      ...engine,
      sources: { ...engine.sources, list: async () => [plant] },
      show: () => Promise.reject(new EngineError('source-unknown', 'no mirror')),
    },
    start: 'browse',
  });
  await screen.see('Which mirror do you want to look through?');
  await screen.press('enter');
  await screen.see(/> \[ \] tidb/);
  expect(engine.calls).toEqual(['catalogue http://b:8000']);
  await screen.leave();
});

test('500 components are there at once', async () => {
  const screen = new Screen({ engine: browseEngine(bigCatalogue(500)), start: 'browse' });
  await screen.see('component-00000');
  await screen.press('G');
  await screen.see('component-00499');
  await screen.leave();
});
