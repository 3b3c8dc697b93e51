import type { KeepReason, PrunePolicy } from '../api/prune.ts';
import { parseInstant } from './instant.ts';
import type { Component, VersionItem } from './manifest.ts';
import { semverParts } from './names.ts';
import { checkVersionSpec, isNightly, latestOf, matchVersions, sortVersions } from './version.ts';

/** What the policies are asked about besides the component itself. */
export type PruneFacts = {
  /** The component is one of the mirror's default components. */
  readonly isDefault: boolean;
  /** Version → platform, of the client's own tarballs. */
  readonly clientVersions: ReadonlyMap<string, string>;
  readonly dropLatest: boolean;
};

/** Version → why it stays; null: it goes. */
export type Verdicts = ReadonlyMap<string, KeepReason | null>;

const day = 86_400_000;

/** Its versions that aren't yanked, each with its items by platform. */
export function liveItems(component: Component): ReadonlyMap<string, ReadonlyMap<string, VersionItem>> {
  const found = new Map<string, Map<string, VersionItem>>();
  for (const [platform, versions] of Object.entries(component.platforms)) {
    for (const [version, item] of Object.entries(versions)) {
      if (item.yanked) continue;
      const items = found.get(version) ?? new Map<string, VersionItem>();
      found.set(version, items.set(platform, item));
    }
  }
  return found;
}

/**
 * Judges every version of a component that isn't yanked: first what may never go, then the policies. A version stays
 * on all platforms when it stays on one. Throws `version-invalid` for a `keep` that is no version.
 */
export function judgeVersions(
  component: Component,
  policy: PrunePolicy,
  facts: PruneFacts,
  now: Date,
): Verdicts {
  const items = liveItems(component);
  const reasons = new Map<string, KeepReason>();
  const keep = (version: string | null, code: KeepReason['code'], of: string) => {
    if (version !== null && items.has(version) && !reasons.has(version)) reasons.set(version, { code, of });
  };
  keep(component.nightly, 'nightly', component.nightly);
  for (const [version, platform] of facts.clientVersions) keep(version, 'client', platform);
  if (!facts.dropLatest) keepLatest(items, keep);
  if (facts.isDefault) keep(latestOf(items.keys()), 'default', component.id);
  keepByPolicy(component, [...items.keys()], policy, keep);
  const { olderThan } = policy;
  if (olderThan !== undefined) {
    for (const [version, platforms] of items) {
      const released = releasedAt(platforms);
      // One that doesn't say when it came can't be called old.
      if (released === null || released.at > now.getTime() - olderThan * day)
        keep(version, 'young', released?.text ?? '');
    }
  }
  return new Map([...items.keys()].map((version) => [version, reasons.get(version) ?? null]));
}

type Keep = (version: string | null, code: KeepReason['code'], of: string) => void;

function keepLatest(items: ReadonlyMap<string, ReadonlyMap<string, VersionItem>>, keep: Keep): void {
  const platforms = new Set([...items.values()].flatMap((found) => [...found.keys()]));
  for (const platform of [...platforms].sort()) {
    const here = [...items].flatMap(([version, found]) => {
      const item = found.get(platform);
      return item === undefined || item.entry === '' ? [] : [version];
    });
    keep(latestOf(here), 'latest', platform);
  }
}

function keepByPolicy(
  component: Component,
  versions: readonly string[],
  policy: PrunePolicy,
  keep: Keep,
): void {
  const { keepLast, keepMinor, keep: specs } = policy;
  const newestFirst = sortVersions(versions.filter((version) => !isNightly(version))).reverse();
  if (keepLast !== undefined)
    for (const version of newestFirst.slice(0, keepLast)) keep(version, 'keep-last', String(keepLast));
  if (keepMinor !== undefined) {
    const seen = new Map<string, number>();
    for (const version of newestFirst) {
      const minor = minorOf(version);
      const before = seen.get(minor) ?? 0;
      if (before < keepMinor) keep(version, 'keep-minor', minor);
      seen.set(minor, before + 1);
    }
  }
  for (const spec of specs ?? []) {
    checkVersionSpec(spec);
    const { nightly } = component;
    for (const version of matchVersions(spec, versions, { prefix: true, nightly }))
      keep(version, 'keep', spec);
  }
  // Age alone is a policy too: whatever it calls old may go. Without any policy nothing may.
  const isAsked = [keepLast, keepMinor, specs, policy.olderThan].some((part) => part !== undefined);
  if (!isAsked) for (const version of versions) keep(version, 'keep', '');
}

/** `v7.5.2` → `v7.5`; what isn't semver is a line of its own with all its like. */
function minorOf(version: string): string {
  const [major, minor] = semverParts(version)?.numbers ?? [];
  return major === undefined ? '' : `v${major}.${minor ?? '0'}`;
}

/** When the last of its platforms was released; null when one doesn't say. */
export function releasedAt(
  items: ReadonlyMap<string, VersionItem>,
): { readonly at: number; readonly text: string } | null {
  let last: { at: number; text: string } | null = null;
  for (const { released } of items.values()) {
    const at = parseInstant(released);
    if (at === null) return null;
    if (last === null || at > last.at) last = { at, text: released };
  }
  return last;
}

/**
 * The same verdicts once whatever a version that stays depends on stays too, and what that depends on.
 * `all` holds every component of the mirror, also those that the policies aren't for.
 */
export function keepNeeded(
  all: readonly Component[],
  verdicts: ReadonlyMap<string, Verdicts>,
): ReadonlyMap<string, Verdicts> {
  const next = new Map([...verdicts].map(([id, found]) => [id, new Map(found)]));
  const live = new Map(all.map((component) => [component.id, liveItems(component)]));
  const nightlies = new Map(all.map(({ id, nightly }) => [id, nightly]));
  const queue = [...live].flatMap(([id, items]) =>
    [...items.keys()].flatMap((version) => (next.get(id)?.get(version) === null ? [] : [{ id, version }])),
  );
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    const items = live.get(one.id)?.get(one.version) ?? new Map<string, VersionItem>();
    for (const { dependencies } of items.values()) {
      for (const [id, spec] of Object.entries(dependencies ?? {})) {
        const judged = next.get(id);
        if (judged === undefined) continue;
        for (const version of neededVersions(spec, [...judged.keys()], nightlies.get(id) ?? '')) {
          if (judged.get(version) !== null) continue;
          judged.set(version, { code: 'needed', of: `${one.id} ${one.version}` });
          queue.push({ id, version });
        }
      }
    }
  }
  return next;
}

/** What can't be understood may mean any of them. */
function neededVersions(spec: string, versions: readonly string[], nightly: string): readonly string[] {
  try {
    const asked = spec === '' ? 'latest' : checkVersionSpec(spec);
    const found = matchVersions(asked, versions, { prefix: true, nightly });
    return found.length > 0 ? found : versions;
  } catch {
    return versions;
  }
}
