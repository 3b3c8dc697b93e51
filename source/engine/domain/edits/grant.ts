import { EngineError } from '../../errors.ts';
import { keyId, keyMaterial } from '../key.ts';
import type { Index, Owner, PublicKey } from '../manifest.ts';
import { checkOwnerId } from '../names.ts';
import { own } from '../record.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';

export type NewOwner = {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly PublicKey[];
  /** How many of the keys have to sign; default 1. */
  readonly threshold?: number | undefined;
  /** Keys that no stock client reads are meant to be there. */
  readonly allowEd25519?: boolean | undefined;
};

/** Stock clients refuse a whole index for one key of another kind, so none is put into one that wasn't asked for. */
function checkOwnerKey(key: PublicKey, allowEd25519: boolean): void {
  if (key.keytype === 'rsa' && key.scheme === 'rsassa-pss-sha256') return;
  if (allowEd25519 && key.keytype === 'ed25519' && keyMaterial(key) !== null) return;
  throw new EngineError(
    'key-unusable',
    `a key of type ${key.keytype} can't become an owner's: stock clients would refuse the whole mirror for it`,
    { facts: { key: keyId(key), field: 'keytype', got: key.keytype, expected: 'rsa' } },
  );
}

/**
 * Keys that are about to become an owner's: usable, nobody's yet, and each another one, however it is written.
 * @throws `key-unusable`, `key-exists`
 */
export function checkFreeKeys(index: Index, keys: readonly PublicKey[], allowEd25519 = false): void {
  const taken = new Map(
    Object.entries(index.owners).flatMap(([owner, listed]) =>
      Object.values(listed.keys).map((key) => [keyMaterial(key) ?? keyId(key), owner] as const),
    ),
  );
  const mine = new Set<string>();
  for (const key of keys) {
    checkOwnerKey(key, allowEd25519);
    const id = keyId(key);
    const material = keyMaterial(key) ?? id;
    const owner = taken.get(material);
    if (owner !== undefined) {
      throw new EngineError('key-exists', `key ${id} is the one of owner ${owner}`, {
        facts: { key: id, owner },
      });
    }
    if (mine.has(material)) {
      throw new EngineError('key-exists', `key ${id} is named twice`, { facts: { key: id } });
    }
    mine.add(material);
  }
}

/** Throws `usage` unless there are that many keys. */
export function checkThreshold(keys: Owner['keys'], threshold: number): number {
  const most = Object.keys(keys).length;
  if (Number.isInteger(threshold) && threshold >= 1 && threshold <= most) return threshold;
  throw new EngineError('usage', `of ${most} keys not ${threshold} can be asked to sign`, {
    facts: { field: 'threshold', expected: most, got: threshold },
  });
}

/**
 * The next index, with one more owner.
 * @throws `name-invalid`, `owner-reserved`, `owner-exists`, `key-exists`, `key-unusable`, `usage` for a threshold
 *   that its keys can't reach
 */
export function grantOwner(index: Index, owner: NewOwner, now: Date, lifetimes: Lifetimes): Index {
  const id = checkOwnerId(owner.id);
  if (own(index.owners, id) !== undefined) {
    throw new EngineError('owner-exists', `the mirror has an owner ${id}`, { facts: { owner: id } });
  }
  checkFreeKeys(index, owner.keys, owner.allowEd25519);
  const keys = Object.fromEntries(owner.keys.map((key) => [keyId(key), key]));
  const threshold = checkThreshold(keys, owner.threshold ?? 1);
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    owners: { ...index.owners, [id]: { name: owner.name, keys, threshold } },
  };
}
