import type { EngineWarning } from '../events.ts';
import type { VerifyProblem } from './mirror.ts';
import type { PlannedPreset } from './preset.ts';
import type { MirrorIdentity, SourceReference } from './source.ts';

/**
 * What to clone. A version is an exact one (`v1.0.0` or `1.0.0`), `latest`, `nightly`, `all`, `*`, or a range
 * (`^1.2`, `~7.1.3`, `7.x`); with `prefix` every one is also taken as the beginning of version names.
 */
export type CloneRequest = {
  readonly source?: SourceReference | undefined;
  /** The folder to make or to refresh. */
  readonly target: string;
  readonly full?: boolean | undefined;
  /** Versions wanted of every component. */
  readonly versions?: readonly string[] | undefined;
  /** Versions wanted of single components; a component named here ignores `versions`. */
  readonly components?: Readonly<Record<string, readonly string[]>> | undefined;
  /** `cluster:<version>`: a TiDB cluster of that version and all that it takes to run one; beside what is named. */
  readonly presets?: readonly string[] | undefined;
  readonly prefix?: boolean | undefined;
  /** Default linux, darwin. */
  readonly oses?: readonly string[] | undefined;
  /** Default amd64, arm64. */
  readonly archs?: readonly string[] | undefined;
  /** A version that is missing on a platform is an error, nothing takes its place. */
  readonly strict?: boolean | undefined;
  /** In a refresh: versions that are not selected now leave the mirror. */
  readonly dropUnselected?: boolean | undefined;
};

/** `keep`: lies in the target already; `resume`: partly here; `replace`: here with other bytes than the source's. */
export type FileAction = 'fetch' | 'resume' | 'keep' | 'replace';

export type PlannedFile = {
  /** File name in the mirror. */
  readonly name: string;
  /** File name in the source: another one for the client's own tarballs. */
  readonly from: string;
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  readonly length: number;
  readonly sha256: string;
  readonly action: FileAction;
};

export type PlannedComponent = {
  readonly id: string;
  readonly owner: string;
  /** Platform → versions that clients will find, oldest first. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly manifest: 'new' | 'changed' | 'same';
};

export type MissingVersion = {
  readonly component: string;
  readonly platform: string;
  /** As it was asked for. */
  readonly wanted: string;
  /** What takes its place on that platform, or null for nothing. */
  readonly instead: string | null;
};

export type DroppedVersion = {
  readonly component: string;
  readonly platform: string;
  readonly version: string;
};

export type PlannedSignature = {
  readonly file: string;
  readonly version: number;
  readonly expires: string;
};

export type PlannedKeys = {
  /** A role, or an owner's id. */
  readonly name: string;
  readonly count: number;
  readonly action: 'new' | 'kept';
};

/** Which manifest of a component it was: its version and its owner's signatures, joined by spaces. */
export type SourceManifest = { readonly version: number; readonly signatures: string };

export type ClonePlan = {
  readonly schema: 'mirrordeck/clone-plan/1';
  readonly request: CloneRequest;
  readonly source: {
    readonly identity: MirrorIdentity;
    readonly timestampVersion: number;
    /** Component id → what the plan was made from; a source that moved on in one of them refuses the plan. */
    readonly manifests: Readonly<Record<string, SourceManifest>>;
  };
  readonly target: {
    /** Absolute. */
    readonly path: string;
    readonly state: 'new' | 'refresh';
    /** Version of the target's timestamp that the plan was made on; 0 when new. */
    readonly timestampVersion: number;
  };
  readonly platforms: readonly string[];
  readonly presets: readonly PlannedPreset[];
  readonly components: readonly PlannedComponent[];
  /** Tarballs of components, and `tiup-<os>-<arch>.tar.gz` (component `tiup`, named so). */
  readonly files: readonly PlannedFile[];
  readonly missing: readonly MissingVersion[];
  readonly dropped: readonly DroppedVersion[];
  readonly keys: readonly PlannedKeys[];
  readonly signs: readonly PlannedSignature[];
  /** `free` is null where the system does not say. */
  readonly bytes: {
    readonly total: number;
    readonly fetch: number;
    readonly keep: number;
    readonly free: number | null;
  };
  readonly warnings: readonly EngineWarning[];
  /** Nothing to fetch and nothing to sign: applying writes nothing. */
  readonly unchanged: boolean;
};

export type FileFailure = { readonly name: string; readonly reason: string };

export type ReceiptComponent = {
  readonly id: string;
  readonly owner: string;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly latest: string | null;
  readonly nightly: string | null;
};

/** What a client of one platform will find. */
export type ReceiptPlatform = {
  readonly platform: string;
  /** Version of the client in `tiup-<os>-<arch>.tar.gz`, or null when it isn't there. */
  readonly client: string | null;
  readonly components: readonly ReceiptComponent[];
  readonly files: number;
  readonly bytes: number;
};

/** What a new client of a platform met that installs the newest of each component, and itself. */
export type PlatformWalk = {
  readonly platform: string;
  readonly verdict: 'fine' | 'broken';
  /** Components that it could install. */
  readonly installs: number;
  /** Whether the client itself is there for it. */
  readonly client: boolean;
  readonly problems: readonly VerifyProblem[];
};

/**
 * A client that knows nothing but the fingerprint, walking over the mirror as it was committed: root, timestamp,
 * snapshot, index and every component verified, then each platform.
 */
export type ReceiptWalk = {
  readonly manifests: number;
  /** Components that no client can use. */
  readonly problems: readonly VerifyProblem[];
  readonly platforms: readonly PlatformWalk[];
};

export type Receipt = {
  readonly schema: 'mirrordeck/receipt/1';
  readonly madeAt: string;
  readonly source: {
    readonly address: string;
    readonly fingerprint: string;
    readonly timestampVersion: number;
  };
  readonly mirror: {
    readonly fingerprint: string;
    readonly timestampVersion: number;
    readonly expires: string;
  };
  readonly platforms: readonly ReceiptPlatform[];
  readonly missing: readonly MissingVersion[];
  readonly failures: readonly FileFailure[];
  /** Receipts of earlier versions have none. */
  readonly walk?: ReceiptWalk | undefined;
};

export type CloneResult = {
  readonly target: string;
  /** False when nothing was new and nothing was written. */
  readonly changed: boolean;
  readonly fetchedFiles: number;
  readonly fetchedBytes: number;
  readonly keptFiles: number;
  readonly milliseconds: number;
  /** Not empty: the mirror is right but incomplete (exit code 3); running again takes only these. */
  readonly failures: readonly FileFailure[];
  readonly receipt: Receipt;
};
