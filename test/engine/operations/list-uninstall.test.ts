import * as fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listQuery } from '../../../source/engine/operations/list.ts';
import { uninstallOperation } from '../../../source/engine/operations/uninstall.ts';
import { clientWorld } from './client-world.ts';

const nothing = expect.anything();

describe('list', () => {
  test('components, hidden ones on request, as stock shows them', async () => {
    const { context, inHome } = await clientWorld();
    const list = listQuery(context);
    const ids = async (request = {}) => {
      const result = await list(request);
      return result.kind === 'components' ? result.components.map((one) => one.id) : [];
    };
    expect(await ids()).toEqual(['ctl', 'hello', 'notes', 'prometheus', 'tidb', 'tikv', 'tiup']);
    const all = ['ctl', 'hello', 'notes', 'pd', 'prometheus', 'secret', 'tidb', 'tikv', 'tiup'];
    expect(await ids({ all: true })).toEqual(all);
    expect(fs.readdirSync(inHome('manifests')).sort()).toEqual(
      [...all, 'index', 'snapshot', 'timestamp'].map((id) => `${id}.json`).sort(),
    );
    expect(await list({ verbose: true })).toMatchObject({
      components: [
        nothing,
        { id: 'hello', owner: 'jdoe', description: 'Привет, 你好, こんにちは <&>' },
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
      ],
    });
  });

  test("a component's versions in stock's order, the alias first", async () => {
    const { context } = await clientWorld({ installed: true });
    const result = await listQuery(context)({ component: 'tidb' });
    expect(
      result.kind === 'versions' ? result.versions.map((row) => [row.alias, row.version, row.installed]) : [],
    ).toEqual([
      ['nightly', 'v2.2.0-alpha-nightly-20260201', false],
      [null, 'v1.0.0', true],
      [null, 'v1.1.0-rc.1', false],
      [null, 'v1.1.0', false],
      [null, 'v2.0.0', false],
      [null, 'v2.2.0-alpha-nightly-20260201', false],
    ]);
    expect(result).toMatchObject({
      versions: [
        nothing,
        nothing,
        nothing,
        nothing,
        { platforms: ['darwin/arm64', 'linux/amd64', 'linux/arm64'] },
        nothing,
      ],
    });
    await expect(listQuery(context)({ component: 'nothing' })).rejects.toMatchObject({
      code: 'component-unknown',
    });
  });

  test('what is installed is listed without the mirror', async () => {
    const { context, address, inHome } = await clientWorld({ copy: true, installed: true });
    fs.renameSync(inHome('components/hello'), inHome('components/secret'));
    fs.rmSync(inHome('components/notes'), { recursive: true });
    fs.rmSync(address, { recursive: true });
    fs.mkdirSync(inHome('components/byhand/v3.0.0/x'), { recursive: true });
    const list = listQuery(context);
    expect(await list({ installed: true })).toMatchObject({
      components: [
        { id: 'byhand', owner: '', installed: ['v3.0.0'] },
        { id: 'secret', owner: 'pingcap', hidden: true },
        { id: 'tidb', installed: ['v1.0.0'], description: 'The tidb component' },
      ],
    });
    expect(await list({ installed: true, component: 'tidb' })).toMatchObject({
      versions: [{ version: 'v1.0.0', alias: null, installed: true }],
    });
    expect(await list({ installed: true, component: 'byhand' })).toMatchObject({
      versions: [{ version: 'v3.0.0' }],
    });
    await expect(list({})).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('uninstall', () => {
  async function installed() {
    const world = await clientWorld({ installed: true });
    const nightly = 'components/tidb/v2.2.0-alpha-nightly-20260201';
    fs.cpSync(world.inHome('components/tidb/v1.0.0'), world.inHome(nightly), { recursive: true });
    fs.rmSync(world.inHome('components/notes'), { recursive: true });
    fs.mkdirSync(world.inHome('storage/hello'), { recursive: true });
    fs.mkdirSync(world.inHome('storage/tidb'), { recursive: true });
    return { ...world, ...uninstallOperation(world.context) };
  }

  test('one version, all of one, everything; what was stored stays and is named', async () => {
    const { plan, apply, inHome } = await installed();
    const one = await plan({ components: ['tidb:1.0.0'] });
    expect(one).toMatchObject({ items: [{ component: 'tidb', version: 'v1.0.0' }], storage: [] });
    expect(fs.existsSync(inHome('components/tidb/v1.0.0'))).toBe(true);
    expect(await apply(one)).toEqual({ removed: one.items });
    expect(await apply(one)).toEqual({ removed: [] });
    expect(fs.readdirSync(inHome('components')).sort()).toEqual(['hello', 'tidb']);
    await apply(await plan({ components: ['tidb:nightly'] }));
    expect(fs.readdirSync(inHome('components'))).toEqual(['hello']);
    const rest = await plan({ components: [], all: true });
    expect(rest.storage).toEqual([inHome('storage/hello')]);
    await apply(rest);
    expect(fs.readdirSync(inHome('components'))).toEqual([]);
    expect(fs.readdirSync(inHome('storage')).sort()).toEqual(['hello', 'tidb']);
    expect(fs.existsSync(inHome('.mirrordeck'))).toBe(false);
  });

  test.each([
    [{ components: [] }, 'usage'],
    [{ components: ['tidb'] }, 'usage'],
    [{ components: ['tidb:v9.0.0'] }, 'not-installed'],
    [{ components: ['pd'], all: true }, 'not-installed'],
    [{ components: ['..:v1'] }, 'name-invalid'],
  ])('%j is %s', async (request, code) => {
    const { plan } = await installed();
    await expect(plan(request)).rejects.toMatchObject({ code });
  });

  test('a plan from elsewhere can not reach out of the components', async () => {
    const { apply, inHome } = await installed();
    const item = { component: 'tidb', version: '../../keys', path: '' };
    await expect(apply({ items: [item], storage: [] })).rejects.toMatchObject({ code: 'version-invalid' });
    expect(fs.existsSync(inHome('components/tidb'))).toBe(true);
  });
});
