import type { Index, Root, Snapshot, Timestamp } from '../domain/manifest.ts';
import { parseManifest } from '../domain/parse.ts';
import { type Verified, verifyIndex, verifySnapshot, verifyTimestamp } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import type { Home } from '../io/home.ts';

/** What a home has verified of its mirror earlier, as bytes: trusted only as far as it verifies again. */
export type KnownState = {
  /** The newest root that was seen; 0 for none. */
  readonly rootVersion: number;
  /**
   * The known manifests that verify under this root; what doesn't, after a change of keys or a spoilt file, is as
   * if it had never been seen, so that it can't lock anybody out. How old they are is no matter.
   */
  under(root: Verified<Root>): KnownManifests;
  component(id: string): Promise<Uint8Array | null>;
};

export const nothingKnown: KnownState = {
  rootVersion: 0,
  under: () => ({ timestamp: undefined, snapshot: undefined, index: undefined }),
  component: async () => null,
};

export async function knownInHome(home: Home): Promise<KnownState> {
  const [root, timestamp, snapshot, index] = await Promise.all([
    home.readManifest('root.json'),
    home.readManifest('timestamp.json'),
    home.readManifest('snapshot.json'),
    home.readManifest('index.json'),
  ]);
  const rootVersion =
    root === null ? 0 : (attempt(() => parseManifest('root', root, 'root.json').signed.version) ?? 0);
  let last: { readonly root: Verified<Root>; readonly manifests: KnownManifests } | undefined;
  return {
    rootVersion,
    // Asked for once per manifest that is read, nearly always of one root.
    under: (root) => {
      if (last?.root !== root) last = { root, manifests: verified(root, timestamp, snapshot, index) };
      return last.manifests;
    },
    component: (id) => home.readManifest(`${id}.json`),
  };
}

export type KnownManifests = {
  readonly timestamp: Verified<Timestamp> | undefined;
  readonly snapshot: Verified<Snapshot> | undefined;
  readonly index: Verified<Index> | undefined;
};

function verified(
  root: Verified<Root>,
  timestampBytes: Uint8Array | null,
  snapshotBytes: Uint8Array | null,
  indexBytes: Uint8Array | null,
): KnownManifests {
  // At the beginning of time nothing has expired.
  const then = new Date(0);
  const timestamp =
    timestampBytes === null ? undefined : attempt(() => verifyTimestamp(timestampBytes, root, then));
  const snapshot =
    timestamp === undefined || snapshotBytes === null
      ? undefined
      : attempt(() => verifySnapshot(snapshotBytes, root, timestamp, then));
  const index =
    snapshot === undefined || indexBytes === null
      ? undefined
      : attempt(() => verifyIndex(indexBytes, root, snapshot, then));
  return { timestamp, snapshot, index };
}

/** What it gives; undefined when it is refused. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
