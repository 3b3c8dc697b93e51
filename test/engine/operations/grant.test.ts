import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyId } from '../../../source/engine/domain/key.ts';
import { encodePublicKey } from '../../../source/engine/domain/key-file.ts';
import { readKeyFile } from '../../../source/engine/io/keyring.ts';
import { grantOperation } from '../../../source/engine/operations/grant.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe('grant', () => {
  it('adds an owner with the key that is named, in one commit', async () => {
    const context = goldenContext('custom');
    const before = await stateOf(context, 'hello');
    const { plan, apply } = grantOperation(context);
    const key = join(context.home.keys, 'private.json');
    const { public: half } = await readKeyFile(key);
    const planned = await plan({ id: 'pingcap', name: 'PingCAP 平凯', keys: [key] });
    expect(planned).toMatchObject({
      mirror: context.mirror,
      id: 'pingcap',
      name: 'PingCAP 平凯',
      threshold: 1,
      keys: [{ file: key, id: keyId(half) }],
    });
    expect(planned.timestampVersion).toBe(before.timestamp);
    expect(planned.signs.map((sign) => sign.file)).toEqual([
      '5.index.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    expect((await stateOf(context, 'hello')).timestamp).toBe(before.timestamp);

    const names = readdirSync(context.mirror);
    expect(await apply(JSON.parse(JSON.stringify(planned)))).toEqual({
      id: 'pingcap',
      name: 'PingCAP 平凯',
      threshold: 1,
      keyIds: [keyId(half)],
    });
    const after = await stateOf(context, 'hello');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index.owners.pingcap).toEqual({
      name: 'PingCAP 平凯',
      keys: { [keyId(half)]: half },
      threshold: 1,
    });
    expect(after.index.components).toEqual(before.index.components);
    expect(readdirSync(context.mirror).filter((name) => !names.includes(name))).toEqual(['5.index.json']);
    // planned on a mirror that isn't this one any more
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('takes a public half, and the id for a name', async () => {
    const context = goldenContext('custom');
    const { public: half } = await readKeyFile(join(context.home.keys, 'private.json'));
    const file = join(context.workingFolder, 'half.json');
    writeFileSync(file, encodePublicKey(half));
    const planned = await grantOperation(context).plan({ id: 'p', keys: ['half.json'] });
    expect(planned).toMatchObject({ name: 'p', keys: [{ file, id: keyId(half) }] });
  });

  it('refuses owners and keys that exist, names of roles, missing keys, addresses', async () => {
    const context = goldenContext();
    const { plan } = grantOperation(context);
    await expect(plan({ id: 'pingcap' })).rejects.toThrow(refused('owner-exists', { owner: 'pingcap' }));
    await expect(plan({ id: 'other' })).rejects.toThrow(refused('key-exists', { owner: 'pingcap' }));
    await expect(plan({ id: 'root' })).rejects.toThrow(refused('owner-reserved', { owner: 'root' }));
    await expect(plan({ id: '../x' })).rejects.toThrow(refused('name-invalid'));
    await expect(plan({ id: 'other', keys: ['none.json'] })).rejects.toThrow(refused('key-missing'));
    const served = grantOperation({ ...context, mirrorOverride: 'http://127.0.0.1:9/' });
    await expect(served.plan({ id: 'x' })).rejects.toThrow(refused('address-invalid'));
  });

  it('changes nothing without the keys of the mirror', async () => {
    const context = goldenContext('custom');
    const { plan, apply } = grantOperation(context);
    const planned = await plan({ id: 'pingcap' });
    rmSync(join(context.mirror, 'keys'), { recursive: true });
    const timestamp = readFileSync(join(context.mirror, 'timestamp.json'));
    const names = readdirSync(context.mirror);
    await expect(apply(planned)).rejects.toThrow(refused('target-keys-missing', { needed: 1, got: 0 }));
    expect(readFileSync(join(context.mirror, 'timestamp.json'))).toEqual(timestamp);
    expect(readdirSync(context.mirror)).toEqual(names);
  });
});
