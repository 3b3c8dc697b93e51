import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../../source/engine/errors.ts';
import type { Facts } from '../../../../source/engine/events.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { type Change, readMirror, smallMirror } from '../../../helpers/small-mirror.ts';

describe('a mirror that was known', () => {
  const known = readMirror(smallMirror());
  const version = (number: number) => (right: object) => ({ ...right, version: number });

  test.each<[string, Change, ErrorCode, Facts]>([
    [
      'an older timestamp',
      { timestamp: { signed: version(2) } },
      'rollback',
      { file: 'timestamp.json', expected: 3, got: 2 },
    ],
    [
      'the same timestamp with other content',
      { timestamp: { signed: (right) => ({ ...right, expires: '2027-01-02T00:00:00Z' }) } },
      'binding-mismatch',
      { file: 'timestamp.json' },
    ],
    [
      'an older component in a newer snapshot',
      {
        snapshot: {
          signed: ({ meta, ...right }) => ({
            ...right,
            meta: { ...meta, '/tidb.json': { version: 2, length: 0 } },
          }),
        },
        timestamp: { signed: version(4) },
      },
      'rollback',
      { file: '2.tidb.json', expected: 3, got: 2 },
    ],
    [
      'the same index with other content',
      {
        index: { signed: (right) => ({ ...right, default_components: [] }) },
        timestamp: { signed: version(4) },
      },
      'binding-mismatch',
      { file: '3.index.json' },
    ],
    [
      'the same component with other content',
      { tidb: { signed: (right) => ({ ...right, description: 'x' }) }, timestamp: { signed: version(4) } },
      'binding-mismatch',
      { file: '3.tidb.json' },
    ],
  ])('%s is refused', (_, change, code, facts) => {
    expect(refusal(() => readMirror(smallMirror(change), { known }))).toMatchObject({ code, facts });
  });

  test('the same timestamp, only signed anew, is the same', () => {
    const again = smallMirror();
    expect(Buffer.compare(again.index, known.index.bytes)).not.toBe(0); // the salt of a signature is random
    expect(
      refusal(() =>
        readMirror({ ...again, timestamp: known.timestamp.bytes, snapshot: known.snapshot.bytes }, { known }),
      ),
    ).toBeNull();
  });
});
