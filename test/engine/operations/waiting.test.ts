/** Who signs for a mirror, and what waits for signatures there: what a rotation is begun and gone on with. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../source/engine/index.ts';
import { freePort } from '../../helpers/free-port.ts';
import { goldenContext } from '../../helpers/published.ts';
import { carryAway } from '../../helpers/root-keys.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

function place() {
  const { home, mirror, folder, workingFolder } = goldenContext('origin');
  const now = () => new Date('2026-12-01T00:00:00Z');
  const engine = createEngine({ settingsFolder: folder, workingFolder, now, home: home.path, mirror });
  const other = createEngine({ settingsFolder: folder, now, home: join(folder, 'other'), mirror });
  return { engine, other, mirror, folder };
}

describe('roles', () => {
  test('tells every key of every role, and where its private half lies here', async () => {
    const { engine, mirror, folder } = place();
    const before = await engine.roles({});
    expect(before).toMatchObject({ mirror, kind: 'folder', version: 1 });
    expect(before.roles.map(({ role, threshold, keys }) => [role, threshold, keys.length])).toEqual([
      ['root', 3, 3],
      ['index', 1, 1],
      ['snapshot', 1, 1],
      ['timestamp', 1, 1],
    ]);
    const [root] = before.roles;
    expect(root?.keys.map(({ id }) => id)).toEqual(smallKeys.root.map(({ id }) => id).sort());
    expect(root?.keys.every(({ files, type }) => files.length === 1 && type === 'rsa')).toBe(true);
    carryAway(mirror, 'root', folder);
    const after = await engine.roles({});
    expect(after.roles.map(({ keys }) => keys.map(({ files }) => files.length))).toEqual([
      [0, 0, 0],
      [1],
      [1],
      [1],
    ]);
  });
});

describe('what waits for signatures', () => {
  test('a rotation that was carried away as a file, until the mirror has its root', async () => {
    const { engine, other, mirror, folder } = place();
    const holders = carryAway(mirror, 'root', folder);
    expect((await engine.waiting()).waiting).toEqual([]);
    const path = join(folder, 'next.json');
    await engine.rotate.apply(await engine.rotate.plan({ days: 400, out: path }));
    const waits = { kind: 'rotation', path, version: 2, component: null, owner: null };
    expect(await engine.waiting()).toEqual({ mirror, waiting: [{ ...waits, signedBy: [] }] });
    await other.sign.apply(await other.sign.plan({ target: path, keys: holders }));
    const [signed] = (await engine.waiting()).waiting;
    expect(signed?.signedBy).toEqual(smallKeys.root.map(({ id }) => id).sort());
    await engine.rotate.apply(await engine.rotate.plan({ from: path }));
    expect((await engine.waiting()).waiting).toEqual([]);
  });

  test('a server that was stopped; what lies there instead, or nothing, is not told', async () => {
    const { engine, mirror, folder } = place();
    carryAway(mirror, 'root', folder);
    const stop = new AbortController();
    const plan = await engine.rotate.plan({ days: 400, listen: `127.0.0.1:${await freePort()}` });
    const ended = engine.rotate.apply(plan, {
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'signing') stop.abort();
      },
    });
    await expect(ended).rejects.toMatchObject({ code: 'interrupted' });
    const [found] = (await engine.waiting()).waiting;
    const path = found?.path ?? '';
    expect(found).toMatchObject({ kind: 'rotation', version: 2, signedBy: [] });
    writeFileSync(path, 'something else');
    expect((await engine.waiting()).waiting).toEqual([]);
    rmSync(path);
    expect((await engine.waiting()).waiting).toEqual([]);
  });

  test('of two that begin to wait at once, both are told', async () => {
    const { engine, mirror, folder } = place();
    carryAway(mirror, 'root', folder);
    const rotation = await engine.rotate.plan({ days: 400, out: join(folder, 'next.json') });
    const transfer = { component: 'hello', owner: 'pingcap', out: join(folder, 'hello.json') };
    const given = await engine.transferOwner.plan(transfer);
    await Promise.all([engine.rotate.apply(rotation), engine.transferOwner.apply(given)]);
    const { waiting } = await engine.waiting();
    expect(waiting.map(({ kind }) => kind).sort()).toEqual(['rotation', 'transfer']);
  });

  test('a transfer knows whose it is to be', async () => {
    const { engine, folder } = place();
    const path = join(folder, 'hello.json');
    const request = { component: 'hello', owner: 'pingcap' };
    await engine.transferOwner.apply(await engine.transferOwner.plan({ ...request, out: path }));
    const { waiting } = await engine.waiting();
    expect(waiting).toMatchObject([{ kind: 'transfer', path, ...request, signedBy: [] }]);
    await engine.transferOwner.apply(await engine.transferOwner.plan(request));
    expect((await engine.waiting()).waiting).toEqual([]);
  });
});
