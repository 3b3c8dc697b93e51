/** Mirrors that are right in themselves and were right once, or each in another mirror: rollback, freeze, mixture. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../source/engine/index.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { type Change, smallMirror } from '../helpers/small-mirror.ts';
import { codeOf, goodTarball, namesOf, Victim, withTarball } from './hostile.ts';

// a reader who finds files that don't fit together waits for the commit that it may be; none is here
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof import('node:timers/promises')>();
  return { ...real, setTimeout: () => real.setImmediate() };
});

const victim = new Victim();
const tarball = { 'tidb-v1.0.0-linux-amd64.tar.gz': goodTarball };

/** Everything one version later: what a mirror that was published to looks like. */
const next = (versions: { index?: number; tidb?: number; timestamp?: number }): Change => {
  const { index = 3, tidb = 3, timestamp = 3 } = versions;
  return {
    index: { signed: (right) => ({ ...right, version: index }) },
    tidb: { signed: (right) => ({ ...right, version: tidb, description: `number ${tidb}` }) },
    timestamp: { signed: (right) => ({ ...right, version: timestamp }) },
    snapshot: {
      signed: (right) => ({
        ...right,
        meta: {
          ...right.meta,
          '/index.json': { version: index, length: 0 },
          '/tidb.json': { version: tidb, length: 0 },
        },
      }),
    },
  };
};

function files(change: Change, names: { index?: number; tidb?: number }): Record<string, Uint8Array> {
  const {
    '3.index.json': index = Buffer.alloc(0),
    '3.tidb.json': tidb = Buffer.alloc(0),
    ...others
  } = namesOf(smallMirror(withTarball(goodTarball, change)));
  return {
    ...others,
    [`${names.index ?? 3}.index.json`]: index,
    [`${names.tidb ?? 3}.tidb.json`]: tidb,
    ...tarball,
  };
}

/** The same mirror at two times, and one that another owner of the same keys might have made. */
const states: Record<string, Record<string, Uint8Array>> = {};
let address = '';
let engine: Engine;

const put = (state: Record<string, Uint8Array>) => {
  for (const [name, bytes] of Object.entries(state)) writeFileSync(join(address, name), bytes);
};

beforeAll(async () => {
  const now = { index: 4, tidb: 4, timestamp: 5 };
  states.now = files(next(now), now);
  states.before = files(next({ timestamp: 4 }), {});
  address = victim.mirror(states.now);
  engine = victim.engine(undefined);
  await engine.set.apply(await engine.set.plan({ address }));
  await engine.list({});
});

/** The home's doors: all of them, and nothing of the home is changed. */
async function expectRefused(state: Record<string, Uint8Array>, code: string): Promise<void> {
  put({ ...states.now, ...state });
  const before = fingerprint(victim.folder);
  const { target } = victim;
  const components = { tidb: ['v1.0.0'] };
  const doors = [
    () => engine.list({ component: 'tidb' }),
    async () => engine.clone.apply(await engine.clone.plan({ target, components, strict: true })),
    async () => engine.install.apply(await engine.install.plan({ components: ['tidb'] })),
  ];
  for (const open of doors) expect(await codeOf(open)).toBe(code);
  expect(fingerprint(victim.folder)).toEqual(before);
}

describe('a home that has seen a mirror refuses', () => {
  test('all of it as it was before', async () => {
    await expectRefused({ ...states.before }, 'rollback');
  });

  test('an older index that is signed into a newer timestamp', async () => {
    const wrong = { index: 3, tidb: 4, timestamp: 6 };
    await expectRefused(files(next(wrong), wrong), 'rollback');
  });

  test('an older component that is signed into a newer timestamp', async () => {
    const wrong = { index: 4, tidb: 3, timestamp: 6 };
    await expectRefused(files(next(wrong), wrong), 'rollback');
  });

  test('the same versions with other content', async () => {
    const now = { index: 4, tidb: 4, timestamp: 5 };
    const other = next(now);
    const state = files(
      { ...other, index: { signed: (right) => ({ ...right, version: 4, default_components: [] }) } },
      now,
    );
    await expectRefused(state, 'binding-mismatch');
    await expectRefused(
      {
        'timestamp.json': state['timestamp.json'] ?? Buffer.alloc(0),
        'snapshot.json': state['snapshot.json'] ?? Buffer.alloc(0),
      },
      'binding-mismatch',
    );
  });

  test.each([
    ['the snapshot of before', ['snapshot.json'], 'rollback'],
    ['the timestamp of before', ['timestamp.json'], 'rollback'],
    ['snapshot and timestamp of before', ['snapshot.json', 'timestamp.json'], 'rollback'],
  ])('%s', async (_, names, code) => {
    await expectRefused(
      Object.fromEntries(names.map((name) => [name, states.before?.[name] ?? Buffer.alloc(0)])),
      code,
    );
  });

  test('a mirror that stands still, once its timestamp has ended', async () => {
    put(states.now ?? {});
    const later = victim.engine(undefined, new Date('2027-01-01T00:00:01Z'));
    const before = fingerprint(victim.folder);
    expect(await codeOf(() => later.list({}))).toBe('manifest-expired');
    expect(await codeOf(() => later.install.plan({ components: ['tidb'] }))).toBe('manifest-expired');
    expect(fingerprint(victim.folder)).toEqual(before);
  });
});

describe('files of two mirrors with the same keys are no mirror', () => {
  const one = () => files(next({ index: 4, tidb: 4, timestamp: 5 }), { index: 4, tidb: 4 });
  const other = () =>
    files(
      {
        ...next({ index: 4, tidb: 4, timestamp: 5 }),
        index: { signed: (right) => ({ ...right, version: 4, default_components: [] }) },
      },
      { index: 4, tidb: 4 },
    );
  test.each([
    ['snapshot.json', 'hash-mismatch'],
    ['timestamp.json', 'hash-mismatch'],
  ])('%s of the other', async (name, code) => {
    const mixed = victim.mirror({ ...one(), [name]: other()[name] ?? Buffer.alloc(0) });
    await victim.expectRefused(mixed, code);
  });

  test('an index or a component in the place of another version', async () => {
    const older = files(next({}), {});
    const all = one();
    const wrong = { '4.index.json': older['3.index.json'], '4.tidb.json': older['3.tidb.json'] };
    for (const [name, bytes = Buffer.alloc(0)] of Object.entries(wrong))
      await victim.expectRefused(victim.mirror({ ...all, [name]: bytes }), 'binding-mismatch');
  });
});
