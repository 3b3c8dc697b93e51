import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { transferOwnerOperation } from '../../../source/engine/operations/transfer-owner.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const to = { component: 'tidb', owner: 'jdoe' };

function setUp() {
  const context = goldenContext();
  return { context, sign: signOperation(context), ...transferOwnerOperation(context) };
}

/** Moves jdoe's key to where jdoe is. */
function jdoesKey({ context }: ReturnType<typeof setUp>): string {
  const key = join(context.folder, 'jdoe.json');
  renameSync(join(context.home.keys, 'jdoe.json'), key);
  return key;
}

describe('transfer-owner', () => {
  it("gives a component to another owner, whose keys sign it, in one commit with the index's new entry", async () => {
    const { context, plan, apply } = setUp();
    const before = await stateOf(context, 'tidb');
    const names = readdirSync(context.mirror);
    const planned = await plan(to);
    expect(planned).toMatchObject({ from: 'pingcap', to: 'jdoe', way: { kind: 'here' } });
    const version = (before.component?.version ?? 0) + 1;
    expect(planned.signs.map(({ file }) => file)).toEqual([
      `${version}.tidb.json`,
      `${before.index.version + 1}.index.json`,
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(readdirSync(context.mirror)).toEqual(names);
    const done = await apply(JSON.parse(JSON.stringify(planned)));
    expect(done).toEqual({ component: 'tidb', owner: 'jdoe', saved: null, signedBy: [smallKeys.jdoe.id] });
    const after = await stateOf(context, 'tidb');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index.components).toEqual({
      ...before.index.components,
      tidb: { ...before.index.components.tidb, owner: 'jdoe' },
    });
    expect(after.component).toMatchObject({ version, platforms: before.component?.platforms });
    await expect(apply(planned)).rejects.toThrow(refused('usage'));
    await expect(plan(to)).rejects.toThrow(refused('usage', { owner: 'jdoe' }));
  });

  it('is signed by the new owner elsewhere, by a file that is carried', async () => {
    const world = setUp();
    const { context, sign, plan, apply } = world;
    const key = jdoesKey(world);
    const saved = await apply(await plan({ ...to, out: 'tidb.json' }));
    expect(saved).toMatchObject({ saved: join(context.workingFolder, 'tidb.json'), signedBy: [] });
    await expect(plan({ ...to, from: 'tidb.json' })).rejects.toThrow(refused('signatures-missing'));
    await sign.apply(await sign.plan({ target: 'tidb.json', keys: [key] }));
    await expect(plan({ ...to, component: 'pd', from: 'tidb.json' })).rejects.toThrow(
      refused('mirror-changed', { component: 'pd' }),
    );
    const back = await plan({ ...to, from: 'tidb.json' });
    expect(back.quorums).toEqual([
      { name: 'jdoe', needed: 1, signed: [smallKeys.jdoe.id], here: [], elsewhere: [] },
    ]);
    await apply(back);
    expect((await stateOf(context, 'tidb')).index.components.tidb?.owner).toBe('jdoe');
    await expect(plan({ ...to, from: 'tidb.json' })).rejects.toThrow(refused('usage'));
  });

  it('is signed by the new owner through the signing server, whatever is published meanwhile', async () => {
    const world = setUp();
    const { context, sign, plan, apply } = world;
    const key = jdoesKey(world);
    const address = Promise.withResolvers<string>();
    const onEvent = (event: EngineEvent) => {
      if (event.type === 'signing') address.resolve(event.addresses[0] ?? '');
    };
    const running = apply(await plan({ ...to, listen: '127.0.0.1:0' }), { onEvent });
    running.catch(address.reject);
    const target = await address.promise;
    const other = transferOwnerOperation(context);
    const hello = { component: 'hello', owner: 'pingcap' };
    await other.apply(await other.plan(hello));
    const planned = await sign.plan({ target, keys: [key] });
    expect(planned).toMatchObject({ kind: 'server', type: 'component', id: 'tidb', roles: [] });
    await sign.apply(planned);
    expect(await running).toMatchObject({ saved: null, signedBy: [smallKeys.jdoe.id] });
    const { components } = (await stateOf(context, 'tidb')).index;
    expect([components.tidb?.owner, components.hello?.owner]).toEqual(['jdoe', 'pingcap']);
    expect(readdirSync(context.workingFolder)).toEqual([]);
  });

  it('refuses what is not there, and http addresses', async () => {
    const { context, plan } = setUp();
    await expect(plan({ ...to, owner: 'nobody' })).rejects.toThrow(refused('owner-unknown'));
    await expect(plan({ ...to, component: 'nothing' })).rejects.toThrow(refused('component-unknown'));
    const served = transferOwnerOperation({ ...context, mirrorOverride: 'http://127.0.0.1:9/' });
    await expect(served.plan(to)).rejects.toThrow(refused('address-invalid'));
  });
});
