import type { EngineWarning } from '../events.ts';
import type { PlannedSignature } from './clone.ts';
import type { MissingSigner } from './renew.ts';
import type { MirrorIdentity, SourceReference } from './source.ts';

/**
 * `keep`: what the target has stays, the source's is left out. `take`: the source's comes in. `rename`: it comes in
 * under another name. `fail`: nobody has decided, and nothing is merged before somebody does.
 */
export type MergeDecision = 'fail' | 'keep' | 'take' | 'rename';

/**
 * `version`: the same version of a component on the same platform, with other bytes.
 * `owner`: a component that belongs to somebody else in the target.
 * `owner-keys`: an owner of the source who has other keys in the target, and those aren't in the home.
 * `owner-unknown`: an owner of the source whom the target doesn't know.
 * `nightly`: both have a nightly; a component has one.
 * `platform`: a platform whose clients use the `any/any` versions of the target so far, and wouldn't any more.
 * `file`: the name of a tarball that holds something else in the target.
 * `default-components`: components that the source installs by default and the target does not.
 */
export type MergeConflictKind =
  | 'version'
  | 'owner'
  | 'owner-keys'
  | 'owner-unknown'
  | 'nightly'
  | 'platform'
  | 'file'
  | 'default-components';

/** What two mirrors disagree in. A decision holds for exactly this: with anything else in it, it is another one. */
export type MergeConflict = {
  readonly kind: MergeConflictKind;
  /** Address of the source. */
  readonly source: string;
  /** Id in the target; null where it is about no single component. */
  readonly component: string | null;
  readonly version: string | null;
  readonly platform: string | null;
  /** Id of the owner in the source, or the name of the file, that it is about. */
  readonly name: string | null;
  /** What the target has, or an earlier source brought: a sha256, ids, versions; joined by spaces. */
  readonly here: string;
  /** What this source has instead; an owner who has an id of another one here by the id that he gets. */
  readonly there: string;
  readonly allowed: readonly MergeDecision[];
  readonly decision: MergeDecision;
  /** With `rename`: the other id of the component or owner, or the other name of the file. */
  readonly to: string | null;
};

/** A tarball that one side of a conflict has. */
export type MergeItem = {
  readonly owner: string;
  readonly sha256: string;
  /** Bytes; 0 where its mirror doesn't say. */
  readonly length: number;
  readonly released: string;
};

/** The tarballs that a conflict is between; null where it is about something else, or a side has none. */
export type MergeCompared = { readonly here: MergeItem | null; readonly there: MergeItem | null };

export type MergeRequest = {
  /** Merged one after the other. */
  readonly sources: readonly SourceReference[];
  /** For conflicts that `decisions` says nothing about; default fail. Who may publish is only ever decided by name. */
  readonly onConflict?: MergeDecision | undefined;
  /** Conflicts as a plan lists them, with decisions. */
  readonly decisions?: readonly MergeConflict[] | undefined;
};

export type MergeComponent = {
  readonly id: string;
  readonly owner: string;
  readonly action: 'new' | 'changed';
  /** Of the next manifest. */
  readonly version: number;
  /** Who signs it: `source` keeps the source's bytes and signatures, `owner` needs the owner's keys. */
  readonly signedBy: 'source' | 'owner';
  /** Manifests of sources that something was taken from. */
  readonly from: readonly {
    readonly source: string;
    readonly component: string;
    readonly file: string;
    readonly sha256: string;
  }[];
  /** Versions that come in or take another's place, `<version> <os>/<arch>`; sorted. */
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  /** Nightlies that make room for a new one. */
  readonly dropped: readonly string[];
  /** What it is changed into, or null when it stays. */
  readonly description: string | null;
};

export type MergeFile = {
  /** In the target. */
  readonly name: string;
  /** In the source. */
  readonly from: string;
  readonly source: string;
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  /** Bytes; 0 where the source doesn't say. */
  readonly length: number;
  readonly sha256: string;
  /** `keep`: lies in the target already; `replace`: takes the place of other bytes. */
  readonly action: 'fetch' | 'keep' | 'replace';
};

/**
 * Why something of a source is not merged: `kept` by a decision; `undecided`; `yanked-here`: withdrawn in the target,
 * and not brought back; `old-nightly`: a component has one nightly, and this isn't the source's; `unusable`: without a hash or a program, or its component can't be verified on one side;
 * `reserved`: a name that stock clients trip over.
 */
export type MergeLeft = {
  readonly source: string;
  readonly component: string;
  readonly version: string | null;
  readonly platform: string | null;
  readonly reason: 'kept' | 'undecided' | 'yanked-here' | 'old-nightly' | 'unusable' | 'reserved';
};

/** The client's own tarball, which becomes a copy of a version of component `tiup` that was merged. */
export type MergeClient = { readonly name: string; readonly from: string };

export type MergeOwner = {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly source: string;
};

/** A component that can't be signed: too few keys of its owner are at hand. */
export type MissingOwnerKeys = {
  readonly owner: string;
  readonly component: string;
  readonly needed: number;
  readonly got: number;
};

export type MergePlan = {
  readonly schema: 'mirrordeck/merge-plan/1';
  readonly request: MergeRequest;
  readonly target: {
    /** Absolute. */
    readonly path: string;
    readonly fingerprint: string;
    readonly timestampVersion: number;
  };
  readonly sources: readonly MirrorIdentity[];
  readonly components: readonly MergeComponent[];
  readonly files: readonly MergeFile[];
  readonly clients: readonly MergeClient[];
  /** Owners that the target gets, with the keys of the source. */
  readonly owners: readonly MergeOwner[];
  /** The target's list of default components when it changes, else null. */
  readonly defaultComponents: readonly string[] | null;
  /** Versions that target and sources have alike. */
  readonly identical: number;
  /** The same by component: how many of a source's versions the target has alike. */
  readonly alike: readonly {
    readonly source: string;
    readonly component: string;
    readonly versions: number;
  }[];
  readonly left: readonly MergeLeft[];
  /** All of them, decided or not. The plan can be carried out when none says `fail`. */
  readonly conflicts: readonly MergeConflict[];
  /** What the conflicts are between: one for each, in their order. */
  readonly compared: readonly MergeCompared[];
  readonly missingKeys: readonly MissingOwnerKeys[];
  /** Roles of the target that can't sign. */
  readonly missingRoles: readonly MissingSigner[];
  readonly signs: readonly PlannedSignature[];
  /** `free` is null where the system does not say. */
  readonly bytes: { readonly fetch: number; readonly keep: number; readonly free: number | null };
  readonly warnings: readonly EngineWarning[];
  /** Nothing to fetch and nothing to sign: applying writes nothing. */
  readonly unchanged: boolean;
};

export type MergeResult = {
  readonly target: string;
  /** False when nothing was new and nothing was written. */
  readonly changed: boolean;
  readonly components: readonly string[];
  readonly versions: number;
  readonly fetchedFiles: number;
  readonly fetchedBytes: number;
  readonly keptFiles: number;
  readonly milliseconds: number;
};
