import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressRootName } from '../../../source/engine/io/home.ts';
import { setOperation } from '../../../source/engine/operations/set.ts';
import { showMirror } from '../../../source/engine/operations/show.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { serveMirror } from './mirror-server.ts';

const golden = (name: string): string => join(goldenFolder(), name);

describe('set', () => {
  test('plans without touching anything, then makes the mirror the home’s', async () => {
    const context = testContext({ workingFolder: goldenFolder() });
    const set = setOperation(context);
    const plan = await set.plan({ address: './origin' });
    expect(plan).toMatchObject({ address: golden('origin'), previous: null, identity: { trust: 'local' } });
    expect(existsSync(context.home.path)).toBe(false);
    await set.apply(plan);
    expect(await showMirror(context)).toEqual({ address: golden('origin') });
    expect(readFileSync(join(context.home.bin, 'root.json'))).toEqual(goldenFile('origin/root.json'));
    expect(readFileSync(join(context.home.path, 'tiup.toml'), 'utf8')).toBe(
      `mirror = "${golden('origin')}"\n`,
    );
  });

  test('takes a folder’s root as it is, even when it is another than before', async () => {
    const context = testContext();
    const set = setOperation(context);
    await set.apply(await set.plan({ address: golden('origin') }));
    const plan = await set.plan({ address: golden('origin-rotated') });
    expect(plan.previous).toBe(golden('origin'));
    await set.apply(plan);
    // The newest root that was verified: the one in root.json may long have expired.
    expect((await context.home.trust()).anchor).toEqual(
      Buffer.from(goldenFile('origin-rotated/2.root.json')),
    );
  });

  test('to http tells who it is, and remembers it when it is done (beat list 8)', async () => {
    const context = testContext();
    const set = setOperation(context);
    const server = await serveMirror(golden('custom'));
    const met: string[] = [];
    const onEvent = (event: { type: string }) => met.push(event.type);
    const plan = await set.plan({ address: server.address }, { onEvent });
    expect(met).toContain('first-contact');
    expect((await context.settings.read()).pins).toEqual({});
    await set.apply(plan);
    const kept = await context.home.addressRoot(server.address);
    expect(kept).toEqual(Buffer.from(goldenFile('custom/root.json')));
    expect(existsSync(join(context.home.bin, addressRootName(server.address)))).toBe(true);

    await set.apply(await set.plan({ address: golden('origin') }));
    for (const name of ['root.json', 'timestamp.json', 'snapshot.json', '14.index.json']) {
      server.answers.set(name, goldenFile(`origin/${name}`));
    }
    await expect(set.plan({ address: server.address })).rejects.toMatchObject({ code: 'root-changed' });
    const rootFile = join(golden('origin'), 'root.json');
    await set.apply(await set.plan({ address: server.address, rootFile }));
    expect((await context.home.trust()).anchor).toEqual(Buffer.from(goldenFile('origin/root.json')));
  });

  test('keeps nothing of what isn’t a mirror (beat list 38)', async () => {
    const context = testContext();
    const server = await serveMirror(golden('custom'));
    server.answers.set('root.json', Buffer.from('<!doctype html><title>Sign in</title>'));
    await expect(setOperation(context).plan({ address: server.address })).rejects.toMatchObject({
      name: 'EngineError',
    });
    expect(existsSync(context.home.path)).toBe(false);
  });

  test('needs an address or a reset, not both', async () => {
    const set = setOperation(testContext());
    await expect(set.plan({})).rejects.toMatchObject({ code: 'usage' });
    await expect(set.plan({ reset: true, address: 'x' })).rejects.toMatchObject({ code: 'usage' });
  });
});

test('show tells the mirror of the process, the home’s, or stock’s default', async () => {
  const context = testContext();
  expect(await showMirror(context)).toEqual({ address: 'https://tiup-mirrors.pingcap.com/' });
  expect(await showMirror({ ...context, mirrorOverride: 'some/where' })).toEqual({ address: 'some/where' });
  await context.home.setMirror('/m', goldenFile('origin/root.json'));
  expect(await showMirror(context)).toEqual({ address: '/m' });
  writeFileSync(join(context.home.path, 'tiup.toml'), 'mirror = ');
  await expect(showMirror(context)).rejects.toMatchObject({ code: 'toml-corrupt' });
});
