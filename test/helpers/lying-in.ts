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

/** What lay there when a run of a clone began, and when that was. */
export type Run = { readonly left: Lying; readonly began: string };

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

/**
 * A run that is about to begin. The server answers once more before: what the run before it had asked is then known to
 * have come earlier, although it is logged when its answer has ended.
 */
export async function nextRun(target: string, address: string): Promise<Run> {
  await (await fetch(`${address}/timestamp.json`)).arrayBuffer();
  return { left: lyingIn(target), began: new Date().toISOString() };
}

/** What each of some runs, one after another, fetched anew. The last one has ended. */
export function fetchedAnewBy(runs: readonly Run[], log: readonly AccessEntry[]): string[] {
  return runs.flatMap(({ left, began }, at) => {
    const end = runs[at + 1]?.began;
    const entries = log.filter((entry) => entry.at >= began && (end === undefined || entry.at < end));
    return fetchedAnew(left, entries).map((wrong) => `run ${at}: ${wrong}`);
  });
}

/** Tarballs that were asked for again though they were whole, or from the start though half was there. */
export function fetchedAnew(before: Lying, entries: readonly AccessEntry[]): string[] {
  const wrongs: string[] = [];
  const asked = new Set<string>();
  for (const { path, range, status } of entries.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const name = path.slice(1);
    if (!name.endsWith('.tar.gz') || asked.has(name)) continue;
    asked.add(name);
    if (before.whole.has(name)) wrongs.push(`${name} was whole and fetched again`);
    const size = before.half.get(name) ?? 0;
    if (size === 0) continue;
    const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    // 499: whoever asked was gone before there was an answer
    if (from !== size || (status !== 206 && status !== 499))
      wrongs.push(`${name} had ${size} bytes and went on from ${from} (${status})`);
  }
  return wrongs;
}
