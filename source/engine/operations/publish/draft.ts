import type { PublishRequest } from '../../api/mirror.ts';
import type { Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import {
  checkRelease,
  hasVersion,
  type Published,
  publishVersion,
  type Release,
} from '../../domain/edits/publish.ts';
import { keysAmong } from '../../domain/edits/signers.ts';
import type { Component, Index } from '../../domain/manifest.ts';
import { tarballName } from '../../domain/names.ts';
import { checkPlatform, parsePlatform } from '../../domain/platform.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import { readKeys } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { keyPathOf, readSigningKey } from '../key-files.ts';
import type { OpenMirror } from '../open-mirror.ts';
import type { TarballFacts } from './tarball.ts';

/** A request with every default filled in and every path absolute, so that a plan means the same anywhere. */
export type SettledRequest = PublishRequest & {
  readonly os: string;
  readonly arch: string;
  readonly key: string;
};

/** Throws `name-invalid`, `version-invalid`, `entry-invalid`, `platform-invalid`. */
export function settle(context: Context, request: PublishRequest): SettledRequest {
  const here = parsePlatform(context.platform);
  const os = request.os ?? here.os;
  const arch = request.arch ?? here.arch;
  checkRelease({ ...request, platform: checkPlatform(os, arch) }, false);
  return {
    ...request,
    os,
    arch,
    tarball: resolvePath(context, request.tarball),
    key: keyPathOf(context, request.key),
  };
}

export function platformOf({ os, arch }: SettledRequest): string {
  return `${os}/${arch}`;
}

/** Name of the tarball in the mirror. */
export function tarballOf(request: SettledRequest): string {
  return tarballName(request.component, request.version, platformOf(request));
}

/** What publishing leads to, on what the mirror is now. */
export type PublishDraft = {
  readonly next: Published;
  readonly owner: string;
  readonly creates: boolean;
  readonly replaces: boolean;
};

/** @throws `key-not-owner`, and what `publishVersion` and reading the mirror throw */
export async function draftPublish(
  mirror: OpenMirror,
  request: SettledRequest,
  facts: TarballFacts,
  keyId: string,
  now: Date,
  run: Run,
): Promise<PublishDraft> {
  const { component: id, version, entry, description, standalone, hidden, force } = request;
  const index = mirror.index.manifest;
  const component = await knownComponent(mirror, id, run);
  const owner = ownerFor(index, id, keyId);
  const platform = platformOf(request);
  const { sha256, sha512, length } = facts;
  const release: Release = {
    ...{ component: id, version, platform, entry, owner, length },
    // A component that was here once, and left with its owner, goes on counting: clients know its versions.
    lastVersion: own(mirror.snapshot.manifest.meta, `/${id}.json`)?.version,
    ...{ description, standalone, hidden, force },
    hashes: { sha256, sha512 },
  };
  return {
    next: publishVersion(component, index, release, now, stockLifetimes),
    owner,
    creates: component === null,
    replaces: hasVersion(component, version, platform),
  };
}

async function knownComponent(mirror: OpenMirror, id: string, run: Run): Promise<Component | null> {
  if (own(mirror.index.manifest.components, id) === undefined) return null;
  return (await mirror.component(id, run.signal)).manifest;
}

/** The owner of a component; of a new one, whoever has the key. Throws `key-not-owner`. */
export function ownerFor(index: Index, component: string, keyId: string): string {
  const of = own(index.components, component)?.owner;
  const has = (id: string) => Object.hasOwn(own(index.owners, id)?.keys ?? {}, keyId);
  const owner = of === undefined ? Object.keys(index.owners).find(has) : of;
  if (owner !== undefined && has(owner)) return owner;
  const facts = { key: keyId, component, ...(of === undefined ? {} : { owner: of }) };
  throw of === undefined
    ? new EngineError('key-not-owner', `no owner of this mirror has the key ${keyId}`, { facts })
    : new EngineError('key-not-owner', `${component} belongs to ${of}, who has another key than ${keyId}`, {
        facts,
      });
}

/** The keys that sign as an owner: the one asked for, and when one isn't enough, the owner's others in the home. */
export async function ownerKeys(
  context: Context,
  index: Index,
  owner: string,
  key: PrivateKey,
): Promise<readonly PrivateKey[]> {
  const signers = own(index.owners, owner);
  if (signers === undefined || signers.threshold <= 1) return [key];
  const { usable } = await readKeys(context.home.keys);
  return keysAmong([key, ...usable.map((found) => found.key)], signers.keys);
}

/** The key of a request, from its file. Throws `key-missing`, `key-malformed`. */
export function signingKeyOf(request: SettledRequest): Promise<PrivateKey> {
  return readSigningKey(request.key);
}
