import type { Component } from './manifest.ts';
import { sortVersions } from './version.ts';

/**
 * What a component offers, in columns: a tenth of the objects that its manifest is made of, and quick to hand from
 * one thread to another.
 */
export type Listing = {
  readonly id: string;
  readonly description: string;
  /** The version that `nightly` stands for; empty for none. */
  readonly nightly: string;
  /** Sorted. */
  readonly platforms: readonly string[];
  /** Newest first. */
  readonly versions: readonly string[];
  /** How many releases each version has. */
  readonly counts: Uint32Array;
  /** Moments of release (RFC 3339), each once. */
  readonly moments: readonly string[];
  /** Four numbers per release: which platform, which moment, bytes of the tarball, 1 when it was yanked. By version, then by platform. */
  readonly cells: Float64Array;
};

export const cellWidth = 4;

/** Lists what has an entry; what was yanked only `withYanked`. */
export function listComponent(manifest: Component, withYanked: boolean): Listing {
  const platforms = Object.keys(manifest.platforms).sort();
  const cellsOf = new Map<string, number[]>();
  const moments = new Map<string, number>();
  platforms.forEach((platform, at) => {
    const items = manifest.platforms[platform] ?? {};
    for (const version of Object.keys(items)) {
      const item = items[version];
      if (item === undefined || item.entry === '' || (item.yanked && !withYanked)) continue;
      const moment = moments.get(item.released) ?? moments.size;
      moments.set(item.released, moment);
      const cells = cellsOf.get(version);
      const yanked = item.yanked ? 1 : 0;
      if (cells === undefined) cellsOf.set(version, [at, moment, item.length, yanked]);
      else cells.push(at, moment, item.length, yanked);
    }
  });
  const versions = sortVersions(cellsOf.keys()).reverse();
  const inOrder = versions.map((version) => cellsOf.get(version) ?? []);
  const { id, description, nightly } = manifest;
  return {
    id,
    description,
    nightly,
    platforms,
    versions,
    counts: Uint32Array.from(inOrder, (cells) => cells.length / cellWidth),
    moments: [...moments.keys()],
    cells: Float64Array.from(inOrder.flat()),
  };
}
