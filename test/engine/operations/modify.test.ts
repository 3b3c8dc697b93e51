import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModifyRequest } from '../../../source/engine/api/modify.ts';
import { modifyOperation } from '../../../source/engine/operations/modify.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenContext, someTarball, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));

function setUp(mirror?: string) {
  const context = goldenContext(mirror);
  const { plan, apply } = modifyOperation(context);
  return { context, plan, apply, modify: async (request: ModifyRequest) => apply(json(await plan(request))) };
}

describe('modify', () => {
  it('changes what a component is called and who finds it, in one commit', async () => {
    const { context, plan, apply } = setUp();
    const before = await stateOf(context, 'tidb');
    const planned = await plan({ component: 'tidb', description: '数据库', hidden: true, standalone: true });
    const version = (before.component?.version ?? 0) + 1;
    expect(planned).toMatchObject({ component: 'tidb', version: null, owner: 'pingcap' });
    expect(planned.signs.map(({ file }) => file)).toEqual([
      `${version}.tidb.json`,
      `${before.index.version + 1}.index.json`,
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(await apply(json(planned))).toEqual({ component: 'tidb', version: null, changed: true });
    const after = await stateOf(context, 'tidb');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.component).toEqual({
      ...before.component,
      version,
      description: '数据库',
      expires: after.component?.expires,
    });
    expect(after.index.components.tidb).toEqual({
      ...before.index.components.tidb,
      hidden: true,
      standalone: true,
    });
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('undoes what it did, and writes nothing where everything is so already', async () => {
    const { context, modify } = setUp();
    await modify({ component: 'tidb', hidden: true, yanked: true });
    expect((await stateOf(context, 'tidb')).index.components.tidb).toMatchObject({
      hidden: true,
      yanked: true,
    });
    await modify({ component: 'tidb', hidden: false, yanked: false });
    const after = await stateOf(context, 'tidb');
    expect(after.index.components.tidb).toMatchObject({ hidden: false, yanked: false });
    expect((await modify({ component: 'tidb', hidden: false })).changed).toBe(false);
    expect((await stateOf(context, 'tidb')).timestamp).toBe(after.timestamp);
  });

  it('yanks a version on every platform and brings it back, with its files', async () => {
    const { context, modify, plan, apply } = setUp();
    const yanked = async () => {
      const { component, index } = await stateOf(context, 'tidb');
      const items = Object.values(component?.platforms ?? {}).flatMap((versions) => versions['v1.0.0'] ?? []);
      return [index.version, items.length, new Set(items.map((item) => item.yanked))];
    };
    const [version, count] = await yanked();
    await modify({ component: 'tidb:v1.0.0', yanked: true });
    expect(await yanked()).toEqual([version, count, new Set([true])]);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
    await modify({ component: 'tidb:1.0.0', yanked: false });
    expect(await yanked()).toEqual([version, count, new Set([false])]);

    await modify({ component: 'tidb:v1.0.0', yanked: true });
    const early = await plan({ component: 'tidb:v1.0.0', yanked: false });
    const file = join(context.mirror, 'tidb-v1.0.0-linux-amd64.tar.gz');
    writeFileSync(file, 'another file');
    const back = { component: 'tidb:v1.0.0', yanked: false };
    await expect(plan(back)).rejects.toThrow(refused('hash-mismatch', { version: 'v1.0.0' }));
    rmSync(file);
    await expect(plan(back)).rejects.toThrow(
      refused('file-missing', { file: 'tidb-v1.0.0-linux-amd64.tar.gz' }),
    );
    // It was there when this was planned; a prune took it since.
    await expect(apply(early)).rejects.toThrow(refused('file-missing', { version: 'v1.0.0' }));
    expect(await yanked()).toEqual([version, count, new Set([true])]);
  });

  it('refuses what there is not: component, version, anything to do (beat list 18)', async () => {
    const { plan } = setUp();
    const yanked = true;
    await expect(plan({ component: 'nothing', yanked })).rejects.toThrow(
      refused('component-unknown', { component: 'nothing' }),
    );
    await expect(plan({ component: 'tidb:v9.9.9', yanked })).rejects.toThrow(
      refused('version-unknown', { component: 'tidb', version: 'v9.9.9' }),
    );
    await expect(plan({ component: 'tidb:constructor', yanked })).rejects.toThrow(refused('version-unknown'));
    await expect(plan({ component: '../tidb', yanked })).rejects.toThrow(refused('name-invalid'));
    await expect(plan({ component: 'tidb' })).rejects.toThrow(refused('usage'));
    await expect(plan({ component: 'tidb:v1.0.0', hidden: true })).rejects.toThrow(refused('usage'));
  });

  it('refuses to yank a nightly, which the next one replaces', async () => {
    const { context, plan } = setUp();
    someTarball(context);
    const publish = publishOperation(context);
    const version = 'v9.0.0-nightly-20261122';
    await publish.apply(
      await publish.plan({ component: 'tidb', version, tarball: 'some.tar.gz', entry: 'x.sh' }),
    );
    for (const name of [version, 'nightly'])
      await expect(plan({ component: `tidb:${name}`, yanked: true })).rejects.toThrow(
        refused('usage', { version }),
      );
  });

  it('needs the owner, who signs', async () => {
    const { context, plan, modify } = setUp();
    const before = readFileSync(join(context.mirror, 'timestamp.json'));
    await expect(plan({ component: 'hello', hidden: true })).rejects.toThrow(
      refused('key-not-owner', { component: 'hello', owner: 'jdoe' }),
    );
    await expect(plan({ component: 'hello', hidden: true, key: 'none.json' })).rejects.toThrow(
      refused('key-missing'),
    );
    expect(readFileSync(join(context.mirror, 'timestamp.json'))).toEqual(before);
    await modify({ component: 'hello', hidden: true, key: join(context.home.keys, 'jdoe.json') });
    expect((await stateOf(context, 'hello')).index.components.hello?.hidden).toBe(true);
  });
});
