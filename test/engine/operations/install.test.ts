import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { installOperation } from '../../../source/engine/operations/install.ts';
import { updateOperation } from '../../../source/engine/operations/update.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenFile } from '../../helpers/golden.ts';
import { clientWorld, tree } from './client-world.ts';

afterEach(() => interceptMutations(null));

test('the plan touches nothing, applying installs and leaves the manifests as stock does', async () => {
  const { context, inHome } = await clientWorld();
  const { plan, apply } = installOperation(context);
  const before = tree(context.home.path);
  const planned = await plan({ components: ['hello', 'tidb:v1.0.0', 'notes', 'hello:v0.0.1'] });
  expect(tree(context.home.path)).toEqual(before);
  expect(
    planned.items.map(({ component, version, platform, action }) => [component, version, platform, action]),
  ).toEqual([
    ['hello', 'v0.0.1', 'linux/amd64', 'install'],
    ['tidb', 'v1.0.0', 'linux/amd64', 'install'],
    ['notes', 'v1.0.0', 'any/any', 'install'],
  ]);
  const { installed, kept } = await apply(planned);
  expect([installed.length, kept.length]).toEqual([3, 0]);
  expect(fs.statSync(inHome('components/hello/v0.0.1/hello.sh')).mode & 0o111).not.toBe(0);
  expect(tree(inHome('components'))).toEqual(tree(join(context.folder, 'home/components')));
  for (const name of ['hello.json', 'index.json', 'snapshot.json', 'timestamp.json']) {
    expect(fs.readFileSync(inHome('manifests', name))).toEqual(
      goldenFile(`home-after-install/manifests/${name}`),
    );
  }
  expect(fs.existsSync(inHome('.mirrordeck'))).toBe(false);
  const again = await plan({ components: ['hello'] });
  expect(again).toMatchObject({ bytes: 0, items: [{ action: 'keep' }] });
  expect(await apply(again)).toMatchObject({ installed: [], kept: [{ component: 'hello' }] });
});

test.each([
  ['tidb', 'v2.0.0'],
  ['tidb:latest', 'v2.0.0'],
  ['tidb:nightly', 'v2.2.0-alpha-nightly-20260201'],
  ['tidb:v1.1', 'v1.1.0'],
  ['tidb:1', 'v1.1.0'],
  ['tidb:1.0.0', 'v1.0.0'],
  ['tidb:^1.0', 'v1.1.0'],
  ['tidb:~1.0', 'v1.0.0'],
  ['tidb:1.x', 'v1.1.0'],
  ['tidb:*', 'v2.0.0'],
  ['tidb:v1.1.0-rc.1', 'v1.1.0-rc.1'],
])('%s stands for %s', async (spec, version) => {
  const { context } = await clientWorld();
  const { items } = await installOperation(context).plan({ components: [spec] });
  expect(items.map((item) => item.version)).toEqual([version]);
});

test.each([
  ['nothing', 'component-unknown'],
  ['tidb:v9', 'version-unknown'],
  ['tidb:v2.2', 'version-unknown'],
  ['hello:nightly', 'version-unknown'],
  ['ctl:v1.0.0', 'version-unknown'],
  ['tidb:v1/0', 'version-invalid'],
  ['../tidb', 'name-invalid'],
])('%s is %s', async (spec, code) => {
  const { context } = await clientWorld();
  await expect(installOperation(context).plan({ components: [spec] })).rejects.toMatchObject({ code });
});

describe('what goes wrong leaves the home as it was', () => {
  test('a tarball that is not what was signed', async () => {
    const { install, inHome, address } = await clientWorld({ copy: true });
    fs.appendFileSync(join(address, 'hello-v0.0.1-linux-amd64.tar.gz'), 'x');
    await expect(install('hello')).rejects.toMatchObject({ exitCode: 4 });
    expect(fs.existsSync(inHome('components'))).toBe(false);
  });

  test('one of two: the other is installed, and the report names it', async () => {
    const { install, inHome, address } = await clientWorld({ copy: true });
    fs.rmSync(join(address, 'hello-v0.0.1-linux-amd64.tar.gz'));
    await expect(install('hello', 'tidb')).rejects.toMatchObject({ code: 'incomplete' });
    expect(tree(inHome('components'))).toEqual(['tidb', 'tidb/v2.0.0', 'tidb/v2.0.0/tidb.sh']);
    expect(fs.existsSync(inHome('.mirrordeck'))).toBe(false);
  });

  test('a mirror that is another than when it was planned', async () => {
    const { context } = await clientWorld();
    const other = await clientWorld({ mirror: 'clone-v2' });
    const { plan, apply } = installOperation(context);
    const planned = await plan({ components: ['hello'] });
    await expect(apply({ ...planned, mirror: other.address })).rejects.toMatchObject({
      code: 'source-changed',
    });
    const [item] = planned.items;
    const forged = { ...planned, items: item === undefined ? [] : [{ ...item, entry: 'other.sh' }] };
    await expect(apply(forged)).rejects.toMatchObject({ code: 'source-changed' });
  });

  test('a forced install that fails at its last step, and one that is not what was signed (beat list 30)', async () => {
    const { context, inHome, address } = await clientWorld({ copy: true, installed: true });
    const program = inHome('components/hello/v0.0.1/hello.sh');
    fs.writeFileSync(program, 'the good one');
    const { plan, apply } = installOperation(context);
    const planned = await plan({ components: ['hello'], force: true });
    expect(planned.items).toMatchObject([{ action: 'reinstall' }]);
    interceptMutations(({ name, path }) => {
      if (name === 'rename' && path === inHome('components/hello/v0.0.1') && !fs.existsSync(path)) {
        throw Object.assign(new Error('broken'), { code: 'EIO' });
      }
    });
    // Putting it back fails as well: the next run mends it.
    await expect(apply(planned)).rejects.toMatchObject({ code: 'io-failed' });
    interceptMutations(null);
    fs.appendFileSync(join(address, 'hello-v0.0.1-linux-amd64.tar.gz'), 'x');
    await expect(apply(planned)).rejects.toMatchObject({ exitCode: 4 });
    expect(fs.readFileSync(program, 'utf8')).toBe('the good one');
  });

  test('a crash between the two renames is mended by the next install', async () => {
    const { install, inHome } = await clientWorld({ installed: true });
    fs.mkdirSync(inHome('.mirrordeck/replaced/hello'), { recursive: true });
    fs.renameSync(inHome('components/hello/v0.0.1'), inHome('.mirrordeck/replaced/hello/v0.0.1'));
    fs.mkdirSync(inHome('.mirrordeck/unpacking/abc'), { recursive: true });
    await install('pd');
    expect(fs.existsSync(inHome('components/hello/v0.0.1/hello.sh'))).toBe(true);
    expect(fs.existsSync(inHome('.mirrordeck'))).toBe(false);
  });
});

test('a folder that an interrupted stock client left is no installation (beat list 30)', async () => {
  const { install, inHome } = await clientWorld();
  fs.mkdirSync(inHome('components/hello/v0.0.1/download123'), { recursive: true });
  expect(await install('hello')).toMatchObject({ installed: [{ action: 'reinstall' }] });
  expect(tree(inHome('components/hello/v0.0.1'))).toEqual(['hello.sh']);
});

describe('update', () => {
  test('brings the latest beside the old, nightlies when asked, and never removes', async () => {
    const { context, inHome } = await clientWorld({ installed: true });
    fs.rmSync(inHome('components/notes'), { recursive: true });
    fs.mkdirSync(inHome('components/gone/v1.0.0/x'), { recursive: true });
    const { plan, apply } = updateOperation(context);
    const planned = await plan({ all: true });
    expect(planned.items).toMatchObject([
      { component: 'hello', action: 'keep' },
      { component: 'tidb', version: 'v2.0.0', action: 'install' },
    ]);
    expect(planned.warnings).toMatchObject([{ code: 'component-unusable', facts: { component: 'gone' } }]);
    await apply(planned);
    expect(fs.readdirSync(inHome('components/tidb'))).toEqual(['v1.0.0', 'v2.0.0']);
    const nightly = await plan({ all: true, nightly: true });
    expect(nightly.items).toMatchObject([{ version: 'v2.2.0-alpha-nightly-20260201' }]);
    expect(nightly.warnings.map((warning) => warning.code)).toContain('version-missing');
    expect((await plan({ force: true })).items).toMatchObject([
      { action: 'reinstall' },
      { action: 'reinstall' },
    ]);
  });

  test.each([
    [{}, 'usage'],
    [{ components: ['tidb'], all: true }, 'usage'],
    [{ components: ['hello'], nightly: true }, 'version-unknown'],
    [{ components: ['nothing'] }, 'component-unknown'],
  ])('%j is %s', async (request, code) => {
    const { context } = await clientWorld();
    await expect(updateOperation(context).plan(request)).rejects.toMatchObject({ code });
  });
});

test('no component brings its bytes into the place of another one that is installed with it', async () => {
  const { context, address, install, inHome } = await clientWorld({ copy: true });
  const platform = 'linux/amd64';
  await editMirror(context, address, async (mirror) => {
    const pd = (await mirror.component('pd')).manifest;
    const tidb = (await mirror.component('tidb')).manifest;
    const { url = '' } = tidb.platforms[platform]?.['v1.0.0'] ?? {};
    const versions = { ...pd.platforms[platform] };
    for (const [version, item] of Object.entries(versions)) versions[version] = { ...item, url };
    const platforms = { ...pd.platforms, [platform]: versions };
    return { components: [{ ...pd, version: pd.version + 1, platforms }] };
  });
  await expect(install('tidb:v1.0.0', 'pd')).rejects.toMatchObject({ code: 'manifest-malformed' });
  expect(fs.existsSync(inHome('components'))).toBe(false);
});
