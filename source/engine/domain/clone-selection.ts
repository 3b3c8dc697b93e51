import type { MissingVersion } from '../api/clone.ts';
import { EngineError } from '../errors.ts';
import type { Component, VersionItem } from './manifest.ts';
import { ANY } from './platform.ts';
import { own } from './record.ts';
import { latestOf, matchVersions } from './version.ts';

/** What is wanted, with everything that has a default filled in. */
export type Selection = {
  readonly full: boolean;
  readonly versions: readonly string[];
  readonly components: Readonly<Record<string, readonly string[]>>;
  readonly prefix: boolean;
  readonly platforms: readonly string[];
  readonly strict: boolean;
};

/** Platform → versions chosen on it, and what was asked for and isn't there. */
export type Chosen = {
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly missing: readonly MissingVersion[];
  /** Those of the asked versions that some platform of this component has. */
  readonly found: ReadonlySet<string>;
};

/** Whether a client could install this version: not yanked, with an entry, and with a hash to check it by. */
export function isAvailable(item: VersionItem): boolean {
  return !item.yanked && item.entry !== '' && item.hashes?.sha256 !== undefined;
}

/** The platforms' keys that count for this component: the wanted ones it has, and `any/any` where it lacks one. */
export function effectivePlatforms(component: Component, wanted: readonly string[]): readonly string[] {
  const own = wanted.filter((platform) => Object.hasOwn(component.platforms, platform));
  const needsAny = own.length < wanted.length && Object.hasOwn(component.platforms, ANY);
  return needsAny ? [...own, ANY] : own;
}

/** The versions asked of one component: its own, else those for all. */
export function wantedOf(selection: Selection, id: string): readonly string[] {
  const named = own(selection.components, id);
  return named === undefined || named.length === 0 ? selection.versions : named;
}

/**
 * Chooses per platform. A version for all that a platform lacks is replaced there by the latest one (many
 * components aren't versioned with the database); one asked of a component by name is left out.
 * @throws `version-unknown` when a named version is on none of the platforms, or, in strict mode, is missing on one
 */
export function chooseVersions(selection: Selection, component: Component): Chosen {
  const versions = new Map<string, Set<string>>();
  const missing: MissingVersion[] = [];
  const found = new Set<string>();
  const named = (own(selection.components, component.id)?.length ?? 0) > 0;
  const wanted = wantedOf(selection, component.id);
  for (const platform of effectivePlatforms(component, selection.platforms)) {
    const available = availableOn(component, platform);
    const chosen = new Set<string>(selection.full ? available : []);
    for (const asked of selection.full ? [] : wanted) {
      const matches = matchVersions(asked, available, {
        prefix: selection.prefix,
        nightly: component.nightly === '' ? null : component.nightly,
      });
      for (const version of matches) chosen.add(version);
      if (matches.length > 0) found.add(asked);
      else if (available.length > 0) {
        const instead = named ? null : latestOf(available);
        if (instead !== null) chosen.add(instead);
        missing.push({ component: component.id, platform, wanted: asked, instead });
      }
    }
    if (chosen.size > 0) versions.set(platform, chosen);
  }
  if (named) refuseUnknown(component.id, wanted, found);
  if (selection.strict) refuseMissing(missing);
  return { versions, missing, found };
}

/** The versions of one of its platforms that clients could install. */
export function availableOn(component: Component, platform: string): string[] {
  const items = component.platforms[platform] ?? {};
  const available: string[] = [];
  for (const version of Object.keys(items)) {
    const item = items[version];
    if (item !== undefined && isAvailable(item)) available.push(version);
  }
  return available;
}

function refuseUnknown(id: string, wanted: readonly string[], found: ReadonlySet<string>): void {
  const unknown = wanted.find((asked) => !found.has(asked));
  if (unknown === undefined) return;
  throw new EngineError(
    'version-unknown',
    `component ${id} has no version ${unknown} on the chosen platforms`,
    {
      facts: { component: id, version: unknown },
    },
  );
}

function refuseMissing(missing: readonly MissingVersion[]): void {
  const first = missing[0];
  if (first === undefined) return;
  throw new EngineError(
    'version-unknown',
    missing.map((m) => `${m.component} ${m.platform} has no version ${m.wanted}`).join('; '),
    { facts: { component: first.component, version: first.wanted, platform: first.platform } },
  );
}
