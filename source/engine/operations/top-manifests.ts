import type { Index, Root, Snapshot, Timestamp } from '../domain/manifest.ts';
import { versionedName } from '../domain/names.ts';
import { longestTimestamp } from '../domain/sign.ts';
import {
  entryOf,
  limitOf,
  newerRoot,
  rootFingerprint,
  type Verified,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import type { MirrorSource } from '../io/mirror-source.ts';
import type { KnownState } from './known-state.ts';
import { foreignRoot, walkRoots } from './root-chain.ts';
import { rootChanged, type TrustAnchor } from './trust-anchor.ts';

/** Four manifests that belong together. */
export type TopManifests = {
  readonly root: Verified<Root>;
  readonly timestamp: Verified<Timestamp>;
  readonly snapshot: Verified<Snapshot>;
  readonly index: Verified<Index>;
};

type Signal = AbortSignal | undefined;

/**
 * One reading, as a TiUP client does it: the timestamp, after a walk over newer roots when it doesn't verify; the
 * snapshot it names, and everything again when that wants a newer root, or is signed by keys of one; the index.
 */
export async function readTopManifests(
  source: MirrorSource,
  anchor: TrustAnchor,
  known: KnownState,
  now: Date,
  signal: Signal,
): Promise<TopManifests> {
  const start = await reachKnownRoot(source, anchor.root, known, signal);
  const first = await readTimestamp(source, anchor, start, known, now, signal);
  const seen = await readSnapshot(source, first, known, now, signal).catch((error: unknown) => {
    if (isCuredByNewerRoot(error)) return error;
    throw error;
  });
  if (!(seen instanceof EngineError) && newerRoot(seen, first.root) === null)
    return await withIndex(source, { ...first, snapshot: seen }, known, now, signal);
  const root = await walkRoots(source, first.root, signal);
  // Stock's client does not look for a root here, so our rotations never need it; its own do.
  if (seen instanceof EngineError && root === first.root) throw seen;
  const second = await readTimestamp(source, anchor, root, known, now, signal);
  const again = await readSnapshot(source, second, known, now, signal);
  const wanted = newerRoot(again, second.root);
  if (wanted !== null) throw missing(source, `${wanted}.root.json`);
  return await withIndex(source, { ...second, snapshot: again }, known, now, signal);
}

type Dated = { readonly root: Verified<Root>; readonly timestamp: Verified<Timestamp> };

/** A source that keeps back roots which this home has seen would have old keys count again. */
async function reachKnownRoot(
  source: MirrorSource,
  root: Verified<Root>,
  known: KnownState,
  signal: Signal,
): Promise<Verified<Root>> {
  if (known.rootVersion <= root.manifest.version) return root;
  const reached = await walkRoots(source, root, signal);
  if (reached.manifest.version >= known.rootVersion) return reached;
  const file = `${known.rootVersion}.root.json`;
  throw new EngineError('rollback', `${source.address} has no ${file} any more`, {
    facts: { file, address: source.address, expected: known.rootVersion, got: reached.manifest.version },
  });
}

async function readTimestamp(
  source: MirrorSource,
  anchor: TrustAnchor,
  root: Verified<Root>,
  known: KnownState,
  now: Date,
  signal: Signal,
): Promise<Dated> {
  const bytes = await source.read('timestamp.json', longestTimestamp, signal);
  if (bytes === null) {
    throw new EngineError('source-not-a-mirror', `${source.address} has no timestamp.json`, {
      facts: { address: source.address },
    });
  }
  const verify = (by: Verified<Root>): Dated => ({
    root: by,
    timestamp: verifyTimestamp(bytes, by, now, known.under(by).timestamp),
  });
  try {
    return verify(root);
  } catch (error) {
    if (!isCuredByNewerRoot(error)) throw error;
    const newest = await walkRoots(source, root, signal).catch(async (failure: unknown) => {
      // Another mirror's roots don't follow from ours either.
      throw isCuredByNewerRoot(failure) ? await explained(failure, source, anchor, signal) : failure;
    });
    if (newest === root) throw await explained(error, source, anchor, signal);
    return verify(newest);
  }
}

function isCuredByNewerRoot(error: unknown): error is EngineError {
  const codes = ['signature-invalid', 'signature-threshold', 'manifest-expired'];
  return error instanceof EngineError && codes.includes(error.code);
}

/** Signatures that don't hold may mean that it is another mirror altogether: that is what to say then. */
async function explained(
  error: EngineError,
  source: MirrorSource,
  anchor: TrustAnchor,
  signal: Signal,
): Promise<EngineError> {
  if (error.code === 'manifest-expired' || anchor.origin === 'new' || anchor.origin === 'local') return error;
  const got = await foreignRoot(source, anchor.root, signal);
  if (got === null) return error;
  const expected = rootFingerprint(anchor.root.manifest);
  if (anchor.origin !== 'pinned') return rootChanged(source.address, expected, got, error);
  return new EngineError('fingerprint-mismatch', `${source.address} shows the root ${got}, not ${expected}`, {
    facts: { file: 'root.json', address: source.address, expected, got },
    cause: error,
  });
}

async function readSnapshot(
  source: MirrorSource,
  { root, timestamp }: Dated,
  known: KnownState,
  now: Date,
  signal: Signal,
): Promise<Verified<Snapshot>> {
  const limit = limitOf(timestamp.manifest.meta['/snapshot.json']);
  const bytes = await source.read('snapshot.json', limit, signal);
  if (bytes === null) throw missing(source, 'snapshot.json');
  return verifySnapshot(bytes, root, timestamp, now, known.under(root).snapshot);
}

async function withIndex(
  source: MirrorSource,
  top: Omit<TopManifests, 'index'>,
  known: KnownState,
  now: Date,
  signal: Signal,
): Promise<TopManifests> {
  const { root, snapshot } = top;
  const kept = known.under(root).index;
  const entry = entryOf(snapshot, '/index.json');
  if (kept !== undefined && kept.manifest.version === entry.version) {
    return { ...top, index: verifyIndex(kept.bytes, root, snapshot, now, kept) };
  }
  const file = versionedName(entry.version, '/index.json');
  const bytes = await source.read(file, limitOf(entry), signal);
  if (bytes === null) throw missing(source, file);
  return { ...top, index: verifyIndex(bytes, root, snapshot, now, kept) };
}

function missing(source: MirrorSource, file: string): EngineError {
  return new EngineError('file-missing', `${source.address} has no ${file}`, {
    facts: { file, address: source.address },
  });
}
