import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OwnerChangeRequest } from '../../../source/engine/api/owners.ts';
import {
  encodePrivateKey,
  encodePublicKey,
  parsePrivateKey,
} from '../../../source/engine/domain/key-file.ts';
import type { PrivateKey } from '../../../source/engine/domain/private-key.ts';
import { changeOwnerOperation } from '../../../source/engine/operations/change-owner.ts';
import { grantOperation } from '../../../source/engine/operations/grant.ts';
import { modifyOperation } from '../../../source/engine/operations/modify.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { ownersQuery } from '../../../source/engine/operations/owners.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { goldenContext, someTarball, stateOf } from '../../helpers/published.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const { pingcap, jdoe } = smallKeys;

/** People who are not owners yet: keys of another golden mirror, because making some is slow. */
const [anna, ben, eva] = ['anna', 'ben', 'eva'].map((_, at): PrivateKey => {
  const folder = 'clone-full/keys';
  const name = readdirSync(join(goldenFolder(), folder)).sort()[at];
  return parsePrivateKey(goldenFile(`${folder}/${name}`), String(name));
}) as [PrivateKey, PrivateKey, PrivateKey];

function setUp() {
  const context = goldenContext();
  for (const [name, key] of Object.entries({ anna, ben, eva })) {
    writeFileSync(join(context.workingFolder, `${name}.json`), encodePrivateKey(key));
    writeFileSync(join(context.workingFolder, `${name}-public.json`), encodePublicKey(key.public));
  }
  const { plan, apply } = changeOwnerOperation(context);
  return {
    context,
    plan,
    apply,
    change: async (request: OwnerChangeRequest) => apply(json(await plan(request))),
  };
}

async function signersOf(context: ReturnType<typeof setUp>['context'], component: string) {
  const mirror = await openMirror(context, {});
  return (await mirror.component(component)).signatures.map(({ keyid }) => keyid);
}

describe('owners', () => {
  it('are listed with their keys and components', async () => {
    const { context } = setUp();
    const { owners, expires } = await ownersQuery(context)({});
    expect(owners.map(({ id }) => id)).toEqual(['jdoe', 'pingcap']);
    expect(owners[0]).toMatchObject({
      id: 'jdoe',
      threshold: 1,
      keys: [jdoe.id],
      components: ['hello'],
      yanked: [],
    });
    expect(expires).toBe((await stateOf(context, 'hello')).index.expires);
  });

  it('of several keys sign with as many as they must (beat list 7)', async () => {
    const { context } = setUp();
    const grant = grantOperation(context);
    const keys = ['anna-public.json', 'ben-public.json', 'eva-public.json'];
    const planned = await grant.plan({ id: 'team', keys, threshold: 2 });
    expect(await grant.apply(json(planned))).toMatchObject({
      threshold: 2,
      keyIds: [anna.id, ben.id, eva.id],
    });

    someTarball(context);
    const publish = publishOperation(context);
    const release = {
      component: 'fresh',
      version: 'v1.0.0',
      tarball: 'some.tar.gz',
      entry: 'x.sh',
      key: 'anna.json',
    };
    const alone = await publish.plan(release);
    expect(alone.owner).toBe('team');
    await expect(publish.apply(alone)).rejects.toThrow(
      refused('owner-keys-missing', { owner: 'team', component: 'fresh', needed: 2, got: 1 }),
    );
    writeFileSync(join(context.home.keys, 'ben.json'), encodePrivateKey(ben));
    await publish.apply(await publish.plan(release));
    expect(await signersOf(context, 'fresh')).toEqual([anna.id, ben.id]);
  });

  it('get more keys and a threshold: what too few have signed is signed anew', async () => {
    const { context, plan, change } = setUp();
    const before = await stateOf(context, 'hello');
    const added = await change({ change: 'add-key', id: 'jdoe', keys: ['anna.json'] });
    expect(added).toMatchObject({ resigned: [], owner: { keys: [jdoe.id, anna.id].sort(), threshold: 1 } });
    const planned = await plan({ change: 'add-key', id: 'jdoe', keys: [], threshold: 2 });
    expect(planned).toMatchObject({
      resigned: ['hello'],
      missing: [{ name: 'jdoe', needed: 2, got: 1, keys: [anna.id] }],
    });
    await change({ change: 'add-key', id: 'jdoe', keys: [], threshold: 2, signWith: ['anna.json'] });
    expect((await signersOf(context, 'hello')).sort()).toEqual([jdoe.id, anna.id].sort());
    expect((await stateOf(context, 'hello')).component?.version).toBe((before.component?.version ?? 0) + 1);
  });

  it('get another key for one that goes: all that it signed is signed anew in the same commit', async () => {
    const { context, plan, change } = setUp();
    const before = await stateOf(context, 'tidb');
    const request = {
      change: 'replace-key',
      id: 'pingcap',
      old: pingcap.id.slice(0, 16),
      key: 'anna.json',
    } as const;
    const planned = await plan(request);
    const { components } = before.index;
    const own = Object.keys(components)
      .filter((id) => components[id]?.owner === 'pingcap')
      .sort();
    expect([...planned.resigned].sort()).toEqual(own);
    const result = await change(request);
    expect(result.owner).toMatchObject({ keys: [anna.id] });
    const after = await stateOf(context, 'tidb');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index.version).toBe(before.index.version + 1);
    for (const id of own) expect(await signersOf(context, id)).toEqual([anna.id]);
    expect(await signersOf(context, 'hello')).toEqual([jdoe.id]);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  it('keep their key when nobody here can sign with the new one', async () => {
    const { context, plan, apply } = setUp();
    const before = readFileSync(join(context.mirror, 'timestamp.json'));
    const planned = await plan({ change: 'replace-key', id: 'jdoe', old: jdoe.id, key: 'anna-public.json' });
    expect(planned.missing).toMatchObject([
      { name: 'jdoe', kind: 'owner', keys: [anna.id], components: ['hello'] },
    ]);
    await expect(apply(planned)).rejects.toThrow(refused('target-keys-missing', { owner: 'jdoe' }));
    expect(readFileSync(join(context.mirror, 'timestamp.json'))).toEqual(before);

    const other = await plan({ change: 'replace-key', id: 'jdoe', old: jdoe.id, key: 'anna.json' });
    writeFileSync(join(context.workingFolder, 'anna.json'), encodePrivateKey(ben));
    await expect(apply(other)).rejects.toThrow(refused('source-changed', { expected: anna.id, got: ben.id }));
  });

  it('are refused keys that are somebody’s, thresholds that can’t be, and changes of nobody', async () => {
    const { plan, context } = setUp();
    const jdoeKey = join(context.home.keys, 'jdoe.json');
    const add = (change: object) =>
      plan({ change: 'add-key', id: 'pingcap', keys: ['anna.json'], ...change });
    await expect(add({ keys: [jdoeKey] })).rejects.toThrow(refused('key-exists', { owner: 'jdoe' }));
    await expect(add({ threshold: 3 })).rejects.toThrow(refused('usage'));
    await expect(add({ keys: [] })).rejects.toThrow(refused('usage'));
    await expect(add({ id: 'nobody' })).rejects.toThrow(refused('owner-unknown', { owner: 'nobody' }));
    const replace = { change: 'replace-key', id: 'pingcap', key: 'anna.json' } as const;
    await expect(plan({ ...replace, old: jdoe.id })).rejects.toThrow(refused('key-not-owner'));
    await expect(plan({ ...replace, old: pingcap.id.slice(0, 4) })).rejects.toThrow(refused('key-not-owner'));
  });

  it('go only when their components are yanked, and the names go on counting', async () => {
    const { context, plan, change } = setUp();
    await expect(plan({ change: 'revoke', id: 'jdoe' })).rejects.toThrow(
      refused('owner-in-use', { owner: 'jdoe', component: 'hello' }),
    );
    const modify = modifyOperation(context);
    const key = join(context.home.keys, 'jdoe.json');
    await modify.apply(await modify.plan({ component: 'hello', yanked: true, key }));
    const { component } = await stateOf(context, 'hello');
    expect(await change({ change: 'revoke', id: 'jdoe' })).toMatchObject({ owner: null, removed: ['hello'] });
    const after = await stateOf(context, 'hello');
    expect([Object.keys(after.index.owners), after.component]).toEqual([['pingcap'], null]);
    expect((await verifyQuery(context)({})).problems).toEqual([]);

    someTarball(context);
    const publish = publishOperation(context);
    await publish.apply(
      await publish.plan({ component: 'hello', version: 'v2.0.0', tarball: 'some.tar.gz', entry: 'x.sh' }),
    );
    const again = await stateOf(context, 'hello');
    expect(again.component?.version).toBe((component?.version ?? 0) + 1);
    expect(again.index.components.hello?.owner).toBe('pingcap');
    rmSync(key);
  });
});
