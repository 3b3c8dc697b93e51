import { createHash } from 'node:crypto';
import { encodeCanonical } from '../../source/engine/domain/canonical-json.ts';
import type { JsonValue } from '../../source/engine/domain/json.ts';
import { parsePrivateKey } from '../../source/engine/domain/key-file.ts';
import type {
  Component,
  Index,
  PublicKey,
  Root,
  Snapshot,
  Timestamp,
} from '../../source/engine/domain/manifest.ts';
import type { PrivateKey } from '../../source/engine/domain/private-key.ts';
import {
  acceptRoot,
  type RootAnchor,
  type Verified,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../../source/engine/domain/trust.ts';
import { goldenFile } from './golden.ts';

/** The date that the small mirror is read at, and one at which everything in it has expired. */
export const smallNow = new Date('2026-11-22T02:00:00Z');
export const later = new Date('2030-01-01T00:00:00Z');

const key = (path: string): PrivateKey => parsePrivateKey(goldenFile(path), path);

/** Six RSA keys, of the golden mirrors: making new ones is slow. */
export const smallKeys = {
  root: ['692cc31ee7555c6f', '2962e4f94a65d362', 'a268cf9108c380de'].map((id) =>
    key(`origin/keys/${id}-root.json`),
  ),
  index: key('origin/keys/ebcd7ad12171e6d6-index.json'),
  snapshot: key('origin/keys/b2cb23f35f1948a5-snapshot.json'),
  timestamp: key('origin/keys/a98b113733dbd74b-timestamp.json'),
  pingcap: key('keys/private.json'),
  jdoe: key('keys/jdoe.json'),
};

/** A record of public halves by their right ids. */
export function keyRecord(...keys: readonly PrivateKey[]): Record<string, PublicKey> {
  return Object.fromEntries(keys.map(({ id, public: half }) => [id, half]));
}

/** Signs whatever it is given, without asking whether it makes sense. */
export function seal(signed: JsonValue | string, keys: readonly PrivateKey[]): Uint8Array {
  const text = typeof signed === 'string' ? signed : encodeCanonical(signed);
  const signatures = keys.map((key) => ({
    keyid: key.id,
    sig: Buffer.from(key.sign(Buffer.from(text))).toString('base64'),
  }));
  return Buffer.from(`{"signatures":${encodeCanonical(signatures)},"signed":${text}}`);
}

type Contents = { root: Root; index: Index; snapshot: Snapshot; timestamp: Timestamp; tidb: Component };
export type SmallMirror = Readonly<Record<keyof Contents, Uint8Array>>;

/** What an attack changes: what is signed (as JSON, any shape), or who signs, or the finished bytes. */
export type Change = {
  readonly [K in keyof Contents]?: {
    readonly signed?: (right: Contents[K]) => unknown;
    readonly keys?: readonly PrivateKey[];
    readonly bytes?: (right: Uint8Array) => Uint8Array;
  };
};

const base = { spec_version: '0.1.0', expires: '2027-01-01T00:00:00Z', version: 3 } as const;

/** A mirror with one component, right in everything but for the change; what points at the changed follows it. */
export function smallMirror(change: Change = {}): SmallMirror {
  const { root, index, snapshot, timestamp, pingcap, jdoe } = smallKeys;
  const role = (url: string, ...keys: PrivateKey[]) => ({ url, keys: keyRecord(...keys), threshold: 1 });
  const make = <K extends keyof Contents>(
    name: K,
    right: Contents[K],
    keys: readonly PrivateKey[],
  ): Uint8Array => {
    const { signed, keys: others, bytes } = change[name] ?? {};
    const sealed = seal((signed?.(right) ?? right) as JsonValue, others ?? keys);
    return bytes?.(sealed) ?? sealed;
  };
  const files = {
    root: make(
      'root',
      {
        _type: 'root',
        ...base,
        roles: {
          root: { ...role('/root.json', ...root), threshold: 3 },
          index: role('/index.json', index),
          snapshot: role('/snapshot.json', snapshot),
          timestamp: role('/timestamp.json', timestamp),
        },
      },
      root,
    ),
    tidb: make('tidb', smallComponent, [pingcap]),
    index: make(
      'index',
      {
        _type: 'index',
        ...base,
        owners: {
          pingcap: { name: 'PingCAP', keys: keyRecord(pingcap), threshold: 1 },
          jdoe: { name: 'J', keys: keyRecord(jdoe), threshold: 1 },
        },
        components: {
          tidb: { yanked: false, owner: 'pingcap', url: '/tidb.json', standalone: false, hidden: false },
        },
        default_components: ['tidb'],
      },
      [index],
    ),
  };
  const snapshotBytes = make(
    'snapshot',
    {
      _type: 'snapshot',
      ...base,
      version: 0,
      meta: {
        '/root.json': { version: 3, length: files.root.length },
        '/index.json': { version: 3, length: files.index.length },
        '/tidb.json': { version: 3, length: files.tidb.length },
      },
    },
    [snapshot],
  );
  const sha256 = createHash('sha256').update(snapshotBytes).digest('hex');
  const timestampBytes = make(
    'timestamp',
    {
      _type: 'timestamp',
      ...base,
      meta: { '/snapshot.json': { hashes: { sha256 }, length: snapshotBytes.length } },
    },
    [timestamp],
  );
  return { ...files, snapshot: snapshotBytes, timestamp: timestampBytes };
}

export const smallComponent: Component = {
  _type: 'component',
  ...base,
  id: 'tidb',
  description: 'A database, "distributed"',
  nightly: '',
  platforms: {
    'linux/amd64': {
      'v1.0.0': {
        url: '/tidb-v1.0.0-linux-amd64.tar.gz',
        yanked: false,
        entry: 'bin/tidb',
        released: '2026-11-22T01:16:32Z',
        dependencies: null,
        hashes: { sha256: 'a'.repeat(64), sha512: 'b'.repeat(128) },
        length: 1200,
      },
      'v1.1.0': {
        url: '/tidb-v1.1.0-linux-amd64.tar.gz',
        yanked: true,
        entry: 'bin/tidb',
        released: '2026-11-22T01:16:32Z',
        dependencies: null,
        hashes: { sha256: 'c'.repeat(64) },
        length: 0,
      },
    },
  },
};

export type ReadMirror = {
  readonly root: Verified<Root>;
  readonly timestamp: Verified<Timestamp>;
  readonly snapshot: Verified<Snapshot>;
  readonly index: Verified<Index>;
  readonly tidb: Verified<Component>;
};

/** Reads all of it in order, knowing what `known` knows, or throws at the first that isn't right. */
export function readMirror(
  files: SmallMirror,
  {
    now = smallNow,
    known,
    anchor = { kind: 'self' },
  }: { now?: Date; known?: ReadMirror; anchor?: RootAnchor } = {},
): ReadMirror {
  const root = acceptRoot(files.root, 'root.json', anchor);
  const timestamp = verifyTimestamp(files.timestamp, root, now, known?.timestamp);
  const snapshot = verifySnapshot(files.snapshot, root, timestamp, now, known?.snapshot);
  const index = verifyIndex(files.index, root, snapshot, now, known?.index);
  const tidb = verifyComponent('tidb', files.tidb, index, snapshot, now, known?.tidb);
  return { root, timestamp, snapshot, index, tidb };
}
