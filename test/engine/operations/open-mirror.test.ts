import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootFingerprint } from '../../../source/engine/domain/trust.ts';
import type { EngineEvent } from '../../../source/engine/index.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { later, seal, smallKeys, smallMirror, smallNow } from '../../helpers/small-mirror.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { serveMirror } from './mirror-server.ts';

const golden = (name: string): string => join(goldenFolder(), name);

/** Opens, reads all components, closes. */
async function readAll(context: Context, reference: Parameters<typeof openMirror>[1]) {
  const events: EngineEvent[] = [];
  const run = { onEvent: (event: EngineEvent) => events.push(event) };
  const mirror = await openMirror(context, reference, run);
  const components = await mirror.components(mirror.listed(), run);
  await mirror.close();
  return { mirror, components, events };
}

/** The small mirror as a folder, with one component. */
function smallFolder(change: Parameters<typeof smallMirror>[0] = {}): string {
  const { root, index, snapshot, timestamp, tidb } = smallMirror(change);
  const folder = tempFolder();
  const files = {
    'root.json': root,
    '3.index.json': index,
    '3.tidb.json': tidb,
    'snapshot.json': snapshot,
    'timestamp.json': timestamp,
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

describe('a folder', () => {
  test.each([
    ['origin-empty', 1, 0],
    ['origin-published', 1, 9],
    ['origin', 1, 9],
    ['origin-rotated', 2, 9],
    ['clone-full', 1, 9],
    ['clone-meta', 1, 0],
    ['clone-v2-merged', 1, 10],
    ['custom', 1, 2],
  ])('of stock’s is read whole: %s', async (name, rootVersion, components) => {
    const read = await readAll(testContext(), { address: golden(name) });
    expect(read.mirror.identity).toMatchObject({ kind: 'folder', trust: 'local', rootVersion });
    expect([read.components.size, read.mirror.warnings()]).toEqual([components, []]);
  });

  test('that isn’t there, or a word that is no source, is said to be so', async () => {
    const context = testContext();
    await expect(openMirror(context, { address: 'nowhere' })).rejects.toMatchObject({
      code: 'source-unknown',
    });
    await expect(openMirror(context, { address: './nowhere' })).rejects.toMatchObject({
      code: 'source-unreachable',
    });
    const empty = openMirror(context, { address: context.folder });
    await expect(empty).rejects.toMatchObject({ code: 'source-not-a-mirror' });
  });

  test('whose commit a crash stopped is finished by its reader', async () => {
    const folder = smallFolder();
    const snapshot = readFileSync(join(folder, 'snapshot.json'));
    mkdirSync(join(folder, '.mirrordeck', 'change'), { recursive: true });
    writeFileSync(join(folder, '.mirrordeck/change/1-snapshot.json'), snapshot);
    writeFileSync(join(folder, 'snapshot.json'), '{}');
    const moves = [{ from: 'change/1-snapshot.json', to: 'snapshot.json', mode: 0o644 }];
    const journal = { schema: 'mirrordeck/commit/1', holder: 'x', moves, removes: [] };
    writeFileSync(join(folder, '.mirrordeck/commit.json'), `${JSON.stringify(journal)}\n`);
    expect((await readAll(testContext(), { address: folder })).components.size).toBe(1);
    expect(existsSync(join(folder, '.mirrordeck'))).toBe(false);
  });

  test('with a component that can’t be used goes on without it, and names it (beat list 40)', async () => {
    const folder = smallFolder({
      tidb: { signed: (right) => ({ ...right, expires: '2020-01-01T00:00:00Z' }) },
    });
    const { components, mirror, events } = await readAll(testContext(), { address: folder });
    expect(components.size).toBe(0);
    expect(mirror.warnings()).toMatchObject([
      {
        code: 'component-unusable',
        facts: { component: 'tidb', code: 'manifest-expired', file: '3.tidb.json' },
      },
    ]);
    expect(events.filter((event) => event.type === 'warning')).toHaveLength(1);
    await expect(mirror.component('tidb')).rejects.toMatchObject({ code: 'manifest-expired' });
    await expect(mirror.component('pd')).rejects.toMatchObject({ code: 'component-unknown' });
  });

  test('that has expired names the file and the date (beat list 11)', async () => {
    const old = testContext({ now: () => later });
    await expect(openMirror(old, { address: smallFolder() })).rejects.toMatchObject({
      code: 'manifest-expired',
      facts: { expires: '2027-01-01T00:00:00Z' },
    });
  });
});

describe('an http address', () => {
  test('is met once, then known: another root is a stop with both fingerprints (beat list 8)', async () => {
    const context = testContext();
    const server = await serveMirror(golden('custom'));
    const { address } = server;
    const first = await readAll(context, { address });
    const { fingerprint, rootKeys, owners } = first.mirror.identity;
    expect(first.mirror.identity.trust).toBe('new');
    expect(first.events).toContainEqual({ type: 'first-contact', address, fingerprint, rootKeys, owners });
    expect((await context.settings.read()).pins).toEqual({
      [address]: { fingerprint, rootVersion: 1, threshold: 3, timestamp: expect.anything() },
    });
    const second = await readAll(context, { address });
    expect(second.mirror.identity.trust).toBe('remembered');
    expect(second.events.some((event) => event.type === 'first-contact')).toBe(false);

    for (const name of readdirSync(golden('origin'))) {
      if (name.endsWith('.json')) server.answers.set(name, goldenFile(`origin/${name}`));
    }
    const got = rootFingerprint((await readAll(context, { address: golden('origin') })).mirror.root.manifest);
    await expect(openMirror(context, { address })).rejects.toMatchObject({
      code: 'root-changed',
      facts: { address, expected: fingerprint, got },
    });
    await readAll(context, { address, fingerprint: got });
    expect((await context.settings.read()).pins[address]?.fingerprint).toBe(got);
  });

  test('is not taken over by one of its root keys', async () => {
    const context = testContext({ now: () => smallNow });
    const server = await serveMirror(smallFolder());
    await readAll(context, { address: server.address });
    const { signed } = JSON.parse(Buffer.from(smallMirror().root).toString());
    signed.roles.root.threshold = 1;
    server.answers.set('root.json', seal(signed, smallKeys.root.slice(0, 1)));
    await expect(openMirror(context, { address: server.address })).rejects.toMatchObject({
      code: 'signature-threshold',
    });
  });

  test('is remembered only when everything was right', async () => {
    const context = testContext();
    const server = await serveMirror(golden('custom'));
    server.answers.set('4.index.json', goldenFile('custom/3.index.json'));
    await expect(openMirror(context, { address: server.address })).rejects.toMatchObject({
      code: 'binding-mismatch',
    });
    expect((await context.settings.read()).pins).toEqual({});
  });

  test('goes on after its keys were rotated, from the root that was remembered', async () => {
    const context = testContext();
    const server = await serveMirror(golden('origin-rotated'));
    server.answers.set('2.root.json', null);
    for (const name of ['timestamp.json', 'snapshot.json'])
      server.answers.set(name, goldenFile(`origin/${name}`));
    const before = await readAll(context, { address: server.address });
    server.answers.clear();
    const after = await readAll(context, { address: server.address });
    expect([before.mirror.identity.rootVersion, after.mirror.identity.rootVersion]).toEqual([1, 2]);
    expect((await readAll(context, { address: server.address })).mirror.identity.trust).toBe('remembered');
  });

  test('that answers for a numbered root it lacks with an error of its own is read all the same', async () => {
    const server = await serveMirror(golden('origin'));
    server.statuses.set('1.root.json', 501);
    const context = testContext();
    await readAll(context, { address: server.address });
    const again = await readAll(context, { address: server.address });
    expect(again.mirror.identity).toMatchObject({ trust: 'remembered' });
  });

  test('in the middle of a commit is read again (beat list 14)', async () => {
    const server = await serveMirror(golden('origin'));
    server.answers.set('snapshot.json', goldenFile('origin-published/snapshot.json'));
    let timestamps = 0;
    server.onRequest = (name) => {
      if (name === 'timestamp.json' && ++timestamps === 2) server.answers.clear();
    };
    expect((await readAll(testContext(), { address: server.address })).components.size).toBe(9);
    expect(timestamps).toBe(2);
  });

  test('that keeps showing a snapshot that isn’t the timestamp’s is refused', async () => {
    const server = await serveMirror(golden('origin'));
    server.answers.set('snapshot.json', goldenFile('origin-published/snapshot.json'));
    const opening = openMirror(testContext(), { address: server.address });
    await expect(opening).rejects.toMatchObject({ code: 'hash-mismatch', facts: { file: 'snapshot.json' } });
  });

  test('with a fingerprint or a root file given needs no first contact, and no other will do', async () => {
    const context = testContext();
    const server = await serveMirror(golden('origin-rotated'));
    const { address } = server;
    const { fingerprint } = (await readAll(context, { address: golden('origin-rotated') })).mirror.identity;
    const pinned = await readAll(testContext(), { address, fingerprint: fingerprint.toUpperCase() });
    expect(pinned.mirror.identity.trust).toBe('pinned');
    await readAll(testContext(), { address, rootFile: join(golden('origin'), 'root.json') });
    const other = { code: 'fingerprint-mismatch', facts: { address } };
    await expect(openMirror(context, { address, fingerprint: 'a'.repeat(64) })).rejects.toMatchObject(other);
    const otherFile = join(golden('custom'), 'root.json');
    await expect(openMirror(context, { address, rootFile: otherFile })).rejects.toMatchObject(other);
    await expect(openMirror(context, { address, fingerprint: 'abc' })).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(openMirror(context, { address, rootFile: 'none' })).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});

describe('the mirror of the home', () => {
  async function homeOf(folder: string): Promise<Context> {
    const context = testContext();
    await context.home.setMirror(folder, readFileSync(join(folder, 'root.json')));
    return context;
  }

  test('is the one without an address, read from what the home trusts', async () => {
    const context = await homeOf(golden('origin'));
    expect((await readAll(context, {})).mirror.identity).toMatchObject({
      trust: 'remembered',
      address: golden('origin'),
    });
  });

  test('is kept for both clients, and never read as older afterwards', async () => {
    const folder = tempFolder();
    cpSync(golden('origin-rotated'), folder, { recursive: true });
    const context = await homeOf(folder);
    const { mirror } = await readAll(context, {});
    await mirror.keep();
    const kept = readdirSync(context.home.manifests).sort();
    expect(kept).toEqual(
      ['index', 'root', 'snapshot', 'timestamp', ...mirror.listed()].map((name) => `${name}.json`).sort(),
    );
    expect(readFileSync(join(context.home.manifests, 'tidb.json'))).toEqual(
      readFileSync(join(folder, '12.tidb.json')),
    );
    // A state from before, rightly signed.
    for (const name of ['timestamp.json', 'snapshot.json']) {
      cpSync(join(golden('origin-published'), name), join(folder, name));
    }
    await expect(openMirror(context, {})).rejects.toMatchObject({ code: 'rollback' });
  });

  test('made anew at the same place is a stop, and spoilt files in the home are no harm', async () => {
    const folder = tempFolder();
    cpSync(golden('custom'), folder, { recursive: true });
    const context = await homeOf(folder);
    mkdirSync(context.home.manifests);
    for (const name of ['timestamp.json', 'index.json', 'hello.json'])
      writeFileSync(join(context.home.manifests, name), '{');
    expect((await readAll(context, {})).components.size).toBe(2);
    cpSync(golden('origin'), folder, { recursive: true });
    await expect(openMirror(context, {})).rejects.toMatchObject({ code: 'root-changed' });
  });

  test('gives way to that of the process (beat list 9)', async () => {
    const context = { ...(await homeOf(golden('origin'))), mirrorOverride: golden('custom') };
    expect((await readAll(context, {})).mirror.identity).toMatchObject({
      trust: 'local',
      address: golden('custom'),
    });
    expect(await context.home.mirror()).toBe(golden('origin'));
  });
});
