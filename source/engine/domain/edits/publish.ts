import { EngineError } from '../../errors.ts';
import type { Component, Index, IndexItem, VersionItem, Versions } from '../manifest.ts';
import {
  checkComponentName,
  checkNewComponentName,
  checkNewEntry,
  checkNewVersion,
  tarballName,
} from '../names.ts';
import { checkPlatform, parsePlatform } from '../platform.ts';
import { own } from '../record.ts';
import { isNightly } from '../version.ts';
import { expiryIn, extendExpiry, type Lifetimes, writeTime } from './lifetimes.ts';

export type Release = {
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  readonly entry: string;
  /** Hex, by algorithm; `sha256` at least. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Bytes of the tarball. */
  readonly length: number;
  /** The owner of the component; for one that the mirror doesn't have, who is to be its owner. */
  readonly owner: string;
  /** Undefined leaves what is there; a new component has none of them. */
  readonly description?: string | undefined;
  readonly standalone?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** Put it in the place of a version that exists. */
  readonly force?: boolean | undefined;
  /** The version of the manifest that a component had which the index doesn't list any more. */
  readonly lastVersion?: number | undefined;
};

/** `index` is the one given when nothing in it changes. */
export type Published = { readonly component: Component; readonly index: Index };

/** Checks every name of a release. Throws the code of what is wrong. */
export function checkRelease(
  release: Pick<Release, 'component' | 'version' | 'platform' | 'entry'>,
  isNew: boolean,
): void {
  const { component, version, platform, entry } = release;
  if (isNew) checkNewComponentName(component);
  else checkComponentName(component);
  checkNewVersion(version);
  checkNewEntry(entry);
  const { os, arch } = parsePlatform(platform);
  checkPlatform(os, arch);
  tarballName(component, version, platform);
}

/** True when the component has this version on this platform, also a yanked one: clients may know its hash. */
export function hasVersion(component: Component | null, version: string, platform: string): boolean {
  const versions = component === null ? undefined : own(component.platforms, platform);
  return versions !== undefined && own(versions, version) !== undefined;
}

/** `sha256` is in its facts, so that who published before a crash finds that it was done. */
function versionExists(
  component: Component | null,
  { component: id, version, platform }: Release,
): EngineError {
  const versions = component === null ? undefined : own(component.platforms, platform);
  const sha256 = versions === undefined ? undefined : own(versions, version)?.hashes?.sha256;
  return new EngineError(
    'version-exists',
    `${id} has ${version} on ${platform}, other clients may know its hash`,
    { facts: { component: id, version, platform, ...(sha256 === undefined ? {} : { sha256 }) } },
  );
}

/** A new nightly takes the place of all others, on every platform. */
function withoutNightlies(platforms: Component['platforms'], except: string): Record<string, Versions> {
  return Object.fromEntries(
    Object.entries(platforms).map(([platform, versions]) => [
      platform,
      Object.fromEntries(
        Object.entries(versions).filter(([version]) => version === except || !isNightly(version)),
      ),
    ]),
  );
}

function nextComponent(
  component: Component | null,
  release: Release,
  now: Date,
  lifetimes: Lifetimes,
): Component {
  const { version, platform } = release;
  const item: VersionItem = {
    url: `/${tarballName(release.component, version, platform)}`,
    yanked: false,
    entry: release.entry,
    released: writeTime(now),
    dependencies: null,
    hashes: release.hashes,
    length: release.length,
  };
  const nightly = isNightly(version);
  const known = component?.platforms ?? {};
  const platforms: Record<string, Versions> = nightly ? withoutNightlies(known, version) : { ...known };
  platforms[platform] = { ...(own(platforms, platform) ?? {}), [version]: item };
  return {
    _type: 'component',
    spec_version: '0.1.0',
    expires:
      component === null
        ? expiryIn(now, lifetimes.component)
        : extendExpiry(component.expires, now, lifetimes.component),
    version: (component?.version ?? release.lastVersion ?? 0) + 1,
    id: release.component,
    description: release.description ?? component?.description ?? '',
    nightly: nightly ? version : (component?.nightly ?? ''),
    platforms,
  };
}

function nextIndex(index: Index, release: Release, now: Date, lifetimes: Lifetimes): Index {
  const before = own(index.components, release.component);
  const item: IndexItem = {
    yanked: before?.yanked ?? false,
    owner: before?.owner ?? release.owner,
    url: before?.url ?? `/${release.component}.json`,
    standalone: release.standalone ?? before?.standalone ?? false,
    hidden: release.hidden ?? before?.hidden ?? false,
  };
  if (before?.standalone === item.standalone && before.hidden === item.hidden) return index;
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    components: { ...index.components, [release.component]: item },
  };
}

/**
 * The next manifests once a version of a component is published on one platform. The component comes into being with
 * its first version; a nightly becomes what `nightly` means and drops the component's other nightlies.
 * @param component what the mirror has of it, or null
 * @throws `name-invalid`, `version-invalid`, `entry-invalid`, `platform-invalid`, `owner-unknown`, `version-exists`
 */
export function publishVersion(
  component: Component | null,
  index: Index,
  release: Release,
  now: Date,
  lifetimes: Lifetimes,
): Published {
  const { component: id, version, platform } = release;
  checkRelease(release, component === null);
  const owner = own(index.components, id)?.owner ?? release.owner;
  if (own(index.owners, owner) === undefined) {
    throw new EngineError('owner-unknown', `the mirror has no owner ${owner}`, {
      facts: { owner, component: id },
    });
  }
  if (release.force !== true && hasVersion(component, version, platform)) {
    throw versionExists(component, release);
  }
  return {
    component: nextComponent(component, release, now, lifetimes),
    index: nextIndex(index, release, now, lifetimes),
  };
}
