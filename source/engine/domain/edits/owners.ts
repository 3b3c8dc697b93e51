import { EngineError } from '../../errors.ts';
import { keyId } from '../key.ts';
import type { Component, Index, Owner, PublicKey } from '../manifest.ts';
import { own } from '../record.ts';
import type { Verified } from '../trust.ts';
import { checkFreeKeys, checkThreshold } from './grant.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';

/** Throws `owner-unknown`. */
export function ownerOf(index: Index, id: string): Owner {
  const owner = own(index.owners, id);
  if (owner !== undefined) return owner;
  throw new EngineError('owner-unknown', `the mirror has no owner ${id}`, { facts: { owner: id } });
}

/** Ids of the components of an owner, sorted: those that clients find, and those that are yanked. */
export function componentsOf(
  index: Index,
  owner: string,
): { readonly live: string[]; readonly yanked: string[] } {
  const mine = Object.entries(index.components).filter(([, item]) => item.owner === owner);
  const ids = (wanted: boolean) => mine.flatMap(([id, { yanked }]) => (yanked === wanted ? [id] : [])).sort();
  return { live: ids(false), yanked: ids(true) };
}

/**
 * The next index, in which an owner has more keys, or has to sign with more of them.
 * @throws `owner-unknown`, `key-exists`, `key-unusable`, `usage` for a threshold that can't be
 */
export function addOwnerKeys(
  index: Index,
  id: string,
  added: readonly PublicKey[],
  threshold: number | undefined,
  now: Date,
  lifetimes: Lifetimes,
): Index {
  const owner = ownerOf(index, id);
  checkFreeKeys(index, added);
  const keys = { ...owner.keys, ...Object.fromEntries(added.map((key) => [keyId(key), key])) };
  return withOwner(
    index,
    id,
    { ...owner, keys, threshold: checkThreshold(keys, threshold ?? owner.threshold) },
    now,
    lifetimes,
  );
}

/**
 * The next index, in which a key of an owner has given way to another.
 * @param old the key's id, or as much of its beginning as tells it from the owner's others
 * @throws `owner-unknown`, `key-not-owner` for a key that the owner doesn't have, `key-exists`, `key-unusable`
 */
export function replaceOwnerKey(
  index: Index,
  id: string,
  old: string,
  key: PublicKey,
  now: Date,
  lifetimes: Lifetimes,
): Index {
  const owner = ownerOf(index, id);
  const gone = ownersKey(owner, id, old);
  checkFreeKeys(index, [key]);
  const { [gone]: _, ...kept } = owner.keys;
  return withOwner(index, id, { ...owner, keys: { ...kept, [keyId(key)]: key } }, now, lifetimes);
}

/** The id of an owner's key by its beginning, eight digits at least. Throws `key-not-owner`. */
export function ownersKey(owner: Owner, id: string, beginning: string): string {
  const found = Object.keys(owner.keys).filter((key) => key.startsWith(beginning.toLowerCase()));
  const [key] = found;
  if (key !== undefined && found.length === 1 && beginning.length >= 8) return key;
  throw new EngineError('key-not-owner', `${id} has ${found.length} keys that begin with ${beginning}`, {
    facts: { owner: id, key: beginning },
  });
}

/**
 * The next index without an owner, and without its components, all of which are yanked. Their names go on with the
 * next version of their manifests, should they ever be published again: the snapshot remembers it.
 * @throws `owner-unknown`, `owner-in-use` while a component of the owner is not yanked
 */
export function revokeOwner(index: Index, id: string, now: Date, lifetimes: Lifetimes): Index {
  ownerOf(index, id);
  const { live, yanked } = componentsOf(index, id);
  if (live.length > 0) {
    throw new EngineError('owner-in-use', `${id} owns ${live.join(', ')}`, {
      facts: { owner: id, component: live.join(', '), count: live.length },
    });
  }
  const { [id]: _, ...owners } = index.owners;
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    owners,
    components: Object.fromEntries(Object.entries(index.components).filter(([, item]) => item.owner !== id)),
    default_components: index.default_components.filter((component) => !yanked.includes(component)),
  };
}

/**
 * Whether a component must be signed anew, because its owner's keys changed: a key that signed it is gone, or fewer
 * of the owner's keys signed it than have to.
 */
export function needsSignature({ signatures }: Verified<Component>, before: Owner, after: Owner): boolean {
  const signed = signatures.map(({ keyid }) => keyid);
  const isGone = (id: string) => Object.hasOwn(before.keys, id) && !Object.hasOwn(after.keys, id);
  const valid = signed.filter((id) => Object.hasOwn(after.keys, id) && Object.hasOwn(before.keys, id));
  return signed.some(isGone) || valid.length < after.threshold;
}

function withOwner(index: Index, id: string, owner: Owner, now: Date, lifetimes: Lifetimes): Index {
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    owners: { ...index.owners, [id]: owner },
  };
}
