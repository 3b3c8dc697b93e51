/** What a reading leaves with the home. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../../source/engine/index.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { goldenFile, goldenFolder, goldenNow } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { carryOut } from './trial.ts';

afterEach(() => interceptMutations(null));

test('manifests are kept, and forgotten when the home is set to another mirror meanwhile', async () => {
  const home = tempFolder();
  const address = join(goldenFolder(), 'origin');
  const engine = createEngine({ home, settingsFolder: tempFolder(), now: () => goldenNow, environment: {} });
  await carryOut(engine.set, { address });
  const kept = () => readdirSync(join(home, 'manifests')).sort();

  let isOther = false;
  const setToAnother = () => {
    isOther = true;
    const root = Buffer.from(goldenFile('custom/root.json')).toString('base64');
    const journal = { schema: 'mirrordeck/set/1', address: '/another', root };
    mkdirSync(join(home, '.mirrordeck'), { recursive: true });
    writeFileSync(join(home, '.mirrordeck', 'set.json'), `${JSON.stringify(journal)}\n`);
  };
  interceptMutations(({ name, path }) => {
    if (name === 'rename' && path === join(home, 'manifests', 'timestamp.json') && !isOther) setToAnother();
  });
  await engine.list({});
  expect(isOther).toBe(true);
  expect(kept()).toEqual([]);

  await carryOut(engine.set, { address });
  await engine.list({});
  expect(kept()).toContain('timestamp.json');
});

test('a home that loses the folder of manifests while they are being kept troubles nobody', async () => {
  const home = tempFolder();
  const engine = createEngine({ home, settingsFolder: tempFolder(), now: () => goldenNow, environment: {} });
  await carryOut(engine.set, { address: join(goldenFolder(), 'origin') });
  const manifests = join(home, 'manifests');
  // as when another process sets this home
  interceptMutations(({ name, path }) => {
    if (name === 'rename' && path === join(manifests, 'timestamp.json'))
      renameSync(manifests, join(home, 'gone'));
  });
  expect(await engine.list({})).toMatchObject({ kind: 'components' });
  expect(existsSync(manifests)).toBe(false);
});
