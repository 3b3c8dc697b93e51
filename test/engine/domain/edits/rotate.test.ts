import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import {
  changedRoot,
  differences,
  type RootChange,
  rotationEdit,
} from '../../../../source/engine/domain/edits/rotate.ts';
import { parsePrivateKey } from '../../../../source/engine/domain/key-file.ts';
import type { Root, TopRole } from '../../../../source/engine/domain/manifest.ts';
import { ed25519Key, type PrivateKey } from '../../../../source/engine/domain/private-key.ts';
import {
  checkChange,
  checkRotation,
  type RotationRules,
} from '../../../../source/engine/domain/rotation-rules.ts';
import {
  isSigned,
  judgeSignature,
  rightSignatures,
  rootSigning,
  signHere,
  standingOf,
} from '../../../../source/engine/domain/signing.ts';
import { nextRoot } from '../../../../source/engine/domain/trust.ts';
import { goldenFile, goldenFolder, goldenNow as now } from '../../../helpers/golden.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { readMirror, smallKeys, smallMirror } from '../../../helpers/small-mirror.ts';

const state = readMirror(smallMirror());
const current = state.root.manifest;
const index = state.index.manifest;
/** Seven keys that the small mirror doesn't know. */
const others = readdirSync(join(goldenFolder(), 'clone-full', 'keys')).map((name) =>
  parsePrivateKey(goldenFile(`clone-full/keys/${name}`), name),
);
const [k1, k2, k3] = others as [PrivateKey, PrivateKey, PrivateKey];
const expires = '2028-01-01T00:00:00Z';

const next = (...changes: readonly RootChange[]): Root => changedRoot(current, changes, expires);
const keysOf = (root: Root, role: TopRole): string[] => Object.keys(root.roles[role].keys).sort();
const idsOf = (...keys: readonly PrivateKey[]): string[] => keys.map(({ id }) => id).sort();
const [first, second, third] = smallKeys.root as [PrivateKey, PrivateKey, PrivateKey];

function checked(root: Root, rules: Partial<RotationRules> = {}) {
  return refusal(() => checkRotation(current, root, { index, now, lost: [], allowEd25519: false, ...rules }));
}
const replace = (old: PrivateKey, by: PrivateKey): RootChange => ({
  kind: 'replace',
  role: null,
  key: old.id.slice(0, 16),
  by: by.public,
});

describe('the next root', () => {
  it('gets and loses keys and thresholds, one version on', () => {
    const root = next(
      { kind: 'add', role: 'root', key: k1.public },
      { kind: 'remove', role: 'root', key: first.id },
      replace(smallKeys.timestamp, k2),
      { kind: 'threshold', role: 'root', threshold: 2 },
    );
    expect(root).toMatchObject({ version: current.version + 1, expires });
    expect(keysOf(root, 'root')).toEqual(idsOf(k1, second, third));
    expect(keysOf(root, 'timestamp')).toEqual([k2.id]);
    expect(root.roles.index).toEqual(current.roles.index);
    expect(differences(current, root)).toEqual([
      { role: 'root', added: [k1.id], removed: [first.id], threshold: { from: 3, to: 2 } },
      { role: 'timestamp', added: [k2.id], removed: [smallKeys.timestamp.id], threshold: { from: 1, to: 1 } },
    ]);
    expect(checked(root)).toBeNull();
  });

  it('a key is named by its id or a beginning that tells it from the others, where it is listed', () => {
    const remove = (key: string, role: TopRole | null = null) =>
      refusal(() => next({ kind: 'remove', role, key }))?.code ?? null;
    expect(remove(first.id.slice(0, 8))).toBeNull();
    expect(remove(first.id.slice(0, 7))).toBe('usage');
    expect(remove(first.id, 'timestamp')).toBe('usage');
    expect(remove(k1.id)).toBe('usage');
    const everywhere = { ...current, roles: { ...current.roles, index: { ...current.roles.root } } };
    const replaced = changedRoot(everywhere, [replace(first, k1)], expires);
    expect(keysOf(replaced, 'index')).toEqual(idsOf(k1, second, third));
    expect(keysOf(replaced, 'root')).toEqual(idsOf(k1, second, third));
  });
});

describe('what is checked before anyone signs (beat list 12)', () => {
  it('the version is the next one, the structure that of a root', () => {
    expect(checked({ ...next(replace(first, k1)), version: current.version + 2 })).toMatchObject({
      code: 'binding-mismatch',
      facts: { expected: current.version + 1, got: current.version + 2 },
    });
    const wrongUrl = { ...next().roles, root: { ...current.roles.root, url: '/other.json' } };
    expect(checked({ ...next(), roles: wrongUrl })?.code).toBe('manifest-malformed');
    const same = { ...current, version: current.version + 1 };
    expect(checked(same)).toBeNull();
    expect(refusal(() => checkChange(current, same))?.code).toBe('usage');
    expect(refusal(() => checkChange(current, next()))).toBeNull();
    expect(checked(next())).toBeNull();
  });

  it('every role can be signed by its keys, the root by those that are left', () => {
    expect(checked(next({ kind: 'remove', role: null, key: first.id }))).toMatchObject({
      code: 'threshold-unreachable',
      facts: { role: 'root', needed: 3, got: 2 },
    });
    expect(checked(next({ kind: 'threshold', role: 'index', threshold: 2 }))?.facts.role).toBe('index');
    const twice: RootChange[] = [
      { kind: 'remove', role: null, key: first.id },
      { kind: 'threshold', role: 'root', threshold: 2 },
    ];
    expect(checked(next(...twice))).toBeNull();
    expect(checked(next(...twice), { lost: [first.id] })).toMatchObject({
      code: 'root-keys-lost',
      facts: { needed: 3, got: 2 },
    });
    const two = { ...current, roles: next(...twice).roles };
    const rules = { index, now, lost: [second.id], allowEd25519: false };
    expect(refusal(() => checkRotation(two, changedRoot(two, [], expires), rules))?.code).toBe(
      'root-keys-lost',
    );
  });

  it('the timestamp fits into 1024 bytes with all its signatures, in a rotation of keys that clients can follow', () => {
    expect(checked(next({ kind: 'add', role: 'timestamp', key: k1.public }))).toMatchObject({
      code: 'rotation-unreadable',
      facts: { file: 'timestamp.json', expected: 1024 },
    });
    expect(checked(next(replace(smallKeys.snapshot, k1)))).toMatchObject({
      code: 'rotation-unreadable',
      facts: { file: 'snapshot.json' },
    });
    expect(checked(next(replace(smallKeys.snapshot, k1), replace(smallKeys.timestamp, k2)))).toBeNull();
    expect(checked(next({ kind: 'add', role: 'snapshot', key: k1.public }))).toBeNull();
    expect(checked(next(replace(smallKeys.index, k1)))).toBeNull();
  });

  it('it expires neither before the old one nor before now', () => {
    const root = { ...next(replace(first, k1)), expires: '2026-12-31T00:00:00Z' };
    expect(checked(root)).toMatchObject({ code: 'expiry-earlier', facts: { expected: current.expires } });
    expect(checked(next(replace(first, k1)), { now: new Date('2029-01-01T00:00:00Z') })?.code).toBe(
      'manifest-expired',
    );
  });

  it("no key of an owner's, none that can't be used, none that stock can't use unless asked for", () => {
    expect(checked(next({ kind: 'add', role: 'root', key: smallKeys.jdoe.public }))).toMatchObject({
      code: 'key-exists',
      facts: { owner: 'jdoe', key: smallKeys.jdoe.id },
    });
    const modern: RootChange = { kind: 'add', role: 'root', key: ed25519Key(Buffer.alloc(32, 7)).public };
    expect(checked(next(modern))).toMatchObject({ code: 'key-unusable', facts: { got: 'ed25519' } });
    expect(checked(next(modern), { allowEd25519: true })).toBeNull();
    const misnamed = next();
    const keys = { ...current.roles.root.keys, ['0'.repeat(64)]: k1.public };
    expect(
      checked({ ...misnamed, roles: { ...misnamed.roles, root: { ...current.roles.root, keys } } })?.code,
    ).toBe('key-unusable');
  });
});

describe('signing the next root', () => {
  const root = next(replace(first, k1));
  const signing = rootSigning(current, root);
  const file = signing.file;

  it('needs the keys that hand over and those that take over', () => {
    const half = signHere(signing, [first, second, smallKeys.index, third]);
    expect(half.map(({ keyid }) => keyid).sort()).toEqual(idsOf(first, second, third));
    expect(standingOf(signing, half)).toEqual([
      { name: 'old', needed: 3, got: 3, missing: [] },
      { name: 'new', needed: 3, got: 2, missing: [k1.id] },
    ]);
    expect(isSigned(standingOf(signing, half))).toBe(false);
    const whole = [...half, ...signHere(signing, [k1])];
    expect(isSigned(standingOf(signing, whole))).toBe(true);
    const bytes = Buffer.from(`{"signatures":${JSON.stringify(whole)},"signed":${signing.signed}}`);
    expect(nextRoot(state.root, bytes, file).manifest).toEqual(root);
  });

  it('takes right signatures of listed keys alone, the last of each key (beat list 13)', () => {
    const [right] = signHere(signing, [first]);
    const [stale] = signHere(rootSigning(current, next(replace(first, k2))), [first]);
    const [stranger] = signHere(
      { ...signing, quorums: [{ name: 'x', keys: { [k3.id]: k3.public }, threshold: 1 }] },
      [k3],
    );
    if (right === undefined || stale === undefined || stranger === undefined) throw new Error('unsigned');
    expect(judgeSignature(signing, right)).toBe('right');
    expect(judgeSignature(signing, stale)).toBe('wrong');
    expect(judgeSignature(signing, stranger)).toBe('unlisted');
    expect(rightSignatures(signing, [stale, stranger, right])).toEqual([right]);
    expect(rightSignatures(signing, [right, right])).toEqual([right]);
  });
});

describe('what a rotation touches (beat list 12)', () => {
  it('the index is signed anew when other keys sign it from now on, or when it has expired', () => {
    const edit = (root: Root, at = now) => rotationEdit(state, root, at, stockLifetimes);
    expect(edit(next(replace(first, k1)))).toEqual({ root: next(replace(first, k1)) });
    expect(edit(next(replace(smallKeys.index, k1))).index).toMatchObject({ version: index.version + 1 });
    expect(edit(next({ kind: 'add', role: 'index', key: k1.public })).index?.owners).toEqual(index.owners);
    expect(edit(next(), new Date('2027-06-01T00:00:00Z')).index?.expires).toBe('2028-05-31T00:00:00Z');
  });
});
