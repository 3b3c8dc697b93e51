import type { Component, VersionItem } from './manifest.ts';
import { ANY } from './platform.ts';
import { own } from './record.ts';
import { checkVersionSpec, isExactSpec, latestOf, matchVersions, withV } from './version.ts';

/** What a client of one platform finds of a component. */
export type Releases = {
  /** The platform's own key, or `any/any`, which counts only where the component lacks that key. */
  readonly platform: string;
  /** Version → item. Yanked ones and those without an entry are left out: a client can't run them. */
  readonly versions: ReadonlyMap<string, VersionItem>;
};

/** The versions of a component for a platform; none when it doesn't support it. */
export function releasesFor(component: Component, platform: string): Releases {
  const exact = own(component.platforms, platform);
  const items = exact ?? own(component.platforms, ANY) ?? {};
  const usable = Object.entries(items).filter(([, item]) => !item.yanked && item.entry !== '');
  return { platform: exact === undefined ? ANY : platform, versions: new Map(usable) };
}

/**
 * The one version that a spec stands for among those given, or null. Null as spec: the latest that is no nightly.
 * An exact name comes first; then, as a beginning on whole numbers (`v1.1` fits v1.1.3, not v1.10.0), and ranges,
 * the highest that fits, stable ones before pre-releases, never a nightly. `nightly`: what the alias refers to.
 * Throws `version-invalid` for what is no spec.
 */
export function pickVersion(
  spec: string | null,
  versions: readonly string[],
  nightly: string,
): string | null {
  if (spec === null) return latestOf(versions);
  checkVersionSpec(spec);
  if (spec.toLowerCase() === 'nightly') return versions.includes(nightly) ? nightly : null;
  const exact =
    versions.find((version) => version === spec) ?? versions.find((version) => version === withV(spec));
  if (exact !== undefined) return exact;
  const begun = isExactSpec(spec) ? versions.filter((version) => version.startsWith(`${withV(spec)}.`)) : [];
  return latestOf(begun.length > 0 ? begun : matchVersions(spec, versions, { nightly }));
}

/** `tidb:v1.0.0` → component and version spec; no spec is null. What they are is not checked. */
export function splitSpec(text: string): { readonly component: string; readonly version: string | null } {
  const colon = text.indexOf(':');
  if (colon < 0) return { component: text, version: null };
  const version = text.slice(colon + 1);
  return { component: text.slice(0, colon), version: version === '' ? null : version };
}
