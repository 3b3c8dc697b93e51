import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenewRequest } from '../../../source/engine/api/renew.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { renewOperation } from '../../../source/engine/operations/renew/renew.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** The golden mirror's snapshot and timestamp expire in December 2026, its root and index in November 2027. */
const expired = new Date('2028-03-01T00:00:00Z');

function setUp(now?: Date, mirror = 'origin') {
  const context = goldenContext(mirror, now === undefined ? {} : { now: () => now });
  return { context, ...renewOperation(context) };
}

async function renew(at: ReturnType<typeof setUp>, request: RenewRequest) {
  const planned = await at.plan(request);
  return { planned, result: await at.apply(json(planned)) };
}

const named = (items: readonly { name: string }[]) => items.map(({ name }) => name);

describe('renewing a component', () => {
  it('raises its version and extends its expiry, as stock does', async () => {
    const at = setUp();
    const before = await stateOf(at.context, 'hello');
    const { planned, result } = await renew(at, { components: ['hello'], days: 4000 });
    const version = (before.component?.version ?? 0) + 1;
    expect(planned.items[0]).toEqual({
      file: `${version}.hello.json`,
      name: 'hello',
      kind: 'component',
      version,
      from: before.component?.expires,
      to: '2037-11-04T02:00:00Z',
    });
    expect(named(planned.items)).toEqual(['hello', 'snapshot', 'timestamp']);
    expect(result.renewed).toEqual(planned.items);
    const after = await stateOf(at.context, 'hello');
    expect(after.component).toEqual({ ...before.component, version, expires: '2037-11-04T02:00:00Z' });
    expect(after.index).toEqual(before.index);
    expect(after.timestamp).toBe(before.timestamp + 1);
  });

  it('never brings an expiry forward: then nothing is written', async () => {
    const at = setUp();
    const before = await stateOf(at.context, 'hello');
    const { planned, result } = await renew(at, { components: ['hello'], days: 1 });
    expect(planned).toMatchObject({
      items: [],
      kept: [{ name: 'hello', expires: before.component?.expires }],
    });
    expect(result.renewed).toEqual([]);
    expect((await stateOf(at.context, 'hello')).timestamp).toBe(before.timestamp);
  });

  it('refuses one that there is not, and requests that mean nothing (beat list 18)', async () => {
    const { plan } = setUp();
    await expect(plan({ components: ['nothing'] })).rejects.toThrow(
      refused('component-unknown', { component: 'nothing' }),
    );
    await expect(plan({ components: ['../x'] })).rejects.toThrow(refused('name-invalid'));
    for (const request of [
      {},
      { all: true, roles: ['root' as const] },
      { all: true, days: 0 },
      { within: -1 },
      { all: true, days: 1.5 },
    ])
      await expect(plan(request)).rejects.toThrow(refused('usage'));
  });

  it('takes no key that signs nothing of it', async () => {
    const { plan } = setUp();
    const request = { components: ['hello'], days: 4000 };
    await expect(plan({ ...request, keys: ['../home/keys/private.json'] })).rejects.toThrow(
      refused('key-not-owner', { key: expect.any(String) }),
    );
    await expect(plan({ ...request, keys: ['none.json'] })).rejects.toThrow(refused('key-missing'));
    expect((await plan({ ...request, keys: ['../home/keys/jdoe.json'] })).missing).toEqual([]);
  });

  it('says whose key is missing before it starts', async () => {
    const at = setUp();
    rmSync(join(at.context.home.keys, 'jdoe.json'));
    const planned = await at.plan({ components: ['hello'], days: 4000 });
    expect(planned.missing).toMatchObject([
      { name: 'jdoe', kind: 'owner', needed: 1, got: 0, components: ['hello'], keys: [expect.any(String)] },
    ]);
    await expect(at.apply(planned)).rejects.toThrow(refused('target-keys-missing', { owner: 'jdoe' }));
  });
});

describe('renewing roles', () => {
  it('writes the next root beside root.json, signed by its threshold, and clients go on', async () => {
    const at = setUp();
    const first = readFileSync(join(at.context.mirror, 'root.json'));
    const mirror = await openMirror(at.context, {});
    await at.context.home.setMirror(at.context.mirror, mirror.root.bytes);
    const home = { ...at.context, mirrorOverride: undefined };
    const known = await openMirror(home, {});
    await known.keep();

    const { planned } = await renew(at, { roles: ['root'], days: 1000 });
    expect(planned.items.map(({ file }) => file)).toEqual(['2.root.json', 'snapshot.json', 'timestamp.json']);
    expect(readFileSync(join(at.context.mirror, 'root.json'))).toEqual(first);
    const next = await openMirror(home, {});
    expect(next.root.manifest).toEqual({
      ...mirror.root.manifest,
      version: 2,
      expires: '2029-08-18T02:00:00Z',
    });
    expect(next.root.signatures).toHaveLength(3);
    expect((await verifyQuery(at.context)({ quick: true })).problems).toEqual([]);
  });

  it('goes on from a root that stock has rotated', async () => {
    const at = setUp(undefined, 'origin-rotated');
    const { planned } = await renew(at, { roles: ['root'], days: 20000 });
    expect(planned.items[0]).toMatchObject({ file: '3.root.json', name: 'root', version: 3 });
    expect((await openMirror(at.context, {})).root.manifest.version).toBe(3);
    expect((await verifyQuery(at.context)({ quick: true })).problems).toEqual([]);
  });

  it('signs a timestamp by itself, the index with what follows it', async () => {
    const at = setUp();
    const snapshot = readFileSync(join(at.context.mirror, 'snapshot.json'));
    const { planned } = await renew(at, { roles: ['timestamp'], days: 90 });
    expect(planned.items).toMatchObject([{ name: 'timestamp', to: '2027-02-20T02:00:00Z' }]);
    expect(readFileSync(join(at.context.mirror, 'snapshot.json'))).toEqual(snapshot);
    const both = await renew(at, { roles: ['index', 'snapshot'], days: 800 });
    // the timestamp keeps what it has, there was no wish for it
    expect(both.planned.items).toMatchObject([
      { name: 'index', to: '2029-01-30T02:00:00Z' },
      { name: 'snapshot', to: '2029-01-30T02:00:00Z' },
      { name: 'timestamp', from: '2027-02-20T02:00:00Z', to: '2027-02-20T02:00:00Z' },
    ]);
  });

  it('names the keys of a role that are missing; what can be signed is, when asked', async () => {
    const at = setUp();
    const keys = join(at.context.mirror, 'keys');
    for (const name of readdirSync(keys)) if (name.includes('-root')) rmSync(join(keys, name));
    const request = { all: true, days: 4000 };
    const planned = await at.plan(request);
    expect(planned.missing).toMatchObject([{ name: 'root', kind: 'role', needed: 3, got: 0 }]);
    await expect(at.apply(planned)).rejects.toThrow(
      refused('target-keys-missing', { owner: 'root', needed: 3 }),
    );
    const { result } = await renew(at, { ...request, skipMissing: true });
    expect(result.left).toMatchObject([{ name: 'root' }]);
    expect(named(result.renewed)).toContain('index');
    expect(readdirSync(at.context.mirror)).not.toContain('2.root.json');

    rmSync(keys, { recursive: true });
    const none = await at.plan({ roles: ['timestamp'], days: 4001, skipMissing: true });
    await expect(at.apply(none)).rejects.toThrow(refused('target-keys-missing', { owner: 'timestamp' }));
  });
});

describe('renewing everything (beat list 11)', () => {
  it('takes what is due within a time, and nothing else', async () => {
    const { plan } = setUp();
    expect((await plan({ within: 20 })).items).toEqual([]);
    expect(named((await plan({ within: 40 })).items)).toEqual(['snapshot', 'timestamp']);
    expect(named((await plan({ roles: ['timestamp', 'index'], within: 40, days: 60 })).items)).toEqual([
      'timestamp',
    ]);
    const all = await plan({ all: true, days: 4000 });
    expect(named(all.items)).toEqual(
      expect.arrayContaining(['root', 'tidb', 'hello', 'index', 'snapshot', 'timestamp']),
    );
    expect(all.expired).toEqual([]);
  });

  it('brings back a mirror that has expired, offline, with its keys', async () => {
    const at = setUp(expired);
    await expect(openMirror(at.context, {})).rejects.toThrow(refused('manifest-expired'));
    const { planned, result } = await renew(at, { all: true });
    expect(planned.items.map(({ from, to }) => from <= to)).not.toContain(false);
    expect(named(result.renewed)).toEqual(expect.arrayContaining(['root', 'index', 'snapshot', 'timestamp']));
    expect((await stateOf(at.context, 'tidb')).timestamp).toBe(planned.timestampVersion + 1);
    expect((await verifyQuery(at.context)({})).problems).toEqual([]);
    await expect(at.apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('signs nothing anew for a date of the same day, unless days or what is due are asked for', async () => {
    const clock = { now: new Date('2026-11-24T10:00:00Z') };
    const context = goldenContext('origin', { now: () => clock.now });
    const at = { context, ...renewOperation(context) };
    await renew(at, { all: true });
    const { timestamp } = await stateOf(context, 'tidb');
    clock.now = new Date('2026-11-24T10:07:00Z');
    const { planned, result } = await renew(at, { all: true });
    expect(planned.items).toEqual([]);
    expect(named(planned.kept)).toEqual(
      expect.arrayContaining(['root', 'index', 'snapshot', 'timestamp', 'tidb', 'hello']),
    );
    expect(planned.kept).toContainEqual({ name: 'timestamp', expires: '2026-12-24T10:00:00Z' });
    expect(result.renewed).toEqual([]);
    expect((await stateOf(context, 'tidb')).timestamp).toBe(timestamp);
    const forced = await at.plan({ roles: ['timestamp'], days: 30 });
    expect(forced.items).toMatchObject([{ name: 'timestamp', to: '2026-12-24T10:07:00Z' }]);
    expect(named((await at.plan({ roles: ['timestamp'], within: 40 })).items)).toEqual(['timestamp']);
    clock.now = new Date('2026-11-25T00:00:00Z');
    expect(named((await at.plan({ roles: ['timestamp'] })).items)).toEqual(['timestamp']);
  });

  it('tells what still keeps clients out when only a part is renewed', async () => {
    const at = setUp(expired);
    const { planned } = await renew(at, { roles: ['timestamp', 'snapshot'] });
    expect(named(planned.expired)).toEqual(['root', 'index']);
    await expect(openMirror(at.context, {})).rejects.toThrow(
      refused('manifest-expired', { file: 'root.json' }),
    );
  });

  it('signs nothing anew that nobody had signed (beat list 6)', async () => {
    const at = setUp(expired);
    const mirror = await openMirror(at.context, {}, {}, { allowExpired: true });
    const { file, bytes } = await mirror.component('tidb');
    const forged = Buffer.from(bytes)
      .toString()
      .replace(/"length":(\d)/, (_, digit) => `"length":${9 - digit}`);
    writeFileSync(join(at.context.mirror, file), forged);
    const before = readFileSync(join(at.context.mirror, 'timestamp.json'));
    await expect(at.plan({ components: ['tidb'] })).rejects.toMatchObject({ exitCode: 4 });
    const planned = await at.plan({ all: true });
    expect(named(planned.items)).not.toContain('tidb');
    expect(planned.warnings).toMatchObject([{ code: 'component-unusable', facts: { component: 'tidb' } }]);

    const index = join(at.context.mirror, mirror.index.file);
    writeFileSync(index, readFileSync(index, 'utf8').replace('"hidden":false', '"hidden":true '));
    await expect(at.plan({ all: true })).rejects.toMatchObject({ exitCode: 4 });
    expect(readFileSync(join(at.context.mirror, 'timestamp.json'))).toEqual(before);
  });
});
