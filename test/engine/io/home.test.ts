import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { interceptMutations, type Mutation } from '../../../source/engine/io/files.ts';
import { addressRootName, type Home, openHome } from '../../../source/engine/io/home.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';

const first = goldenFile('origin/root.json');
const second = goldenFile('custom/root.json');
const address = 'http://mirror.example/';

afterEach(() => interceptMutations(null));

async function pairOf(home: Home): Promise<readonly [string | null, string]> {
  const { mirror, anchor } = await home.trust();
  expect(await home.mirror()).toBe(mirror);
  return [mirror, Buffer.from(anchor ?? '').toString('base64')];
}

describe('the home of a client', () => {
  test('of stock’s is read', async () => {
    const home = openHome(join(goldenFolder(), 'home-after-install'));
    expect(await home.trust()).toEqual({ mirror: 'W/origin', anchor: Buffer.from(first) });
    expect(await home.installed()).toEqual([
      { component: 'hello', versions: ['v0.0.1'] },
      { component: 'notes', versions: ['v1.0.0'] },
      { component: 'tidb', versions: ['v1.0.0'] },
    ]);
  });

  test('that isn’t there has nothing', async () => {
    const home = openHome(join(tempFolder(), 'none'));
    expect(await pairOf(home)).toEqual([null, '']);
    expect([
      await home.installed(),
      await home.readManifest('root.json'),
      await home.addressRoot(address),
    ]).toEqual([[], null, null]);
  });

  test('keeps what else is in its toml, and writes the mirror first', async () => {
    const home = openHome(tempFolder());
    const toml = join(home.path, 'tiup.toml');
    writeFileSync(toml, 'theme = "dark"\nmirror = "/old"\n[telemetry]\nuuid = "1"\n');
    await home.setMirror(address, first);
    expect(readFileSync(toml, 'utf8')).toBe(
      `mirror = "${address}"\ntheme = "dark"\n\n[telemetry]\nuuid = "1"\n`,
    );
    expect(readdirSync(home.bin).sort()).toEqual([addressRootName(address), 'root.json'].sort());
    expect(existsSync(join(home.path, '.mirrordeck'))).toBe(false);
  });

  test('with a toml that can’t be read is left as it is', async () => {
    const home = openHome(tempFolder());
    const file = join(home.path, 'tiup.toml');
    for (const text of ['mirror = ', 'mirror = 3']) {
      writeFileSync(file, text);
      await expect(home.mirror()).rejects.toMatchObject({ code: 'toml-corrupt', facts: { file } });
      await expect(home.setMirror(address, first)).rejects.toMatchObject({ code: 'toml-corrupt' });
      expect(readdirSync(home.path)).toEqual(['tiup.toml']);
    }
  });

  test('keeps manifests as the stock client writes them', async () => {
    const home = openHome(tempFolder());
    await home.setMirror(address, first);
    const pretty = JSON.stringify(
      JSON.parse(Buffer.from(goldenFile('origin/12.tidb.json')).toString()),
      null,
      2,
    );
    await home.saveManifests([{ name: 'tidb.json', bytes: Buffer.from(pretty) }]);
    const file = join(home.manifests, 'tidb.json');
    expect(readFileSync(file)).toEqual(Buffer.from(goldenFile('home-after-install/manifests/tidb.json')));
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(readdirSync(home.manifests)).toEqual(['tidb.json']);
    await home.setMirror('/elsewhere', second);
    expect(existsSync(home.manifests)).toBe(false);
  });
});

test('a crash before any single file operation of a set leaves the one mirror with its root, or the other', async () => {
  const prepare = async (): Promise<Home> => {
    const home = openHome(tempFolder());
    await home.setMirror('/old', first);
    mkdirSync(home.manifests);
    writeFileSync(join(home.manifests, 'timestamp.json'), 'of the old one');
    return home;
  };
  const mutations: Mutation[] = [];
  const trial = await prepare();
  interceptMutations((mutation) => mutations.push(mutation));
  await trial.setMirror(address, second);
  interceptMutations(null);
  const pairs = new Set<string>();
  for (let at = 0; at < mutations.length; at += 1) {
    const home = await prepare();
    let passed = 0;
    interceptMutations(() => {
      if (passed++ >= at) throw Object.assign(new Error('the end'), { code: 'EIO' });
    });
    await home.setMirror(address, second).catch(() => undefined);
    interceptMutations(null);
    const [mirror, root] = await pairOf(home);
    pairs.add(`${mirror} ${root === Buffer.from(first).toString('base64') ? 'first' : 'second'}`);
    // Nothing of another mirror is ever taken for this one's.
    const kept = await home.readManifest('timestamp.json');
    if (mirror === address) expect(kept).toBeNull();
    // What the next set does is no different for it.
    const lock = join(home.path, '.mirrordeck', 'lock.json');
    if (existsSync(lock)) {
      writeFileSync(
        lock,
        `${JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), started: 'never' })}\n`,
      );
    }
    await home.setMirror('/third', first);
    expect(await pairOf(home)).toEqual(['/third', Buffer.from(first).toString('base64')]);
  }
  expect([...pairs].sort()).toEqual(['/old first', `${address} second`]);
});
