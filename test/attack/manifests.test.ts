/**
 * Forged mirrors, each wrong in one way, against everything that uses them: list, clone, install. What the domain
 * makes of single manifests is in test/engine/domain; here is that nothing comes through the doors, whatever way.
 */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Index, Root } from '../../source/engine/domain/manifest.ts';
import { type Change, keyRecord, smallKeys } from '../helpers/small-mirror.ts';
import { codeOf, Victim } from './hostile.ts';

// a reader who finds files that don't fit together waits for the commit that it may be; none is here
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof import('node:timers/promises')>();
  return { ...real, setTimeout: () => real.setImmediate() };
});

const victim = new Victim();
type Name = 'root' | 'index' | 'snapshot' | 'timestamp' | 'tidb';
const manifests: readonly Name[] = ['root', 'index', 'snapshot', 'timestamp', 'tidb'];

type Trick = {
  readonly how: string;
  readonly code: string;
  readonly change: NonNullable<Change['index']>;
  /** Where the same means another thing. */
  readonly of?: Partial<Record<Name, string>>;
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const edited = (edit: (whole: string) => string) => (bytes: Uint8Array) => Buffer.from(edit(text(bytes)));
const field = (name: string, value: unknown) => (right: object) => ({ ...right, [name]: value });
const raw = (name: string, value: string) =>
  edited((whole) => whole.replace(new RegExp(`"${name}":("[^"]*"|\\d+)`), `"${name}":${value}`));
const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

const tricks: readonly Trick[] = [
  {
    how: 'a flipped bit in its signature',
    code: 'signature-invalid',
    change: {
      bytes: edited((whole) =>
        whole.replace(/"sig":"(.)/, (_, first) => `"sig":"${first === 'A' ? 'B' : 'A'}`),
      ),
    },
  },
  { how: 'no signature', code: 'signature-threshold', change: { keys: [] } },
  { how: 'another owner’s signature', code: 'signature-threshold', change: { keys: [smallKeys.jdoe] } },
  {
    how: 'its signature twice',
    code: 'signature-invalid',
    change: { bytes: edited((whole) => whole.replace(/\[(\{"keyid.*?\})(,|\])/, '[$1,$1$2')) },
    of: { timestamp: 'manifest-too-long' },
  },
  {
    how: 'a signature under the id of a key that is listed and didn’t sign',
    code: 'signature-threshold',
    change: { bytes: edited((whole) => whole.replace(/"keyid":"[0-9a-f]/, '"keyid":"x')) },
  },
  {
    how: 'signatures that are null',
    code: 'manifest-malformed',
    change: { bytes: edited((whole) => whole.replace(/"signatures":\[.*?\]/, '"signatures":null')) },
  },
  {
    how: 'an end long past',
    code: 'manifest-expired',
    change: { signed: field('expires', '2020-01-01T00:00:00Z') },
  },
  {
    how: 'an end that is no date',
    code: 'manifest-malformed',
    change: { signed: field('expires', 'never') },
  },
  {
    how: 'an end that is a number',
    code: 'manifest-malformed',
    change: { signed: field('expires', 4102444800) },
  },
  {
    how: 'another kind in its body',
    code: 'binding-mismatch',
    change: { signed: field('_type', 'mirror') },
    of: {},
  },
  {
    how: 'another format’s version',
    code: 'manifest-malformed',
    change: { signed: field('spec_version', '9.9.9') },
  },
  { how: 'a version below zero', code: 'manifest-malformed', change: { signed: field('version', -1) } },
  {
    how: 'a version beyond 2^53',
    code: 'manifest-malformed',
    change: { bytes: raw('version', '9007199254740993') },
  },
  {
    how: 'a version of 200 digits',
    code: 'manifest-malformed',
    change: { bytes: raw('version', '9'.repeat(200)) },
  },
  { how: 'a version with a fraction', code: 'manifest-malformed', change: { bytes: raw('version', '3.0') } },
  { how: 'a version in quotes', code: 'manifest-malformed', change: { bytes: raw('version', '"3"') } },
  {
    how: 'a key twice in its JSON',
    code: 'manifest-malformed',
    change: { bytes: edited((whole) => whole.replace('"signed":{', '"signed":{"version":3,')) },
  },
  {
    how: 'its body twice',
    code: 'manifest-malformed',
    change: { bytes: edited((whole) => whole.replace('{"signatures"', '{"signed":{},"signatures"')) },
  },
  {
    how: 'lists in lists 5,000 deep',
    code: 'manifest-malformed',
    change: { signed: field('x', 0), bytes: edited((whole) => whole.replace('"x":0', `"x":${deep}`)) },
    of: { timestamp: 'manifest-too-long' },
  },
  {
    how: 'bytes that are no UTF-8',
    code: 'manifest-malformed',
    change: { bytes: (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([0xff, 0x7d])]) },
  },
  {
    how: 'a byte order mark',
    code: 'manifest-malformed',
    change: { bytes: (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]) },
  },
  {
    how: 'more after its end',
    code: 'manifest-malformed',
    change: { bytes: (bytes) => Buffer.concat([bytes, Buffer.from('{}')]) },
  },
  {
    how: 'half of it',
    code: 'manifest-malformed',
    change: { bytes: (bytes) => bytes.subarray(0, bytes.length / 2) },
  },
  { how: 'nothing in it', code: 'manifest-malformed', change: { bytes: () => Buffer.alloc(0) } },
  { how: 'null in it', code: 'manifest-malformed', change: { bytes: () => Buffer.from('null') } },
  {
    how: 'a page in it',
    code: 'manifest-malformed',
    change: { bytes: () => Buffer.from('<!doctype html><title>Log in</title>') },
  },
];

describe.each(manifests)('a %s with', (name) => {
  test.each(tricks)('$how is refused: $code', async ({ code, change, of = {} }) => {
    await victim.expectRefused(victim.forged({ [name]: change }), of[name] ?? code);
  });
});

const files = ['root.json', 'timestamp.json', 'snapshot.json', '3.index.json', '3.tidb.json'];

test.each(files)('a gigabyte of %s is refused unread', async (file) => {
  const address = victim.forged();
  truncateSync(join(address, file), 2 ** 30);
  await victim.expectRefused(address, 'manifest-too-long');
});

const role = (name: keyof Root['roles'], change: object) => (root: Root) => ({
  ...root,
  roles: { ...root.roles, [name]: { ...root.roles[name], ...change } },
});
const owner = (change: object) => (index: Index) => ({
  ...index,
  owners: { ...index.owners, pingcap: { ...index.owners.pingcap, ...change } },
});
const roles = ['root', 'index', 'snapshot', 'timestamp'] as const;
const { index, pingcap, timestamp } = smallKeys;

describe('keys and thresholds', () => {
  const threshold = (value: unknown): [string, Change][] => [
    ...roles.map(
      (name) => [name, { root: { signed: role(name, { threshold: value }) } }] satisfies [string, Change],
    ),
    ['an owner', { index: { signed: owner({ threshold: value }) } }],
  ];
  for (const value of [0, -1, 1.5, '1', null]) {
    test.each(threshold(value))(`the threshold ${JSON.stringify(value)} of %s`, async (_, change) => {
      await victim.expectRefused(victim.forged(change), 'manifest-malformed');
    });
  }

  test.each(roles)('the key of %s under an id that isn’t its hash', async (name) => {
    const keys = { ['0'.repeat(64)]: index.public };
    await victim.expectRefused(
      victim.forged({ root: { signed: role(name, { keys, threshold: 1 }) } }),
      'key-unusable',
    );
  });

  test('the key of an owner under an id that isn’t its hash', async () => {
    const keys = { ['0'.repeat(64)]: pingcap.public };
    await victim.expectRefused(victim.forged({ index: { signed: owner({ keys }) } }), 'key-unusable');
  });

  test.each(roles)('more signatures wanted of %s than it has keys', async (name) => {
    const address = victim.forged({ root: { signed: role(name, { threshold: 9 }) } });
    await victim.expectRefused(address, 'manifest-malformed');
  });

  test.each(roles)('no keys for %s', async (name) => {
    const address = victim.forged({ root: { signed: role(name, { keys: {} }) } });
    await victim.expectRefused(address, 'manifest-malformed');
  });

  test.each(roles)('the root without %s', async (name) => {
    const without = victim.forged({
      root: { signed: ({ roles: { [name]: _, ...others }, ...root }) => ({ ...root, roles: others }) },
    });
    await victim.expectRefused(without, 'manifest-malformed');
  });

  test('a snapshot by the key of the timestamp, a timestamp by that of the snapshot', async () => {
    await victim.expectRefused(victim.forged({ snapshot: { keys: [timestamp] } }), 'signature-threshold');
    await victim.expectRefused(
      victim.forged({ timestamp: { keys: [smallKeys.snapshot] } }),
      'signature-threshold',
    );
  });

  test('an owner whose keys are the mirror’s own doesn’t make a role of him', async () => {
    const address = victim.forged({
      index: { signed: owner({ keys: keyRecord(index) }), keys: [pingcap] },
      tidb: { keys: [index] },
    });
    await victim.expectRefused(address, 'signature-threshold');
  });
});

const long = 'x'.repeat(10_000);
/** What would lead out of a folder, hide, or act on a terminal; and what JavaScript itself has under that name. */
const names: readonly string[] = [
  ...[
    '..',
    '.',
    '',
    '../x',
    '../../bin/root',
    '/etc/passwd',
    'a/b',
    'a\\b',
    'C:x',
    '-rf',
    '~',
    ' a',
    'a ',
    'a\nb',
  ],
  ...[
    'a\u0000b',
    '\u001b[2J',
    'a\u202eb',
    '\uff0e\uff0e',
    '\ud83d\ude00',
    '%2e%2e%2fx',
    'a..b',
    '__proto__',
    long,
  ],
];
/** For a component or an owner that the mirror has besides. */
const item = { yanked: false, owner: 'pingcap', url: '/tidb.json', standalone: false, hidden: false };
const named = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

type Place = readonly [where: string, put: (name: string) => Change];
const places: readonly Place[] = [
  [
    'a component of the index',
    (name) => ({
      index: { signed: (right) => ({ ...right, components: { ...right.components, ...named(name, item) } }) },
    }),
  ],
  [
    'the url of a component',
    (name) => ({
      index: {
        signed: (right) => ({ ...right, components: { ...right.components, x: { ...item, url: name } } }),
      },
    }),
  ],
  [
    'an owner',
    (name) => ({
      index: {
        signed: (right) => ({ ...right, owners: { ...right.owners, ...named(name, right.owners.jdoe) } }),
      },
    }),
  ],
  [
    'the owner of a component',
    (name) => ({
      index: {
        signed: (right) => ({ ...right, components: { ...right.components, x: { ...item, owner: name } } }),
      },
    }),
  ],
  [
    'a default component',
    (name) => ({ index: { signed: (right) => ({ ...right, default_components: [name] }) } }),
  ],
  ['the id of a component’s body', (name) => ({ tidb: { signed: (right) => ({ ...right, id: name }) } })],
  [
    'a version',
    (name) => ({
      tidb: { signed: (right) => ({ ...right, platforms: { 'linux/amd64': named(name, first(right)) } }) },
    }),
  ],
  [
    'a platform',
    (name) => ({
      tidb: { signed: (right) => ({ ...right, platforms: { ...right.platforms, ...named(name, {}) } }) },
    }),
  ],
  [
    'the url of a tarball',
    (name) => ({
      tidb: {
        signed: (right) => ({
          ...right,
          platforms: { 'linux/amd64': { 'v1.0.0': { ...first(right), url: name } } },
        }),
      },
    }),
  ],
  [
    'a file of the snapshot',
    (name) => ({
      snapshot: {
        signed: (right) => ({
          ...right,
          meta: { ...right.meta, ...named(`/${name}.json`, { version: 1, length: 1 }) },
        }),
      },
    }),
  ],
  ['the url of a role', (name) => ({ root: { signed: role('index', { url: name }) } })],
];

function first({ platforms }: { readonly platforms: object }): object {
  const versions = Object.values(platforms)[0] as object;
  return Object.values(versions)[0] as object;
}

describe.each(places)('as %s', (where, put) => {
  // a platform is a system and a machine
  const all = names.filter((name) => !(where === 'a platform' && name === 'a/b'));
  test.each(all.map((name) => [name.length > 40 ? `${name.length} letters` : JSON.stringify(name), name]))(
    '%s is refused',
    async (_, name) => {
      await victim.expectRefused(victim.forged(put(name)), 'manifest-malformed');
    },
  );
});

const urls = [
  'http://evil.test/x.tar.gz',
  '//evil.test/x.tar.gz',
  'file:///etc/passwd',
  '/../x.tar.gz',
  '/a/b.tar.gz',
  '/x.tar.gz?y',
  '/x.tar.gz#y',
  '/keys/x.json',
  '/.mirrordeck/x',
  '/lock',
];

test.each(urls)('a tarball at %s is refused', async (url) => {
  const change: Change = {
    tidb: {
      signed: (right) => ({ ...right, platforms: { 'linux/amd64': { 'v1.0.0': { ...first(right), url } } } }),
    },
  };
  await victim.expectRefused(victim.forged(change), 'manifest-malformed');
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  '%s is no component of a mirror that has none',
  async (id) => {
    const engine = victim.engine(victim.forged());
    expect(await codeOf(() => engine.list({ component: id }))).toBe('component-unknown');
    expect(await codeOf(() => engine.install.plan({ components: [id] }))).toBe('component-unknown');
  },
);
