import { encodeCanonical } from './canonical-json.ts';
import { keyMaterial, verifyWith } from './key.ts';
import type { Component, Index, Owner, PublicKey, Role, Root, Signature } from './manifest.ts';
import type { PrivateKey } from './private-key.ts';
import { own } from './record.ts';

/** Keys of which so many have to sign. */
export type Quorum = {
  /** `old` and `new` for the keys of the root that is and of the next one; else a role, or the owner's id. */
  readonly name: string;
  readonly keys: Readonly<Record<string, PublicKey>>;
  readonly threshold: number;
};

/** A manifest that several people sign, each where his key is. */
export type Signing = {
  /** The manifest's name for messages, as in `2.root.json`. */
  readonly file: string;
  /** What is signed: canonical JSON. */
  readonly signed: string;
  /** Every one of them has to be reached. */
  readonly quorums: readonly Quorum[];
};

/** How far a quorum is. `missing` are the ids of its keys that have not signed, sorted. */
export type Standing = {
  readonly name: string;
  readonly needed: number;
  readonly got: number;
  readonly missing: readonly string[];
};

/** The next root: signed by the keys that hand over, and by those that take over. */
export function rootSigning(current: Root, next: Root): Signing {
  return {
    file: `${next.version}.root.json`,
    signed: encodeCanonical(next),
    quorums: [
      { name: 'old', ...current.roles.root },
      { name: 'new', ...next.roles.root },
    ],
  };
}

/** A component's manifest: signed by its owner. */
export function componentSigning(component: Component, id: string, owner: Owner): Signing {
  return {
    file: `${component.version}.${component.id}.json`,
    signed: encodeCanonical(component),
    quorums: [{ name: id, keys: owner.keys, threshold: owner.threshold }],
  };
}

/** A role's next manifest, signed by the keys that it has: of a root whose keys stay the same, or of an index. */
export function roleSigning(manifest: Root | Index, { keys, threshold }: Role): Signing {
  const { _type: name, version } = manifest;
  return {
    file: `${version}.${name}.json`,
    signed: encodeCanonical(manifest),
    quorums: [{ name, keys, threshold }],
  };
}

/** What a signature is worth here: nobody's who counts, not made by the key that it names, or right. */
export function judgeSignature(
  { signed, quorums }: Signing,
  { keyid, sig }: Signature,
): 'unlisted' | 'wrong' | 'right' {
  const key = quorums.map(({ keys }) => own(keys, keyid)).find((found) => found !== undefined);
  if (key === undefined) return 'unlisted';
  return verifyWith(key, Buffer.from(signed), sig) ? 'right' : 'wrong';
}

/** The right ones of these signatures, each key's last one: stale ones and those of others are left behind. */
export function rightSignatures(signing: Signing, signatures: readonly Signature[]): Signature[] {
  const right = signatures.filter((signature) => judgeSignature(signing, signature) === 'right');
  return [...new Map(right.map((signature) => [signature.keyid, signature])).values()];
}

/** How far the signing is with these signatures, which are right. Two ids of one key count once. */
export function standingOf({ quorums }: Signing, signatures: readonly Signature[]): Standing[] {
  const signed = new Set(signatures.map(({ keyid }) => keyid));
  return quorums.map(({ name, keys, threshold }) => {
    const ids = Object.keys(keys).sort();
    const materials = Object.entries(keys).flatMap(([id, key]) => (signed.has(id) ? [keyMaterial(key)] : []));
    return {
      name,
      needed: threshold,
      got: new Set(materials).size,
      missing: ids.filter((id) => !signed.has(id)),
    };
  });
}

/** Whether every quorum is reached. */
export function isSigned(standing: readonly Standing[]): boolean {
  return standing.every(({ needed, got }) => got >= needed);
}

/** Signs with those of `keys` that count. */
export function signHere({ signed, quorums }: Signing, keys: readonly PrivateKey[]): Signature[] {
  const bytes = Buffer.from(signed);
  const mine = keys.filter(({ id }) => quorums.some((quorum) => Object.hasOwn(quorum.keys, id)));
  return [...new Map(mine.map((key) => [key.id, key])).values()].map((key) => ({
    keyid: key.id,
    sig: Buffer.from(key.sign(bytes)).toString('base64'),
  }));
}
