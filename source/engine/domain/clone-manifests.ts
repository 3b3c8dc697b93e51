import { isAvailable } from './clone-selection.ts';
import type { Component, Index, IndexItem, Owner, VersionItem } from './manifest.ts';
import { own } from './record.ts';

/** Platform → version → the item that clients of the clone will find. */
export type LiveVersions = ReadonlyMap<string, ReadonlyMap<string, VersionItem>>;

/** Fifty years, as the stock client gives its clones: an isolated mirror must not go stale by itself. */
export const cloneLifetimeDays = 50 * 365;

/**
 * What will be live in the clone: the chosen versions as the source has them, and, unless they are dropped on
 * purpose, the earlier ones of the target as the target has them.
 */
export function liveVersions(
  chosen: ReadonlyMap<string, ReadonlySet<string>>,
  source: Component,
  existing: Component | null,
  dropUnselected: boolean,
): LiveVersions {
  const live = new Map<string, Map<string, VersionItem>>();
  const put = (platform: string, version: string, item: VersionItem): void => {
    const versions = live.get(platform) ?? new Map<string, VersionItem>();
    versions.set(version, item);
    live.set(platform, versions);
  };
  if (existing !== null && !dropUnselected) {
    for (const [platform, version, item] of eachItem(existing)) {
      if (isAvailable(item)) put(platform, version, item);
    }
  }
  for (const [platform, versions] of chosen) {
    for (const version of versions) {
      const item = source.platforms[platform]?.[version];
      if (item !== undefined) put(platform, version, item);
    }
  }
  return live;
}

export function* eachItem(
  component: Pick<Component, 'platforms'>,
): Generator<readonly [string, string, VersionItem]> {
  for (const [platform, versions] of Object.entries(component.platforms)) {
    for (const [version, item] of Object.entries(versions)) yield [platform, version, item];
  }
}

/**
 * The clone's manifest of one component: live versions as they are, every other version of the source yanked,
 * with its hashes, so that a client can tell "not here" from "never was". Versions that only the target knew and
 * that aren't live any more stay yanked when this clone drops them, and are forgotten when they already were.
 * It is the existing manifest itself when nothing changed.
 * @param platforms the platforms that this clone takes from the source
 */
export function nextComponent(
  source: Component,
  existing: Component | null,
  live: LiveVersions,
  platforms: readonly string[],
  expires: string,
): Component {
  const candidate: Component = {
    _type: 'component',
    spec_version: '0.1.0',
    id: source.id,
    description: source.description,
    nightly: nightlyOf(source, existing, live),
    platforms: nextPlatforms(source, existing, live, platforms),
    expires,
    version: Math.max(existing === null ? 1 : existing.version + 1, source.version),
  };
  return existing !== null && sameComponent(existing, candidate) ? existing : candidate;
}

function nextPlatforms(
  source: Component,
  existing: Component | null,
  live: LiveVersions,
  platforms: readonly string[],
): Record<string, Record<string, VersionItem>> {
  const next: Record<string, Record<string, VersionItem>> = {};
  const onPlatform = (platform: string): Record<string, VersionItem> => {
    const versions = own(next, platform) ?? {};
    next[platform] = versions;
    return versions;
  };
  for (const [platform, version, item] of existing === null ? [] : eachItem(existing)) {
    const known =
      platforms.includes(platform) && own(source.platforms[platform] ?? {}, version) !== undefined;
    if (!known && isAvailable(item)) onPlatform(platform)[version] = yanked(item);
  }
  for (const platform of platforms) {
    const versions = onPlatform(platform);
    const alive = live.get(platform);
    for (const [version, item] of Object.entries(source.platforms[platform] ?? {})) {
      if (alive?.has(version) !== true) versions[version] = yanked(item);
    }
  }
  for (const [platform, versions] of live) {
    for (const [version, item] of versions) onPlatform(platform)[version] = item;
  }
  return next;
}

function yanked(item: VersionItem): VersionItem {
  return item.yanked ? item : { ...item, yanked: true };
}

function nightlyOf(source: Component, existing: Component | null, live: LiveVersions): string {
  const isLive = (version: string): boolean =>
    version !== '' && [...live.values()].some((versions) => versions.has(version));
  if (isLive(source.nightly)) return source.nightly;
  return existing !== null && isLive(existing.nightly) ? existing.nightly : '';
}

/** Whether two manifests of a component say the same, whatever their version and expiry. */
function sameComponent(a: Component, b: Component): boolean {
  return (
    a.id === b.id &&
    a.description === b.description &&
    a.nightly === b.nightly &&
    sameJson(a.platforms, b.platforms)
  );
}

/** Whether two indexes say the same, whatever their version and expiry. */
function sameIndex(a: Index, b: Index): boolean {
  return (
    sameJson(a.owners, b.owners) &&
    sameJson(a.components, b.components) &&
    sameJson(a.default_components, b.default_components)
  );
}

/** Equality of JSON values, blind to the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
  );
}

export type IndexEntry = {
  readonly id: string;
  readonly item: IndexItem;
  /** The owner as it is to stand in the clone, with the clone's key. */
  readonly owner: Owner;
  readonly hasVersions: boolean;
};

/**
 * The clone's index: what the target had, with the cloned components put in. A component keeps the owner it has
 * in the target; flags come from the source. Components without any version are absent, or stay as yanked when
 * clients may know them. Version and expiry are those of `existing` when nothing changed.
 */
export function nextIndex(
  source: Index,
  existing: Index | null,
  entries: readonly IndexEntry[],
  expires: string,
): Index {
  const components: Record<string, IndexItem> = { ...existing?.components };
  const owners: Record<string, Owner> = { ...existing?.owners };
  for (const { id, item, owner, hasVersions } of entries) {
    const before = own(components, id);
    if (!hasVersions && before === undefined) continue;
    const ownerId = before?.owner ?? item.owner;
    if (own(owners, ownerId) === undefined) owners[ownerId] = owner;
    components[id] = {
      owner: ownerId,
      url: before?.url ?? `/${id}.json`,
      standalone: item.standalone,
      hidden: item.hidden,
      yanked: !hasVersions,
    };
  }
  const defaults = new Set([...(existing?.default_components ?? []), ...source.default_components]);
  const candidate: Index = {
    _type: 'index',
    spec_version: '0.1.0',
    owners,
    components,
    default_components: [...defaults].filter((id) => own(components, id)?.yanked === false),
    expires,
    version: 1,
  };
  if (existing === null) return candidate;
  return sameIndex(existing, candidate) ? existing : { ...candidate, version: existing.version + 1 };
}
