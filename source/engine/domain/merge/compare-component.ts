import { eachItem } from '../clone-manifests.ts';
import { isAvailable } from '../clone-selection.ts';
import type { Component, VersionItem } from '../manifest.ts';
import { ANY } from '../platform.ts';
import { own } from '../record.ts';
import { isNightly } from '../version.ts';
import { type Items, sha256Of } from './merge-state.ts';

/** A version of the source that the target has not, or has with other bytes. */
export type Difference = {
  readonly version: string;
  readonly platform: string;
  readonly item: VersionItem;
  /** What the target has in its place; null for nothing. */
  readonly here: VersionItem | null;
};

export type Unmerged = {
  readonly version: string;
  readonly platform: string;
  readonly reason: 'yanked-here' | 'unusable' | 'old-nightly';
};

export type Comparison = {
  /** By platform and version, as the source lists them. */
  readonly differences: readonly Difference[];
  readonly identical: number;
  readonly unmerged: readonly Unmerged[];
};

/** What a source's component has that the target's doesn't. What is yanked in the source says nothing. */
export function compareComponent(here: Items, source: Component): Comparison {
  const differences: Difference[] = [];
  const unmerged: Unmerged[] = [];
  const nightly = nightlyOf(source);
  let identical = 0;
  for (const [platform, version, item] of eachItem(source)) {
    if (item.yanked) continue;
    const known = own(own(here, platform) ?? {}, version) ?? null;
    if (!isAvailable(item)) unmerged.push({ version, platform, reason: 'unusable' });
    else if (isNightly(version) && version !== nightly) {
      unmerged.push({ version, platform, reason: 'old-nightly' });
    } else if (known === null) differences.push({ version, platform, item, here: null });
    // Withdrawn on purpose, or left out of a clone: it isn't a merge that brings it back.
    else if (known.yanked) unmerged.push({ version, platform, reason: 'yanked-here' });
    else if (sha256Of(known) === sha256Of(item)) identical += 1;
    else differences.push({ version, platform, item, here: known });
  }
  return { differences, identical, unmerged };
}

/** The one nightly of a component: what the alias stands for, else the newest by its name; null for none. */
export function nightlyOf({ platforms, nightly }: Component): string | null {
  const live = liveNightlies(platforms);
  return live.includes(nightly) ? nightly : (live.at(-1) ?? null);
}

/** The nightlies that clients find, each once, sorted. */
export function liveNightlies(items: Items | Component['platforms']): readonly string[] {
  const found = Object.values(items).flatMap((versions) =>
    Object.entries(versions).flatMap(([version, item]) =>
      isNightly(version) && isAvailable(item) ? [version] : [],
    ),
  );
  return [...new Set(found)].sort();
}

/** The `any/any` versions that clients of this platform find now and won't once the component has the platform. */
export function hiddenBy(platform: string, items: Items): readonly string[] {
  if (platform === ANY || own(items, platform) !== undefined) return [];
  return Object.entries(own(items, ANY) ?? {}).flatMap(([version, item]) =>
    isAvailable(item) ? [version] : [],
  );
}
