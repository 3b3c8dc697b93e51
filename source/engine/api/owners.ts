import type { PlannedSignature } from './clone.ts';
import type { PlannedKeyFile } from './mirror.ts';
import type { MissingSigner } from './renew.ts';
import type { SourceReference } from './source.ts';

export type ListedOwner = {
  readonly id: string;
  readonly name: string;
  /** How many of the keys have to sign. */
  readonly threshold: number;
  /** Ids. */
  readonly keys: readonly string[];
  /** Those that aren't yanked, and those that are. */
  readonly components: readonly string[];
  readonly yanked: readonly string[];
};
export type OwnersRequest = SourceReference;
export type OwnersResult = {
  readonly mirror: string;
  /** Sorted by id. */
  readonly owners: readonly ListedOwner[];
  /** When the index, and with it every owner's key, expires. */
  readonly expires: string;
};

/** A change of one owner of the current mirror, a folder. */
export type OwnerChange =
  /** More keys; or, without any, only another threshold. */
  | {
      readonly change: 'add-key';
      readonly id: string;
      readonly keys: readonly string[];
      readonly threshold?: number | undefined;
    }
  /** One key gives way to another. `old` is an id or the beginning of one. */
  | { readonly change: 'replace-key'; readonly id: string; readonly old: string; readonly key: string }
  /** No owner any more; its components have to be yanked, and go with it. */
  | { readonly change: 'revoke'; readonly id: string };

export type OwnerChangeRequest = OwnerChange & {
  /** Private keys to sign components with, besides those of the home and of the mirror. */
  readonly signWith?: readonly string[] | undefined;
};
export type OwnerChangePlan = {
  readonly request: OwnerChangeRequest;
  readonly mirror: string;
  /** The owner as it will be; null for one that is revoked. */
  readonly owner: ListedOwner | null;
  readonly keys: readonly PlannedKeyFile[];
  /** Components that are signed anew, because they were signed by a key that goes, or by too few. */
  readonly resigned: readonly string[];
  /** Yanked components that leave the mirror with their owner. */
  readonly removed: readonly string[];
  /** Not empty: applying refuses. */
  readonly missing: readonly MissingSigner[];
  readonly timestampVersion: number;
  readonly signs: readonly PlannedSignature[];
};
export type OwnerChangeResult = {
  readonly id: string;
  readonly owner: ListedOwner | null;
  readonly resigned: readonly string[];
  readonly removed: readonly string[];
};
