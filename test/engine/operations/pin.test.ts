/** What is remembered of an http source that isn't the home's mirror: it can't show an older state again. */
import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { type OpenOptions, openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { testContext } from '../../helpers/context.ts';
import { type Change, keyRecord, smallKeys, smallMirror, smallNow } from '../../helpers/small-mirror.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { type MirrorServer, serveMirror } from './mirror-server.ts';

afterEach(() => interceptMutations(null));

/** The small mirror with its timestamp in this version, right otherwise. */
const at = (version: number): Change => ({ timestamp: { signed: (right) => ({ ...right, version }) } });

function show(server: MirrorServer, change: Change): void {
  const { root, index, snapshot, timestamp, tidb } = smallMirror(change);
  const { version } = JSON.parse(Buffer.from(root).toString()).signed;
  const files = {
    'root.json': root,
    [`${version}.root.json`]: root,
    '3.index.json': index,
    '3.tidb.json': tidb,
  };
  server.answers.clear();
  for (const [name, bytes] of Object.entries({
    ...files,
    'snapshot.json': snapshot,
    'timestamp.json': timestamp,
  }))
    server.answers.set(name, bytes);
}

async function read(context: Context, { address }: MirrorServer, options: OpenOptions = {}): Promise<void> {
  await (await openMirror(context, { address }, {}, options)).close();
}

async function world() {
  const context = testContext({ now: () => smallNow });
  const server = await serveMirror(tempFolder());
  const pin = async () => (await context.settings.read()).pins[server.address];
  return { context, server, pin };
}

test('an older timestamp than was verified before is refused', async () => {
  const { context, server, pin } = await world();
  show(server, at(5));
  await read(context, server);
  expect(await pin()).toMatchObject({ timestamp: { version: 5, keys: [smallKeys.timestamp.id] } });
  show(server, at(4));
  const refusal = { code: 'rollback', facts: { file: 'timestamp.json', expected: 5, got: 4 } };
  await expect(read(context, server)).rejects.toMatchObject(refusal);
  await expect(read(context, server, { remember: false })).rejects.toMatchObject(refusal);
  await expect(read(context, server, { allowExpired: true })).rejects.toMatchObject(refusal);
  expect(await pin()).toMatchObject({ timestamp: { version: 5 } });
  show(server, at(6));
  await read(context, server);
  expect(await pin()).toMatchObject({ timestamp: { version: 6 } });
});

test('an address that the home keeps a root of, and isn’t set to, is remembered likewise', async () => {
  const { context, server } = await world();
  show(server, at(5));
  const { root } = smallMirror();
  await context.home.setMirror(server.address, root);
  await context.home.setMirror(tempFolder(), root);
  await read(context, server);
  show(server, at(4));
  await expect(read(context, server)).rejects.toMatchObject({ code: 'rollback' });
});

test('a root with another timestamp key begins anew: who once held the old one can’t lock anybody out', async () => {
  const { context, server, pin } = await world();
  show(server, at(1_000_000));
  await read(context, server);
  const timestamp = { url: '/timestamp.json', keys: keyRecord(smallKeys.jdoe), threshold: 1 };
  show(server, {
    root: {
      signed: (root) => ({ ...root, version: 4, roles: { ...root.roles, timestamp } }),
    },
    snapshot: {
      signed: ({ meta, ...right }) => ({
        ...right,
        meta: { ...meta, '/root.json': { version: 4, length: 0 } },
      }),
    },
    timestamp: { ...at(7).timestamp, keys: [smallKeys.jdoe] },
  });
  server.answers.set('3.root.json', smallMirror().root);
  await read(context, server);
  expect(await pin()).toMatchObject({ rootVersion: 4, timestamp: { version: 7, keys: [smallKeys.jdoe.id] } });
});

test('it is written when it changed, and not otherwise', async () => {
  const { context, server } = await world();
  show(server, at(5));
  await read(context, server);
  const { ino, mtimeMs } = statSync(context.settings.file);
  await read(context, server);
  await read(context, server);
  expect(statSync(context.settings.file)).toMatchObject({ ino, mtimeMs });
});

test('what can’t be written keeps nobody from reading a mirror that is known', async () => {
  const { context, server, pin } = await world();
  show(server, at(5));
  await read(context, server);
  show(server, at(6));
  interceptMutations(({ path }) => {
    if (path.startsWith(dirname(context.settings.file)))
      throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
  });
  await read(context, server);
  expect(await pin()).toMatchObject({ timestamp: { version: 5 } });
});

test('pins of earlier versions go on, and what is no pin is named', async () => {
  const { context, server, pin } = await world();
  show(server, at(5));
  await read(context, server);
  const { fingerprint = '' } = (await pin()) ?? {};
  const write = (value: object) =>
    writeFileSync(context.settings.file, JSON.stringify({ pins: { [server.address]: value } }));
  write({ fingerprint, rootVersion: 3 });
  show(server, at(4));
  await read(context, server);
  expect(await pin()).toMatchObject({ threshold: 3, timestamp: { version: 4 } });
  for (const timestamp of [
    null,
    {},
    { version: '5', keys: [] },
    { version: 5, keys: [5] },
    { version: 5, keys: 'x' },
  ]) {
    write({ fingerprint, rootVersion: 3, timestamp });
    await expect(read(context, server)).rejects.toMatchObject({ code: 'settings-corrupt' });
  }
});
