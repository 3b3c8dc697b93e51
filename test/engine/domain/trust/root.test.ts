import { describe, expect, test } from 'vitest';
import type { Root, Timestamp } from '../../../../source/engine/domain/manifest.ts';
import { officialAddress, officialRoots } from '../../../../source/engine/domain/official-root.ts';
import type { PrivateKey } from '../../../../source/engine/domain/private-key.ts';
import {
  acceptRoot,
  checkRootExpiry,
  fingerprintOf,
  newerRoot,
  nextRoot,
  rootFingerprint,
  verifySnapshot,
  verifyTimestamp,
} from '../../../../source/engine/domain/trust.ts';
import { goldenFile, goldenNow } from '../../../helpers/golden.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { keyRecord, seal, smallKeys, smallMirror, smallNow } from '../../../helpers/small-mirror.ts';

const { root: keys, index, pingcap, jdoe } = smallKeys;
const bytes = smallMirror().root;
const first = acceptRoot(bytes, 'root.json', { kind: 'self' });
const fingerprint = rootFingerprint(first.manifest);

describe('the first root', () => {
  test('has the fingerprint of its sorted key ids', () => {
    const ids = keys.map(({ id }) => id);
    expect(fingerprint).toBe(fingerprintOf([...ids].sort().reverse()));
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is taken by what is known of it', () => {
    for (const anchor of [
      { kind: 'fingerprint', fingerprint: fingerprint.toUpperCase() },
      { kind: 'fingerprint', fingerprint, threshold: 3 },
    ] as const) {
      expect(acceptRoot(bytes, 'root.json', anchor).manifest.version).toBe(3);
    }
  });

  test('is refused otherwise', () => {
    const refused = (anchor: Parameters<typeof acceptRoot>[2], file = 'root.json') =>
      refusal(() => acceptRoot(bytes, file, anchor))?.code;
    expect(refused({ kind: 'fingerprint', fingerprint: '0'.repeat(64) })).toBe('fingerprint-mismatch');
    expect(refused({ kind: 'fingerprint', fingerprint, threshold: 4 })).toBe('signature-threshold');
    expect(refused({ kind: 'official' })).toBe('fingerprint-mismatch');
    expect(refused({ kind: 'self' }, '2.root.json')).toBe('binding-mismatch');
    expect(refused({ kind: 'self' }, '3.root.json')).toBeUndefined();
  });

  test('the official ones are known, and so is the address', () => {
    expect(officialAddress).toBe('https://tiup-mirrors.pingcap.com/');
    expect(
      officialRoots.map(({ version, threshold, keyIds }) => [version, threshold, keyIds.length]),
    ).toEqual([
      [1, 3, 5],
      [6, 3, 5],
    ]);
  });
});

describe('the next root', () => {
  const newKeys = [keys[0], keys[1], index].flatMap((key) => key ?? []);
  const rotated = (change: Partial<Root> = {}, threshold = 3): Root => ({
    ...first.manifest,
    version: 4,
    roles: { ...first.manifest.roles, root: { url: '/root.json', keys: keyRecord(...newKeys), threshold } },
    ...change,
  });
  const all = [...keys, index];
  const take = (root: Root, signers: readonly PrivateKey[], file = '4.root.json') =>
    nextRoot(first, seal(root, signers), file);

  test('is taken when both the old and the new keys sign', () => {
    const second = take(rotated(), all);
    expect(rootFingerprint(second.manifest)).not.toBe(fingerprint);
    const third = { ...rotated({ version: 5 }) };
    expect(nextRoot(second, seal(third, newKeys), '5.root.json').manifest.version).toBe(5);
  });

  test.each<[string, Root, readonly PrivateKey[], string]>([
    ['only the old keys sign', rotated(), keys, 'signature-threshold'],
    ['only the new keys sign', rotated(), newKeys, 'signature-threshold'],
    ['strangers sign', rotated(), [pingcap, jdoe], 'signature-threshold'],
    ['it leaves a version out', rotated({ version: 5 }), all, 'binding-mismatch'],
    ['it is the same version', rotated({ version: 3 }), all, 'rollback'],
    ['it is an older version', rotated({ version: 1 }), all, 'rollback'],
    ['it expires before the old one', rotated({ expires: '2026-12-31T23:59:59Z' }), all, 'rollback'],
    ['its threshold is 0', rotated({}, 0), all, 'manifest-malformed'],
    ['its threshold is higher than its keys', rotated({}, 4), all, 'manifest-malformed'],
  ])('is refused when %s', (_, root, signers, code) => {
    expect(refusal(() => take(root, signers))?.code).toBe(code);
  });

  test('is refused under the name of another version', () => {
    expect(refusal(() => take(rotated(), all, '5.root.json'))?.code).toBe('binding-mismatch');
  });

  test('expires by itself: an old one in the chain may be long over', () => {
    const old = acceptRoot(seal({ ...rotated(), expires: '2020-01-01T00:00:00Z' }, all), 'root.json', {
      kind: 'self',
    });
    expect(refusal(() => checkRootExpiry(old, smallNow))).toEqual({
      code: 'manifest-expired',
      facts: { file: 'root.json', expires: '2020-01-01T00:00:00Z', now: smallNow.toISOString() },
    });
    const next = nextRoot(old, seal(rotated({ version: 5 }), all), '5.root.json');
    expect(refusal(() => checkRootExpiry(next, smallNow))).toBeNull();
  });

  test('is asked for by the snapshot', () => {
    const read = (name: string) => goldenFile(`origin-rotated/${name}`);
    const old = acceptRoot(read('root.json'), 'root.json', { kind: 'self' });
    const timestamp = verifyTimestamp(read('timestamp.json'), old, goldenNow);
    const snapshot = verifySnapshot(read('snapshot.json'), old, timestamp, goldenNow);
    expect(newerRoot(snapshot, old)).toBe(2);
    const next = nextRoot(old, read('2.root.json'), '2.root.json');
    expect(newerRoot(snapshot, next)).toBeNull();
    const known = timestamp.manifest satisfies Timestamp;
    expect(verifyTimestamp(read('timestamp.json'), next, goldenNow, timestamp).manifest).toEqual(known);
  });
});
