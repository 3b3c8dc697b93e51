import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../../source/engine/errors.ts';
import type { Facts } from '../../../../source/engine/events.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { type Change, later, readMirror, smallKeys, smallMirror } from '../../../helpers/small-mirror.ts';

const { jdoe } = smallKeys;
const past = '2026-11-22T01:59:59Z';

const attacks: readonly [string, Change, ErrorCode, Facts][] = [
  // expiry
  [
    'an expired root',
    { root: { signed: (root) => ({ ...root, expires: past }) } },
    'manifest-expired',
    { file: 'root.json', expires: past, now: '2026-11-22T02:00:00.000Z' },
  ],
  [
    'an expired timestamp',
    { timestamp: { signed: (right) => ({ ...right, expires: past }) } },
    'manifest-expired',
    { file: 'timestamp.json', expires: past },
  ],
  [
    'an expired snapshot',
    { snapshot: { signed: (right) => ({ ...right, expires: past }) } },
    'manifest-expired',
    { file: 'snapshot.json', expires: past },
  ],
  [
    'an expired index',
    { index: { signed: (right) => ({ ...right, expires: past }) } },
    'manifest-expired',
    { file: '3.index.json', expires: past },
  ],
  [
    'an expired component',
    { tidb: { signed: (right) => ({ ...right, expires: past }) } },
    'manifest-expired',
    { file: '3.tidb.json', expires: past },
  ],
  [
    'an expired and forged index',
    { index: { signed: (right) => ({ ...right, expires: past }), keys: [jdoe] } },
    'signature-threshold',
    { file: '3.index.json' },
  ],
  // what belongs together
  [
    'another version of the index',
    { index: { signed: (right) => ({ ...right, version: 2 }) } },
    'binding-mismatch',
    { file: '3.index.json', expected: 3, got: 2 },
  ],
  [
    'another version of a component',
    { tidb: { signed: (right) => ({ ...right, version: 4 }) } },
    'binding-mismatch',
    { file: '3.tidb.json', expected: 3, got: 4 },
  ],
  [
    "the owner's other component",
    { tidb: { signed: (right) => ({ ...right, id: 'tikv' }) } },
    'binding-mismatch',
    { file: '3.tidb.json', expected: 'tidb', got: 'tikv' },
  ],
  [
    'an index where the snapshot belongs',
    { snapshot: { signed: (right) => ({ ...right, _type: 'timestamp' }) } },
    'binding-mismatch',
    { file: 'snapshot.json', field: 'signed._type' },
  ],
  [
    'a component that is an index',
    { tidb: { signed: (right) => ({ ...right, _type: 'index' }) } },
    'binding-mismatch',
    { file: '3.tidb.json', field: 'signed._type' },
  ],
  [
    'a snapshot that the timestamp does not know',
    {
      timestamp: {
        signed: ({ meta, ...right }) => ({
          ...right,
          meta: { '/snapshot.json': { ...meta['/snapshot.json'], hashes: { sha256: '0'.repeat(64) } } },
        }),
      },
    },
    'hash-mismatch',
    { file: 'snapshot.json', expected: '0'.repeat(64) },
  ],
  [
    'one right hash and one wrong',
    {
      timestamp: {
        signed: ({ meta, ...right }) => ({
          ...right,
          meta: {
            '/snapshot.json': {
              length: 0,
              hashes: { ...meta['/snapshot.json']?.hashes, sha512: '0'.repeat(128) },
            },
          },
        }),
      },
    },
    'hash-mismatch',
    { file: 'snapshot.json' },
  ],
  [
    'a snapshot without the component',
    {
      snapshot: {
        signed: ({ meta, ...right }) => ({
          ...right,
          meta: Object.fromEntries(Object.entries(meta).filter(([url]) => url !== '/tidb.json')),
        }),
      },
    },
    'binding-mismatch',
    { file: 'snapshot.json', expected: '/tidb.json' },
  ],
  [
    'an index without the component',
    { index: { signed: (right) => ({ ...right, components: {}, default_components: [] }) } },
    'component-unknown',
    { component: 'tidb' },
  ],
  // sizes
  [
    'a timestamp of 1025 bytes',
    { timestamp: { bytes: (bytes) => Buffer.concat([bytes, Buffer.alloc(1025 - bytes.length, ' ')]) } },
    'manifest-too-long',
    { file: 'timestamp.json', expected: 1024, got: 1025 },
  ],
  [
    'an index longer than the snapshot says',
    {
      snapshot: {
        signed: ({ meta, ...right }) => ({
          ...right,
          meta: { ...meta, '/index.json': { version: 3, length: 9 } },
        }),
      },
    },
    'manifest-too-long',
    { file: '3.index.json', expected: 9 },
  ],
  [
    'a snapshot longer than the timestamp says',
    {
      timestamp: {
        signed: ({ meta, ...right }) => ({
          ...right,
          meta: { '/snapshot.json': { hashes: meta['/snapshot.json']?.hashes, length: 9 } },
        }),
      },
    },
    'manifest-too-long',
    { file: 'snapshot.json', expected: 9 },
  ],
];

describe('what belongs together, and until when', () => {
  test('that is right', () => {
    const files = smallMirror();
    const mirror = readMirror(files);
    expect(mirror.tidb.manifest.id).toBe('tidb');
    expect(mirror.tidb.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(readMirror(files, { known: mirror }).index.manifest).toEqual(mirror.index.manifest);
  });

  test.each(attacks)('%s is refused (beat list 6, 35)', (_, change, code, facts) => {
    const refused = refusal(() => readMirror(smallMirror(change)));
    expect(refused).toMatchObject({ code, facts });
  });

  test('a mirror as it was years ago is refused for its timestamp, whose keys the root still has', () => {
    expect(refusal(() => readMirror(smallMirror(), { now: later }))?.facts.file).toBe('root.json');
  });

  test('lengths are upper bounds, and 0 is none', () => {
    for (const length of [0, 100_000]) {
      const change: Change = {
        snapshot: {
          signed: ({ meta, ...right }) => ({
            ...right,
            meta: Object.fromEntries(Object.entries(meta).map(([url, entry]) => [url, { ...entry, length }])),
          }),
        },
        timestamp: {
          signed: ({ meta, ...right }) => ({
            ...right,
            meta: { '/snapshot.json': { hashes: meta['/snapshot.json']?.hashes, length } },
          }),
        },
      };
      expect(refusal(() => readMirror(smallMirror(change)))).toBeNull();
    }
  });
});
