import { EngineError } from '../errors.ts';
import type { Component, Index, Root, Snapshot, Timestamp } from './manifest.ts';
import { versionedName } from './names.ts';
import { checkLength, longestManifest, parseManifest } from './parse.ts';
import { own } from './record.ts';
import { longestTimestamp } from './sign.ts';
import { checkExpiry, checkNotOlder, rollback } from './trust/age.ts';
import { checkBinding, checkHashes, entryOf } from './trust/binding.ts';
import { checkSignatures, unusableKey } from './trust/signatures.ts';
import { Verified } from './trust/verified.ts';

export { expiryOf, isExpired } from './trust/age.ts';
export { entryOf } from './trust/binding.ts';
export {
  acceptRoot,
  checkRootKeys,
  fingerprintOf,
  nextRoot,
  previousRoot,
  type RootAnchor,
  rootFingerprint,
} from './trust/root.ts';
export { type UnusableKey, unusableOwners } from './trust/signatures.ts';
export type { Verified } from './trust/verified.ts';

/*
 * How bytes from a mirror come to be trusted: root → timestamp → snapshot → index → components. Each function is a
 * list of steps, and each step keeps out one way to cheat. Signatures come before expiry, so that nothing unsigned
 * is ever taken for merely stale. `known` is what this client trusted before.
 *
 * Errors, all with the fact `file`: `manifest-too-long`, `manifest-malformed`, `signature-invalid`,
 * `signature-threshold`, `key-unusable`, `manifest-expired`, `rollback`, `hash-mismatch`, `binding-mismatch`.
 */

/** Throws `manifest-expired` when the root, and with it the keys of all roles, is too old at `now`. */
export function checkRootExpiry(root: Verified<Root>, now: Date): void {
  checkExpiry(root.manifest, root.file, now);
}

/** The timestamp: which snapshot is the newest. */
export function verifyTimestamp(
  bytes: Uint8Array,
  root: Verified<Root>,
  now: Date,
  known?: Verified<Timestamp>,
): Verified<Timestamp> {
  const file = 'timestamp.json';
  checkLength(bytes, longestTimestamp, file); // endless data
  const parsed = parseManifest('timestamp', bytes, file); // nonsense, and manifests of another kind
  checkSignatures(parsed, root.manifest.roles.timestamp); // forgery
  checkRootExpiry(root, now); // keys that are long replaced
  checkExpiry(parsed.signed, file, now); // a mirror frozen in the past
  checkNotOlder(parsed, known); // a mirror put back into the past
  return new Verified(parsed);
}

/** The snapshot: which version of every manifest belongs together. Version 0 for good, the hash dates it. */
export function verifySnapshot(
  bytes: Uint8Array,
  root: Verified<Root>,
  timestamp: Verified<Timestamp>,
  now: Date,
  known?: Verified<Snapshot>,
): Verified<Snapshot> {
  const file = 'snapshot.json';
  const entry = timestamp.manifest.meta['/snapshot.json'];
  checkLength(bytes, limitOf(entry), file); // endless data
  const parsed = parseManifest('snapshot', bytes, file); // nonsense, and manifests of another kind
  checkSignatures(parsed, root.manifest.roles.snapshot); // forgery, also with the timestamp's key
  checkRootExpiry(root, now); // keys that are long replaced
  checkExpiry(parsed.signed, file, now); // a mirror frozen in the past
  checkNoneOlder(parsed.signed, known, file); // single manifests put back into the past
  checkHashes(file, bytes, entry); // states mixed together
  return new Verified(parsed);
}

/**
 * A snapshot by its signatures alone, when the timestamp that dated it is lost: whoever repairs a mirror may give it
 * a new one. Nothing here says that it is the newest; no client may read a mirror by it.
 */
export function verifyUndatedSnapshot(bytes: Uint8Array, root: Verified<Root>): Verified<Snapshot> {
  const parsed = parseManifest('snapshot', bytes, 'snapshot.json'); // nonsense, and manifests of another kind
  checkSignatures(parsed, root.manifest.roles.snapshot); // forgery
  return new Verified(parsed);
}

/** The index: components, and owners with their keys. An owner with an unusable key doesn't spoil the others. */
export function verifyIndex(
  bytes: Uint8Array,
  root: Verified<Root>,
  snapshot: Verified<Snapshot>,
  now: Date,
  known?: Verified<Index>,
): Verified<Index> {
  const entry = entryOf(snapshot, '/index.json');
  const file = versionedName(entry.version, '/index.json');
  checkLength(bytes, limitOf(entry), file); // endless data
  const parsed = parseManifest('index', bytes, file); // nonsense, and manifests of another kind
  checkSignatures(parsed, root.manifest.roles.index); // forgery
  checkRootExpiry(root, now); // keys that are long replaced
  checkExpiry(parsed.signed, file, now); // owners' keys that are long replaced
  checkNotOlder(parsed, known); // an index put back into the past, or changed without saying so
  checkBinding(file, 'the version', entry.version, parsed.signed.version); // another index under this name
  return new Verified(parsed);
}

/**
 * The manifest of component `id`, by the keys of its owner in the index.
 * Throws `component-unknown` (facts component) when the index doesn't have it, besides the errors of all.
 */
export function verifyComponent(
  id: string,
  bytes: Uint8Array,
  index: Verified<Index>,
  snapshot: Verified<Snapshot>,
  now: Date,
  known?: Verified<Component>,
): Verified<Component> {
  const { url, owner } = itemOf(index.manifest, id);
  const entry = entryOf(snapshot, url);
  const file = versionedName(entry.version, url);
  checkLength(bytes, limitOf(entry), file); // endless data
  checkOwnerKeys(owner.id, owner.keys, index.file); // keys that only seem to protect
  const parsed = parseManifest('component', bytes, file); // nonsense, and manifests of another kind
  checkSignatures(parsed, owner); // forgery, also by another owner
  checkExpiry(index.manifest, index.file, now); // owners' keys that are long replaced
  checkExpiry(parsed.signed, file, now); // a component frozen in the past
  checkNotOlder(parsed, known); // a component put back into the past, or changed without saying so
  checkBinding(file, 'the version', entry.version, parsed.signed.version); // another version under this name
  checkBinding(file, 'the id', id, parsed.signed.id); // the owner's other component under this name
  return new Verified(parsed);
}

/**
 * The version of the root that this snapshot wants, when it is newer than the one at hand: then the roots are to be
 * walked and everything is to be read again. Else null.
 */
export function newerRoot(snapshot: Verified<Snapshot>, root: Verified<Root>): number | null {
  const version = own(snapshot.manifest.meta, '/root.json')?.version ?? 0;
  return version > root.manifest.version ? version : null;
}

/** Bytes to read at most of a manifest: lengths in manifests are upper bounds, and 0 stands for none. */
export function limitOf({ length }: { readonly length: number }): number {
  return length === 0 ? longestManifest : Math.min(length, longestManifest);
}

function checkNoneOlder(snapshot: Snapshot, known: Verified<Snapshot> | undefined, file: string): void {
  if (known === undefined) return;
  if (snapshot.version < known.manifest.version)
    throw rollback(file, known.manifest.version, snapshot.version);
  for (const [url, before] of Object.entries(known.manifest.meta)) {
    const version = own(snapshot.meta, url)?.version ?? before.version;
    if (version < before.version) throw rollback(versionedName(version, url), before.version, version);
  }
}

function itemOf(index: Index, id: string) {
  const item = own(index.components, id);
  const owner = item === undefined ? undefined : own(index.owners, item.owner);
  if (item === undefined || owner === undefined) {
    throw new EngineError('component-unknown', `the index has no component ${id}`, {
      facts: { component: id },
    });
  }
  return { url: item.url, owner: { id: item.owner, keys: owner.keys, threshold: owner.threshold } };
}

function checkOwnerKeys(owner: string, keys: Index['owners'][string]['keys'], file: string): void {
  const unusable = unusableKey(keys);
  if (unusable === null) return;
  const { key, problem } = unusable;
  throw new EngineError('key-unusable', `${file}: key ${key} of owner ${owner} can't be used: ${problem}`, {
    facts: { file, owner, key, field: `signed.owners.${owner}.keys.${key}` },
  });
}
