import type { EngineWarning } from '../events.ts';
import type { PlannedSignature } from './clone.ts';
import type { MissingSigner } from './renew.ts';

/**
 * What is to be kept. A version goes when no policy keeps it, it is older than `olderThan` (if that is given), and
 * nothing needs it. Without any policy no version goes: only what is due from earlier runs is deleted, manifests that
 * newer ones took the place of, and files of nothing.
 */
export type PrunePolicy = {
  /** The newest so many versions of each component. */
  readonly keepLast?: number | undefined;
  /** The newest so many versions of each `major.minor`. */
  readonly keepMinor?: number | undefined;
  /** Versions, ranges, or beginnings of versions. */
  readonly keep?: readonly string[] | undefined;
  /** Days since the release. */
  readonly olderThan?: number | undefined;
};

export type PruneRequest = PrunePolicy & {
  /** Ids that the policies are for; default all. */
  readonly components?: readonly string[] | undefined;
  /** The latest version of a platform may go, too. */
  readonly dropLatest?: boolean | undefined;
  /** Days between yanking a version and deleting its files; default 7. */
  readonly grace?: number | undefined;
  /** Delete now what would wait. */
  readonly now?: boolean | undefined;
  /** Private keys besides those of the home and of the mirror. */
  readonly keys?: readonly string[] | undefined;
};

/** Why a version stays. `of` is the platform, the component that needs it with its version, or the policy's value. */
export type KeepReason = {
  readonly code:
    | 'keep-last'
    | 'keep-minor'
    | 'keep'
    | 'young'
    | 'latest'
    | 'nightly'
    | 'default'
    | 'client'
    | 'needed';
  readonly of: string;
};

export type PrunedVersion = {
  readonly component: string;
  readonly version: string;
  readonly platforms: readonly string[];
  /** RFC 3339; of the platform that came last. */
  readonly released: string;
  /** Its tarballs that nothing else names, and their bytes on the disk. */
  readonly files: readonly string[];
  readonly bytes: number;
};
export type KeptVersion = {
  readonly component: string;
  readonly version: string;
  readonly reason: KeepReason;
};

/** `tarball` of a yanked version, `manifest` that a newer one replaced, `orphan` that nothing names, stopped `commit`. */
export type PrunedFile = {
  readonly file: string;
  readonly kind: 'tarball' | 'manifest' | 'orphan' | 'commit';
  readonly bytes: number;
  /** When it may be deleted (RFC 3339). */
  readonly due: string;
};

export type PrunePlan = {
  readonly schema: 'mirrordeck/prune-plan/1';
  readonly request: PruneRequest;
  readonly mirror: string;
  /** The moment that everything is judged at. */
  readonly at: string;
  readonly timestampVersion: number;
  /** Versions that clients will no longer find. */
  readonly yanks: readonly PrunedVersion[];
  /** Of the components that the policies are for. */
  readonly kept: readonly KeptVersion[];
  /** Deleted when this is applied. */
  readonly deletes: readonly PrunedFile[];
  /** Deleted by a later run. */
  readonly waits: readonly PrunedFile[];
  readonly bytes: { readonly deletes: number; readonly waits: number };
  readonly signs: readonly PlannedSignature[];
  /** Not empty: applying refuses. */
  readonly missing: readonly MissingSigner[];
  readonly warnings: readonly EngineWarning[];
};

export type PruneResult = {
  readonly mirror: string;
  readonly yanked: number;
  readonly deleted: readonly string[];
  readonly bytes: number;
  readonly waits: readonly PrunedFile[];
};
