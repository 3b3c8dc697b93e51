import { EngineError } from '../../errors.ts';
import { encodeCanonical } from '../canonical-json.ts';
import { readCarried } from '../carried-manifest.ts';
import { sameJson } from '../clone-manifests.ts';
import { keyId, keyProblem } from '../key.ts';
import { malformed } from '../malformed.ts';
import type { Component, Index, Owner, Signature, VersionItem } from '../manifest.ts';
import {
  checkComponentName,
  checkNewComponentName,
  checkNewEntry,
  checkNewVersion,
  tarballName,
} from '../names.ts';
import { own } from '../record.ts';
import { manifestFile } from '../sign.ts';
import { componentSigning, isSigned, judgeSignature, rightSignatures, standingOf } from '../signing.ts';
import { isExpired, type Verified } from '../trust.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';
import { type Modification, withFlags } from './modify.ts';
import type { MirrorState } from './sign-edit.ts';

/** A signed component manifest that somebody sent, and what of the index is to change with it. */
export type Sent = {
  /** The component that it was sent as. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly flags: Pick<Modification, 'yanked' | 'standalone' | 'hidden'>;
};

/** What is sent in stands for itself: it is written as it was signed, and all that points at it follows. */
export type Received = {
  readonly component: Component;
  /** Its whole file, with the signatures of its owner. */
  readonly file: Uint8Array;
  /** The one that is there when nothing in it changes. */
  readonly index: Index;
  readonly owner: string;
  readonly creates: boolean;
  /** Versions whose tarball has to be in the mirror from now on, and was not asked for before. */
  readonly needed: readonly NeededTarball[];
};

export type NeededTarball = {
  readonly version: string;
  readonly platform: string;
  readonly entry: string;
  /** Name of the tarball in the mirror. */
  readonly file: string;
  readonly length: number;
  readonly hashes: Readonly<Record<string, string>>;
};

/**
 * Judges a component manifest that was sent to a served mirror. Each step keeps out one kind of manifest that would
 * do harm: whoever may publish one component decides about nothing else, and about no bytes that clients know.
 * @param before the component as it is, expired or not; null for one that the index doesn't have
 * @throws `name-invalid`, `manifest-malformed`, `manifest-too-long`, `binding-mismatch`, `manifest-expired`;
 *   `key-not-owner`, `key-unusable`, `signature-invalid`, `signature-threshold`; `component-unknown` for a new version
 *   of nothing, `mirror-changed` for any version but the next; `version-exists`, `version-invalid`, `entry-invalid`
 */
export function receiveComponent(
  state: MirrorState,
  before: Verified<Component> | null,
  { id, bytes, flags }: Sent,
  now: Date,
  lifetimes: Lifetimes,
): Received {
  if (before === null) checkNewComponentName(id);
  else checkComponentName(id);
  const file = `${id}.json`;
  const { manifest: component, signed, signatures } = readCarried(bytes, file);
  if (component._type !== 'component' || component.id !== id) throw isAnother(file, id); // another one under this name
  // stock clients drop what they don't know, and then the signature fails
  if (encodeCanonical(component) !== signed)
    throw malformed(file, 'signed', 'has fields that do not belong there');
  const index = state.index.manifest;
  const owner = ownerOf(index, id, signatures);
  const right = checkSigned(component, owner.id, owner.owner, signatures); // somebody else
  checkNext(state, component, own(index.components, id)?.url ?? `/${id}.json`, before); // the past, and a race
  checkLasts(component, file, now); // what makes clients stop
  checkNightly(component, before?.manifest ?? null, file);
  return {
    component,
    file: manifestFile(signed, right),
    index: nextIndex(index, id, owner.id, flags, now, lifetimes),
    owner: owner.id,
    creates: before === null,
    needed: neededTarballs(component, before?.manifest ?? null, file),
  };
}

function isAnother(file: string, id: string): EngineError {
  return new EngineError('binding-mismatch', `it is not the manifest of ${id}`, {
    facts: { file, expected: id },
  });
}

/** The owner of a component; of a new one, whoever has its first signing key. */
function ownerOf(index: Index, id: string, signatures: readonly Signature[]): { id: string; owner: Owner } {
  const has = (key: string) =>
    Object.entries(index.owners).find(([, { keys }]) => own(keys, key) !== undefined)?.[0];
  const name =
    own(index.components, id)?.owner ??
    signatures.map(({ keyid }) => has(keyid)).find((found) => found !== undefined);
  const owner = name === undefined ? undefined : own(index.owners, name);
  if (name !== undefined && owner !== undefined) return { id: name, owner };
  throw new EngineError('key-not-owner', `no owner of this mirror has signed ${id}`, {
    facts: { component: id },
  });
}

function checkSigned(
  component: Component,
  id: string,
  owner: Owner,
  signatures: readonly Signature[],
): readonly Signature[] {
  const signing = componentSigning(component, id, owner);
  const { file } = signing;
  for (const [key, half] of Object.entries(owner.keys)) {
    const problem = keyProblem(half) ?? (keyId(half) === key ? null : 'its id is not the hash of it');
    if (problem === null) continue;
    throw new EngineError('key-unusable', `key ${key} of ${id} can't be used: ${problem}`, {
      facts: { file, owner: id, key },
    });
  }
  const wrong = signatures.find((signature) => judgeSignature(signing, signature) === 'wrong');
  if (wrong !== undefined || new Set(signatures.map(({ keyid }) => keyid)).size < signatures.length) {
    throw new EngineError(
      'signature-invalid',
      `${file} has a signature that its key did not make, or one twice`,
      {
        facts: { file, key: wrong?.keyid ?? '' },
      },
    );
  }
  const right = rightSignatures(signing, signatures);
  const standing = standingOf(signing, right);
  if (isSigned(standing)) return right;
  const { needed = 0, got = 0 } = standing[0] ?? {};
  throw new EngineError(
    got === 0 ? 'key-not-owner' : 'signature-threshold',
    `${component.id} belongs to ${id}: ${needed} of their keys have to sign, ${got} did`,
    { facts: { file, component: component.id, owner: id, needed, got } },
  );
}

function checkNext(
  state: MirrorState,
  { id, version }: Component,
  url: string,
  before: Verified<Component> | null,
): void {
  const meta = state.snapshot.manifest.meta;
  const expected = (own(meta, url.startsWith('/') ? url : `/${url}`)?.version ?? 0) + 1;
  if (version === expected) return;
  const facts = { component: id, expected, got: version };
  throw before === null && version > expected
    ? new EngineError('component-unknown', `the mirror has no component ${id}`, { facts })
    : new EngineError('mirror-changed', `the next version of ${id} is ${expected}, not ${version}`, {
        facts,
      });
}

function checkLasts(component: Component, file: string, now: Date): void {
  if (!isExpired(component, now)) return;
  const { expires } = component;
  throw new EngineError('manifest-expired', `it expired at ${expires}`, {
    facts: { file, expires, now: now.toISOString() },
  });
}

function checkNightly({ nightly, platforms }: Component, before: Component | null, file: string): void {
  if (nightly === '' || nightly === before?.nightly) return;
  const isThere = Object.values(platforms).some((versions) => own(versions, nightly) !== undefined);
  if (!isThere) throw malformed(file, 'signed.nightly', 'names a version that is not there');
}

function neededTarballs(component: Component, before: Component | null, file: string): NeededTarball[] {
  const needed: NeededTarball[] = [];
  for (const [platform, versions] of Object.entries(component.platforms)) {
    for (const [version, item] of Object.entries(versions)) {
      const known = own(own(before?.platforms ?? {}, platform) ?? {}, version);
      if (known === undefined) checkNewItem(component.id, version, platform, item, file);
      else checkSameBytes(component.id, version, platform, known, item);
      const isNew = known === undefined || known.entry !== item.entry || (known.yanked && !item.yanked);
      if (!isNew) continue;
      checkNewEntry(item.entry);
      const { url, length, entry, hashes } = item;
      needed.push({ version, platform, entry, file: url.replace(/^\//, ''), length, hashes: hashes ?? {} });
    }
  }
  return needed;
}

function checkNewItem(id: string, version: string, platform: string, item: VersionItem, file: string): void {
  checkNewVersion(version);
  const field = `signed.platforms.${platform}.${version}`;
  // under any other name it could be another component's tarball
  if (item.url.replace(/^\//, '') !== tarballName(id, version, platform))
    throw malformed(file, `${field}.url`, `is not /${tarballName(id, version, platform)}`);
  if (own(item.hashes ?? {}, 'sha256') === undefined)
    throw malformed(file, `${field}.hashes`, 'has no sha256');
}

/** Clients may know the hashes of a version for good. */
function checkSameBytes(
  component: string,
  version: string,
  platform: string,
  known: VersionItem,
  item: VersionItem,
): void {
  const same = known.url === item.url && known.length === item.length && sameJson(known.hashes, item.hashes);
  if (same) return;
  throw new EngineError(
    'version-exists',
    `${component} ${version} for ${platform} is there with other bytes`,
    {
      facts: { component, version, platform },
    },
  );
}

function nextIndex(
  index: Index,
  id: string,
  owner: string,
  flags: Sent['flags'],
  now: Date,
  lifetimes: Lifetimes,
): Index {
  if (own(index.components, id) !== undefined) return withFlags(id, index, flags, now, lifetimes);
  const { yanked = false, standalone = false, hidden = false } = flags;
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    components: { ...index.components, [id]: { yanked, owner, url: `/${id}.json`, standalone, hidden } },
  };
}
