import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { modifyOperation } from '../../../source/engine/operations/modify.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { renewOperation } from '../../../source/engine/operations/renew/renew.ts';
import { serveQuery } from '../../../source/engine/operations/serve/serve.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

/** Our server in front of a golden mirror, and an owner elsewhere who publishes there. */
async function served() {
  const context = goldenContext();
  const server = await serveQuery(context)({ path: context.mirror, port: 0, publish: true });
  onTestFinished(() => server.close());
  return { context, owner: { ...context, mirrorOverride: server.address } };
}

describe('a served mirror', () => {
  it('is modified by whoever owns the component', async () => {
    const { context, owner } = await served();
    const before = await stateOf(context, 'tidb');
    const { plan, apply } = modifyOperation(owner);
    const planned = await plan({ component: 'tidb', description: 'new', hidden: true });
    expect(planned.signs.map(({ file }) => file)).toEqual([
      `${(before.component?.version ?? 0) + 1}.tidb.json`,
    ]);
    expect(await apply(JSON.parse(JSON.stringify(planned)))).toMatchObject({ changed: true });
    const after = await stateOf(context, 'tidb');
    expect(after.component?.description).toBe('new');
    expect(after.index.components.tidb?.hidden).toBe(true);

    await apply(await plan({ component: 'tidb:v1.0.0', yanked: true }));
    const { component } = await stateOf(context, 'tidb');
    expect(component?.platforms['linux/amd64']?.['v1.0.0']?.yanked).toBe(true);
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('has its components renewed from afar, its roles where it lies', async () => {
    const { context, owner } = await served();
    const { plan, apply } = renewOperation(owner);
    const planned = await plan({ components: ['hello', 'tidb'], days: 4000 });
    expect(planned.items.map(({ name }) => name)).toEqual(['hello', 'tidb']);
    await apply(JSON.parse(JSON.stringify(planned)));
    const mirror = await openMirror(context, {});
    for (const id of ['hello', 'tidb'])
      expect((await mirror.component(id)).manifest.expires).toBe('2037-11-04T02:00:00Z');
    // an owner whose key is on another machine signs there
    const key = join(context.folder, 'jdoe.json');
    renameSync(join(context.home.keys, 'jdoe.json'), key);
    const request = { components: ['hello'], days: 5000 };
    await apply(await plan({ ...request, out: 'to-sign' }));
    const { plan: planSign, apply: sign } = signOperation(owner);
    for (const { file } of (await plan({ ...request, out: 'to-sign' })).collects)
      await sign(await planSign({ target: join('to-sign', file), keys: [key] }));
    const back = await apply(await plan({ from: 'to-sign' }));
    expect(back.renewed.map(({ name }) => name)).toEqual(['hello']);
    expect((await stateOf(context, 'hello')).component?.expires).toBe('2040-07-31T02:00:00Z');

    await expect(plan({ all: true })).rejects.toThrow(refused('address-invalid'));
    await expect(plan({ roles: ['timestamp'] })).rejects.toThrow(refused('address-invalid'));
  });
});
