import { createHash } from 'node:crypto';
import type { Component, FileVersion, Index, Root, Snapshot, Timestamp, TopRole } from '../manifest.ts';
import { versionedName } from '../names.ts';
import type { PrivateKey } from '../private-key.ts';
import { own } from '../record.ts';
import type { Verified } from '../trust.ts';
import { expiryIn, extendExpiry, type Lifetimes } from './lifetimes.ts';
import { signComponent, signRole, signRoot } from './signers.ts';

/** What a mirror's snapshot holds together now. */
export type MirrorState = {
  readonly root: Verified<Root>;
  readonly index: Verified<Index>;
  readonly snapshot: Verified<Snapshot>;
  readonly timestamp: Verified<Timestamp>;
};

/**
 * The next manifests, complete: version raised, expiry set. What is left out, or is the very object of the state,
 * stays byte for byte.
 */
export type Edit = {
  /** A mirror that is being made needs one, and an index too; in one that exists it is the next version. */
  readonly root?: Root | undefined;
  readonly index?: Index | undefined;
  readonly components?: readonly Component[] | undefined;
  /** To be signed anew though nothing else changes: a timestamp alone, or a snapshot with its timestamp. */
  readonly renew?: 'snapshot' | 'timestamp' | undefined;
  /** Whole files of manifests above that were signed elsewhere, and checked: they are written as they are. */
  readonly signed?: ReadonlyMap<Root | Index | Component, Uint8Array> | undefined;
};

/** A file of the mirror's folder that an edit writes. */
export type EditedFile = {
  readonly name: string;
  readonly role: TopRole | 'component';
  readonly version: number;
  readonly expires: string;
};
export type ChangedFile = EditedFile & { readonly bytes: Uint8Array };

type Draft = EditedFile & { readonly manifest: Root | Index | Component; readonly url: string };

function draftOf(manifest: Root | Index | Component, index: Index | undefined, isFirst: boolean): Draft {
  const { _type: role, version, expires } = manifest;
  const item = role === 'component' ? own(index?.components ?? {}, manifest.id) : undefined;
  const url = item?.url ?? (role === 'component' ? `/${manifest.id}.json` : `/${role}.json`);
  // A mirror's first root is the one that is called root.json, for good: clients walk on from there.
  const name = role === 'root' && isFirst ? 'root.json' : versionedName(version, url);
  return { name, role, version, expires, manifest, url };
}

/** What has to be signed anew besides snapshot and timestamp. */
function drafts(state: MirrorState | null, edit: Edit): Draft[] {
  const { root, index, components = [] } = edit;
  if (state === null && (root === undefined || index === undefined)) {
    throw new Error('a mirror that is being made needs a root and an index');
  }
  const changed = [
    ...(root === undefined ? [] : [root]),
    ...components,
    ...(index === undefined || index === state?.index.manifest ? [] : [index]),
  ].map((manifest) => draftOf(manifest, index ?? state?.index.manifest, state === null));
  if (state !== null && root !== undefined && root.version !== state.root.manifest.version + 1) {
    throw new Error(`clients would not go from root ${state.root.manifest.version} to ${root.version}`);
  }
  const meta = state?.snapshot.manifest.meta ?? {};
  for (const { name, url, version } of changed) {
    const known = own<FileVersion>(meta, url);
    if (known !== undefined && version <= known.version) {
      throw new Error(`${name} would take the place of version ${known.version}, clients refuse that`);
    }
  }
  return changed;
}

function nextSnapshot(
  state: MirrorState | null,
  changed: Readonly<Record<string, FileVersion>>,
  now: Date,
  { snapshot: days }: Lifetimes,
): Snapshot {
  const before = state?.snapshot.manifest;
  return {
    _type: 'snapshot',
    spec_version: '0.1.0',
    expires: before === undefined ? expiryIn(now, days) : extendExpiry(before.expires, now, days),
    // A snapshot has no version of its own: the timestamp that holds its hash dates it.
    version: before === undefined || before.version === 0 ? 0 : before.version + 1,
    meta: { ...before?.meta, ...changed },
  };
}

function nextTimestamp(
  state: MirrorState | null,
  snapshot: Uint8Array,
  now: Date,
  { timestamp: days }: Lifetimes,
): Timestamp {
  const before = state?.timestamp.manifest;
  const hash = (algorithm: string) => createHash(algorithm).update(snapshot).digest('hex');
  const sha256 = hash('sha256');
  // A new mirror gets both hashes and every later edit one, as stock does it.
  const hashes = before === undefined ? { sha256, sha512: hash('sha512') } : { sha256 };
  return {
    _type: 'timestamp',
    spec_version: '0.1.0',
    expires: before === undefined ? expiryIn(now, days) : extendExpiry(before.expires, now, days),
    version: (before?.version ?? 0) + 1,
    meta: { '/snapshot.json': { hashes, length: snapshot.length } },
  };
}

function outlineOf(name: string, { _type: role, version, expires }: Snapshot | Timestamp): EditedFile {
  return { name, role, version, expires };
}

/**
 * Which files an edit writes, with their versions and expiries, without any key: what a plan shows. The same files
 * in the same order as from `signEdit`, and empty when the edit changes nothing.
 */
export function outlineEdit(
  state: MirrorState | null,
  edit: Edit,
  now: Date,
  lifetimes: Lifetimes,
): EditedFile[] {
  const changed = drafts(state, edit);
  const written = changed.map(({ name, role, version, expires }) => ({ name, role, version, expires }));
  const follows = whatFollows(changed, edit);
  if (follows.snapshot) written.push(outlineOf('snapshot.json', nextSnapshot(state, {}, now, lifetimes)));
  if (follows.timestamp)
    written.push(outlineOf('timestamp.json', nextTimestamp(state, new Uint8Array(), now, lifetimes)));
  return written;
}

function whatFollows(changed: readonly Draft[], { renew }: Edit): { snapshot: boolean; timestamp: boolean } {
  const snapshot = changed.length > 0 || renew === 'snapshot';
  return { snapshot, timestamp: snapshot || renew === 'timestamp' };
}

/**
 * Signs an edit: its manifests, then one snapshot, then one timestamp. Every role is signed by all of its keys that
 * are in `keys`, a component by those of its owner.
 * @param state what is there, or null for a mirror that is being made
 * @param keys private keys of roles and owners, in any order; those that nobody lists are not used
 * @param lifetimes of snapshot and timestamp: what they have is extended, never shortened
 * @returns the files in the order in which they have to be written, `timestamp.json` last: it is the commit. Empty
 *   when the edit changes nothing: then nothing is signed either
 * @throws `target-keys-missing`, `key-not-owner`, `owner-keys-missing`, `manifest-too-long`
 */
export function signEdit(
  state: MirrorState | null,
  edit: Edit,
  keys: readonly PrivateKey[],
  now: Date,
  lifetimes: Lifetimes,
): ChangedFile[] {
  const changed = drafts(state, edit);
  const follows = whatFollows(changed, edit);
  const root = edit.root ?? state?.root.manifest;
  const index = edit.index ?? state?.index.manifest;
  if (!follows.timestamp || root === undefined || index === undefined) return [];
  const meta: Record<string, FileVersion> = {};
  const files = changed.map(({ manifest, url, ...file }): ChangedFile => {
    const bytes =
      edit.signed?.get(manifest) ?? signOne(manifest, root, state?.root.manifest ?? null, index, keys);
    meta[url] = { version: file.version, length: bytes.length };
    return { ...file, bytes };
  });
  if (follows.snapshot) {
    const snapshot = nextSnapshot(state, meta, now, lifetimes);
    const bytes = signRole('snapshot', root.roles.snapshot, snapshot, keys);
    files.push({ ...outlineOf('snapshot.json', snapshot), bytes });
  }
  const snapshotBytes = files.at(-1)?.bytes ?? state?.snapshot.bytes ?? new Uint8Array();
  const timestamp = nextTimestamp(state, snapshotBytes, now, lifetimes);
  const timestampBytes = signRole('timestamp', root.roles.timestamp, timestamp, keys);
  return [...files, { ...outlineOf('timestamp.json', timestamp), bytes: timestampBytes }];
}

function signOne(
  manifest: Root | Index | Component,
  root: Root,
  rootBefore: Root | null,
  index: Index,
  keys: readonly PrivateKey[],
): Uint8Array {
  if (manifest._type === 'component') return signComponent(manifest, index, keys);
  if (manifest._type === 'root') return signRoot(manifest, rootBefore, keys);
  return signRole('index', root.roles.index, manifest, keys);
}
