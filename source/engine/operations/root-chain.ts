import type { Root } from '../domain/manifest.ts';
import { longestRoot } from '../domain/parse.ts';
import { acceptRoot, nextRoot, type RootAnchor, rootFingerprint, type Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import type { MirrorSource } from '../io/mirror-source.ts';

/** Roots that are walked over at a time: a mirror that has more was made to keep us busy. */
const mostRoots = 256;

/** From a trusted root to the newest that the source has, one version after the other, each signed by the last. */
export async function walkRoots(
  source: MirrorSource,
  start: Verified<Root>,
  signal: AbortSignal | undefined,
): Promise<Verified<Root>> {
  let root = start;
  for (let step = 0; step < mostRoots; step += 1) {
    const file = `${root.manifest.version + 1}.root.json`;
    const bytes = await source.read(file, longestRoot, signal);
    if (bytes === null) return root;
    root = nextRoot(root, bytes, file);
  }
  throw new EngineError('source-not-a-mirror', `more than ${mostRoots} roots follow each other`, {
    facts: { address: source.address },
  });
}

/**
 * A root of the source that the anchor holds for: `root.json`, or an earlier or later one, because a rotation may
 * have come between and `root.json` may or may not be the newest. `version` says where to look first.
 * Throws the anchor's error (`fingerprint-mismatch`, with the address) when none is it.
 */
export async function findRoot(
  source: MirrorSource,
  anchor: RootAnchor,
  signal: AbortSignal | undefined,
  version?: number,
): Promise<Verified<Root>> {
  if (version !== undefined) {
    const file = `${version}.root.json`;
    const bytes = await readIfThere(source, file, signal);
    const root = bytes === null ? null : tryAnchor(bytes, file, anchor).root;
    if (root !== null) return root;
  }
  const bytes = await rootBytes(source, signal);
  const first = tryAnchor(bytes, 'root.json', anchor);
  if (first.root !== null) return first.root;
  const fresh = acceptRoot(bytes, 'root.json', { kind: 'self' });
  return (
    (await later(source, fresh, anchor, signal)) ??
    (await earlier(source, fresh, anchor, signal)) ??
    refuse(first.refused, source.address)
  );
}

/** The source's own first root, with nothing to hold it against. */
export async function ownRoot(
  source: MirrorSource,
  signal: AbortSignal | undefined,
): Promise<Verified<Root>> {
  return acceptRoot(await rootBytes(source, signal), 'root.json', { kind: 'self' });
}

/**
 * What the source has in the place of a root that is known, when that is another root; null when it is the same,
 * or nothing can be said.
 */
export async function foreignRoot(
  source: MirrorSource,
  known: Verified<Root>,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const file = `${known.manifest.version}.root.json`;
  const bytes =
    (await readIfThere(source, file, signal)) ?? (await source.read('root.json', longestRoot, signal));
  if (bytes === null) return null;
  try {
    const root = acceptRoot(bytes, 'root.json', { kind: 'self' });
    return Buffer.compare(root.signedBytes, known.signedBytes) === 0 ? null : rootFingerprint(root.manifest);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/**
 * A file that may be there: stock's server passes on what it lacks to a mirror on the internet, and answers 502
 * where there is none. A source that is out of reach altogether fails at its `root.json`, which is read next.
 */
async function readIfThere(
  source: MirrorSource,
  file: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | null> {
  try {
    return await source.read(file, longestRoot, signal);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'source-unreachable') return null;
    throw error;
  }
}

type Attempt = { readonly root: Verified<Root> } | { readonly root: null; readonly refused: EngineError };

function tryAnchor(bytes: Uint8Array, file: string, anchor: RootAnchor): Attempt {
  try {
    return { root: acceptRoot(bytes, file, anchor) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'fingerprint-mismatch') throw error;
    return { root: null, refused: error };
  }
}

async function later(
  source: MirrorSource,
  from: Verified<Root>,
  anchor: RootAnchor,
  signal: AbortSignal | undefined,
): Promise<Verified<Root> | null> {
  let root = from;
  for (let step = 0; step < mostRoots; step += 1) {
    const file = `${root.manifest.version + 1}.root.json`;
    const bytes = await source.read(file, longestRoot, signal);
    if (bytes === null) return null;
    root = nextRoot(root, bytes, file);
    const found = tryAnchor(bytes, file, anchor).root;
    if (found !== null) return found;
  }
  return null;
}

async function earlier(
  source: MirrorSource,
  from: Verified<Root>,
  anchor: RootAnchor,
  signal: AbortSignal | undefined,
): Promise<Verified<Root> | null> {
  const last = Math.max(1, from.manifest.version - mostRoots);
  for (let version = from.manifest.version - 1; version >= last; version -= 1) {
    const file = `${version}.root.json`;
    const bytes = await source.read(file, longestRoot, signal);
    const found = bytes === null ? null : tryAnchor(bytes, file, anchor).root;
    if (found !== null) return found;
  }
  return null;
}

async function rootBytes(source: MirrorSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const bytes = await source.read('root.json', longestRoot, signal);
  if (bytes !== null) return bytes;
  throw new EngineError('source-not-a-mirror', `${source.address} has no root.json`, {
    facts: { address: source.address },
  });
}

function refuse(error: EngineError, address: string): never {
  throw new EngineError(error.code, `${address}: ${error.message}`, {
    facts: { ...error.facts, address },
    cause: error,
  });
}
