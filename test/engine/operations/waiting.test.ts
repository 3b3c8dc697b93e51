/** Who signs for a mirror, and what waits for signatures there: what a rotation is begun and gone on with. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../source/engine/index.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { goldenContext } from '../../helpers/published.ts';
import { carryAway } from '../../helpers/root-keys.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

afterEach(() => interceptMutations(null));

function place() {
  const { home, mirror, folder, workingFolder } = goldenContext('origin');
  const now = () => new Date('2026-12-01T00:00:00Z');
  const engine = createEngine({ settingsFolder: folder, workingFolder, now, home: home.path, mirror });
  const other = createEngine({ settingsFolder: folder, now, home: join(folder, 'other'), mirror });
  return { engine, other, mirror, folder };
}

/** A rotation that waits at an address for its signatures. */
async function heldOut(engine: Engine) {
  const opened = Promise.withResolvers<string>();
  const done = engine.rotate.apply(await engine.rotate.plan({ days: 400, listen: '127.0.0.1:0' }), {
    onEvent: (event) => {
      if (event.type === 'signing') opened.resolve(event.addresses[0] ?? '');
    },
  });
  return { done, address: await opened.promise };
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

  test('signatures that are wrong, or of keys that have no say, are not counted', async () => {
    const { engine, mirror, folder } = place();
    carryAway(mirror, 'root', folder);
    const path = join(folder, 'next.json');
    await engine.rotate.apply(await engine.rotate.plan({ days: 400, out: path }));
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const ids = [...smallKeys.root.map(({ id }) => id), smallKeys.index.id];
    file.signatures = ids.map((keyid) => ({ keyid, sig: Buffer.alloc(256).toString('base64') }));
    writeFileSync(path, JSON.stringify(file));
    expect((await engine.waiting()).waiting).toMatchObject([{ path, signedBy: [] }]);
  });

  test('a rotation that stands is done, even where that can not be written down', async () => {
    const { engine, other, mirror, folder } = place();
    const holders = carryAway(mirror, 'root', folder);
    const { done, address } = await heldOut(engine);
    const sent = await other.sign.plan({ target: address, keys: holders });
    expect((await engine.waiting()).waiting).toHaveLength(1);
    let refused = 0;
    interceptMutations(({ path }) => {
      if (!path.startsWith(join(folder, 'settings.json'))) return;
      refused += 1;
      throw Object.assign(new Error('read-only'), { code: 'EROFS' });
    });
    await other.sign.apply(sent);
    expect(await done).toMatchObject({ version: 2 });
    expect(refused).toBe(1);
    expect((await engine.waiting()).waiting).toEqual([]);
  });

  test('a rotation that stands is done, even where what waited for it can not be taken away', async () => {
    const { engine, other, mirror, folder } = place();
    const holders = carryAway(mirror, 'root', folder);
    const { done, address } = await heldOut(engine);
    const sent = await other.sign.plan({ target: address, keys: holders });
    const [waits] = (await engine.waiting()).waiting;
    let refused = 0;
    interceptMutations(({ name, path }) => {
      if (name !== 'remove' || path !== waits?.path) return;
      refused += 1;
      throw Object.assign(new Error('read-only'), { code: 'EROFS' });
    });
    await other.sign.apply(sent);
    expect(await done).toMatchObject({ version: 2 });
    expect(refused).toBeGreaterThan(0);
    expect((await engine.waiting()).waiting).toEqual([]);
  });

  test('a change is carried away as a file, even where that can not be written down', async () => {
    const { engine, mirror, folder } = place();
    carryAway(mirror, 'root', folder);
    const rotation = await engine.rotate.plan({ days: 400, out: join(folder, 'next.json') });
    const transfer = { component: 'hello', owner: 'pingcap', out: join(folder, 'hello.json') };
    const given = await engine.transferOwner.plan(transfer);
    interceptMutations(({ path }) => {
      if (path.startsWith(join(folder, 'settings.json')))
        throw Object.assign(new Error('read-only'), { code: 'EROFS' });
    });
    expect(await engine.rotate.apply(rotation)).toMatchObject({ saved: join(folder, 'next.json') });
    expect(await engine.transferOwner.apply(given)).toMatchObject({ saved: join(folder, 'hello.json') });
  });

  test('a server that was stopped; what lies there instead, or nothing, is not told', async () => {
    const { engine, mirror, folder } = place();
    carryAway(mirror, 'root', folder);
    const stop = new AbortController();
    const plan = await engine.rotate.plan({ days: 400, listen: '127.0.0.1:0' });
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
