import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyId } from '../../../../source/engine/domain/key.ts';
import type { Index, PublicKey, Root } from '../../../../source/engine/domain/manifest.ts';
import { unusableOwners } from '../../../../source/engine/domain/trust.ts';
import type { ErrorCode } from '../../../../source/engine/errors.ts';
import type { Facts } from '../../../../source/engine/events.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { type Change, keyRecord, readMirror, smallKeys, smallMirror } from '../../../helpers/small-mirror.ts';

const { root: rootKeys, index, timestamp, pingcap, jdoe } = smallKeys;

/** Changes bytes of a file after it was signed. */
function replaced(from: string | RegExp, to: string) {
  return (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString();
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return Buffer.from(changed);
  };
}

const ec = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }),
);
const rsa = (pem: string): PublicKey => ({
  keytype: 'rsa',
  keyval: { public: pem },
  scheme: 'rsassa-pss-sha256',
});
const byId = (...keys: PublicKey[]) => Object.fromEntries(keys.map((key) => [keyId(key), key]));
const withRole = (role: keyof Root['roles'], change: object) => (root: Root) => ({
  ...root,
  roles: { ...root.roles, [role]: { ...root.roles[role], ...change } },
});
const withOwner = (change: object) => (manifest: Index) => ({
  ...manifest,
  owners: { ...manifest.owners, pingcap: { ...manifest.owners.pingcap, ...change } },
});
const trimmed = rsa(timestamp.public.keyval.public.trimEnd());

const attacks: readonly [string, Change, ErrorCode, Facts][] = [
  // forgery
  [
    'a root changed after signing',
    { root: { bytes: replaced('"version":3', '"version":4') } },
    'signature-invalid',
    { file: 'root.json' },
  ],
  [
    'an index changed after signing',
    { index: { bytes: replaced('PingCAP', 'PingCUP') } },
    'signature-invalid',
    { file: '3.index.json', key: index.id },
  ],
  [
    'a component changed after signing',
    { tidb: { bytes: replaced('aaaa', 'aaab') } },
    'signature-invalid',
    { file: '3.tidb.json', key: pingcap.id },
  ],
  [
    'a timestamp changed after signing',
    { timestamp: { bytes: replaced('2027', '2028') } },
    'signature-invalid',
    { file: 'timestamp.json', key: timestamp.id },
  ],
  [
    'no signature',
    { index: { keys: [] } },
    'signature-threshold',
    { file: '3.index.json', needed: 1, got: 0 },
  ],
  [
    'a root signed by two of three',
    { root: { keys: rootKeys.slice(0, 2) } },
    'signature-threshold',
    { file: 'root.json', needed: 3, got: 2 },
  ],
  [
    'a snapshot signed by the timestamp key',
    { snapshot: { keys: [timestamp] } },
    'signature-threshold',
    { file: 'snapshot.json', needed: 1, got: 0 },
  ],
  [
    'an index signed by an owner',
    { index: { keys: [pingcap] } },
    'signature-threshold',
    { file: '3.index.json' },
  ],
  [
    'a component signed by another owner',
    { tidb: { keys: [jdoe] } },
    'signature-threshold',
    { file: '3.tidb.json' },
  ],
  [
    'a component signed by the index key',
    { tidb: { keys: [index] } },
    'signature-threshold',
    { file: '3.tidb.json' },
  ],
  [
    'the same signature twice',
    { tidb: { bytes: replaced(/\[(\{"keyid.*?\})\]/, '[$1,$1]') } },
    'signature-invalid',
    { file: '3.tidb.json', key: pingcap.id },
  ],
  [
    "a stranger's signature twice",
    { tidb: { bytes: replaced('}],"signed"', '},{"keyid":"x","sig":""},{"keyid":"x","sig":""}],"signed"') } },
    'signature-invalid',
    { file: '3.tidb.json', key: 'x' },
  ],
  [
    'a signature under another id',
    { tidb: { keys: [pingcap], bytes: replaced(pingcap.id, jdoe.id) } },
    'signature-threshold',
    { file: '3.tidb.json' },
  ],
  [
    'an owner with more threshold than signatures',
    { index: { signed: withOwner({ threshold: 2 }) } },
    'signature-threshold',
    { file: '3.tidb.json', needed: 2, got: 1 },
  ],
  // keys
  [
    'a role key of another kind under RSA',
    { root: { signed: withRole('index', { keys: byId(rsa(ec)) }) } },
    'key-unusable',
    { file: 'root.json' },
  ],
  [
    'a role key under an id that is not its hash',
    { root: { signed: withRole('index', { keys: { ['0'.repeat(64)]: index.public } }) } },
    'key-unusable',
    { file: 'root.json', key: '0'.repeat(64) },
  ],
  [
    'an owner key under an id that is not its hash',
    { index: { signed: withOwner({ keys: { x: pingcap.public } }) } },
    'key-unusable',
    { file: '3.index.json', owner: 'pingcap', key: 'x' },
  ],
  [
    'one key under two ids for a threshold of two',
    {
      root: {
        signed: withRole('timestamp', { keys: { ...keyRecord(timestamp), ...byId(trimmed) }, threshold: 2 }),
      },
      timestamp: {
        bytes: replaced(
          /\[\{"keyid":"([^"]+)","sig":"([^"]+)"\}\]/,
          `[{"keyid":"$1","sig":"$2"},{"keyid":"${keyId(trimmed)}","sig":"$2"}]`,
        ),
      },
    },
    'manifest-too-long',
    { file: 'timestamp.json' },
  ],
  [
    'one owner key under two ids for a threshold of two',
    {
      index: {
        signed: withOwner({
          keys: { ...keyRecord(pingcap), ...byId(rsa(pingcap.public.keyval.public.trimEnd())) },
          threshold: 2,
        }),
      },
      tidb: {
        bytes: replaced(
          /\[\{"keyid":"([^"]+)","sig":"([^"]+)"\}\]/,
          `[{"keyid":"$1","sig":"$2"},{"keyid":"${keyId(rsa(pingcap.public.keyval.public.trimEnd()))}","sig":"$2"}]`,
        ),
      },
    },
    'signature-threshold',
    { file: '3.tidb.json', needed: 2, got: 1 },
  ],
  [
    'null for keys',
    { root: { signed: withRole('index', { keys: null }) } },
    'manifest-malformed',
    { file: 'root.json', field: 'signed.roles.index.keys' },
  ],
  [
    'null for a key',
    { index: { signed: withOwner({ keys: { x: null } }) } },
    'manifest-malformed',
    { file: '3.index.json', field: 'signed.owners.pingcap.keys.x' },
  ],
  [
    'null for signed',
    { snapshot: { signed: () => ({ toJSON: null }) } },
    'manifest-malformed',
    { file: 'snapshot.json' },
  ],
];

describe('who signed (beat list 35, 36)', () => {
  test.each(attacks)('%s is refused', (_, change, code, facts) => {
    const refused = refusal(() => readMirror(smallMirror(change)));
    expect(refused).toMatchObject({ code, facts });
  });

  test('a signature by a key that nobody listed is passed over', () => {
    expect(refusal(() => readMirror(smallMirror({ tidb: { keys: [jdoe, pingcap] } })))).toBeNull();
  });

  test('a wrong signature by a second listed key spoils what one right signature would do for', () => {
    const both = withOwner({ keys: keyRecord(pingcap, jdoe) });
    const right: Change = { index: { signed: both }, tidb: { keys: [pingcap, jdoe] } };
    expect(refusal(() => readMirror(smallMirror(right)))).toBeNull();
    const wrong: Change = {
      index: { signed: both },
      tidb: { bytes: replaced('}],"signed"', `},{"keyid":"${jdoe.id}","sig":"AAAA"}],"signed"`) },
    };
    expect(refusal(() => readMirror(smallMirror(wrong)))).toMatchObject({
      code: 'signature-invalid',
      facts: { key: jdoe.id },
    });
  });

  test("one owner's unusable key leaves the others' components usable (beat list 40)", () => {
    const odd: Change = {
      index: {
        signed: (right) => ({
          ...right,
          owners: { ...right.owners, jdoe: { name: 'J', keys: byId(rsa(ec)), threshold: 1 } },
        }),
      },
    };
    const mirror = readMirror(smallMirror(odd));
    expect([...unusableOwners(mirror.index.manifest).keys()]).toEqual(['jdoe']);
  });
});
