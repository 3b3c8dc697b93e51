import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessEntry } from '../../source/engine/index.ts';

/** Numbers as random as Math.random's, yet the same in every run of a test. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Lying = { readonly whole: ReadonlySet<string>; readonly half: ReadonlyMap<string, number> };

/**
 * What lies in the target of a clone: whole tarballs, and the sizes of half ones. The clone may be at work: what it takes
 * away or renames between two looks is not there.
 */
export function lyingIn(target: string): Lying {
  const whole = new Set<string>();
  const half = new Map<string, number>();
  for (const folder of [target, join(target, '.mirrordeck', 'staging')]) {
    for (const name of namesIn(folder)) {
      if (name.endsWith('.tar.gz')) whole.add(name);
      if (!name.endsWith('.tar.gz.part')) continue;
      const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      if (size !== undefined) half.set(name.slice(0, -'.part'.length), size);
    }
  }
  return { whole, half };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Tarballs that were asked for again though they were whole, or from the start though half was there. */
export function fetchedAnew(before: Lying, entries: readonly AccessEntry[]): string[] {
  const wrongs: string[] = [];
  const asked = new Set<string>();
  for (const { path, range, status } of entries) {
    const name = path.slice(1);
    if (!name.endsWith('.tar.gz') || asked.has(name)) continue;
    asked.add(name);
    if (before.whole.has(name)) wrongs.push(`${name} was whole and fetched again`);
    const size = before.half.get(name) ?? 0;
    if (size === 0) continue;
    const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (from !== size || status !== 206)
      wrongs.push(`${name} had ${size} bytes and went on from ${from} (${status})`);
  }
  return wrongs;
}
