import type { Root, Signature, TopRole } from '../domain/manifest.ts';
import type { EngineWarning } from '../events.ts';
import type { PlannedSignature } from './clone.ts';
import type { KeyTypeName } from './keys.ts';
import type { MissingSigner } from './renew.ts';
import type { SourceReference } from './source.ts';

/** Where the signatures of those whose keys aren't here come from. Exactly one of these, or none. */
export type SigningRequest = {
  /** Key files that sign besides those of the mirror and the home. */
  readonly keys?: readonly string[] | undefined;
  /** A folder of such files. */
  readonly keyDir?: string | undefined;
  /** Nothing is signed: the file goes to the signers, and comes back with `from`. */
  readonly out?: string | undefined;
  /** A file that was saved by `out`, or by a signing server that was stopped. */
  readonly from?: string | undefined;
  /** `host:port` for the signing server, which starts when the keys here are not enough. Default 127.0.0.1:8080. */
  readonly listen?: string | undefined;
};

export type RotateRequest = SigningRequest & {
  /** Key files, of either half, whose keys a role gets. */
  readonly addKeys?: readonly string[] | undefined;
  /** Ids, or their first 8 digits or more, of keys that leave. */
  readonly removeKeys?: readonly string[] | undefined;
  /** Such an id, and the file of the key that takes its place. */
  readonly replaceKeys?: readonly { readonly key: string; readonly by: string }[] | undefined;
  readonly threshold?: number | undefined;
  /** The role that these four are about. Default: root; for keys that leave, every role that lists them. */
  readonly role?: TopRole | undefined;
  /** Days from now until the root expires; default 365, and never earlier than it would have. */
  readonly days?: number | undefined;
  /** The next root as an edited file, instead of all that. */
  readonly file?: string | undefined;
  /** A command line: the person edits the root. */
  readonly editor?: string | undefined;
  /** Ids of root keys that nobody can sign with any more. */
  readonly lostKeys?: readonly string[] | undefined;
  /** A key that stock clients can't read is meant. */
  readonly allowEd25519?: boolean | undefined;
};

/** A key that a role lists, and the files with its private half that lie in the home or with the mirror. */
export type RoleKey = { readonly id: string; readonly type: KeyTypeName; readonly files: readonly string[] };
export type ListedRole = {
  readonly role: TopRole;
  readonly threshold: number;
  /** Sorted by id. */
  readonly keys: readonly RoleKey[];
};
export type RolesRequest = SourceReference;
export type RolesResult = {
  readonly mirror: string;
  readonly kind: 'folder' | 'http';
  /** Of the root that lists them, and until when it does. */
  readonly version: number;
  readonly expires: string;
  /** The moment that days are counted from. */
  readonly at: string;
  readonly roles: readonly ListedRole[];
};

/** A role whose keys or threshold change; ids of keys. */
export type RoleChange = {
  readonly role: TopRole;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly threshold: { readonly from: number; readonly to: number };
};

/** Keys of which so many have to sign: `old` and `new` are those of the root that is and of the next one, else the name
 * is a role or an owner's id. */
export type PlannedQuorum = {
  readonly name: string;
  readonly needed: number;
  /** Ids; what has signed the file that was handed in, whose key is here, and who is left to be asked. */
  readonly signed: readonly string[];
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
};

/**
 * `path` is where the unsigned file goes, or where the server keeps what was signed so far; `temporary` when that file
 * is gone in the end, because nobody handed it in.
 */
export type SigningWay =
  | { readonly kind: 'here' }
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'server';
      readonly path: string;
      readonly temporary: boolean;
      readonly host: string;
      readonly port: number;
    };

/** What is common to plans of manifests that several people sign. */
export type SigningPlan = {
  readonly mirror: string;
  /** Name of the manifest in the mirror, as in `2.root.json`. */
  readonly file: string;
  /** What is signed: canonical JSON. */
  readonly signed: string;
  /** Right signatures that were handed in with a file. */
  readonly signatures: readonly Signature[];
  readonly quorums: readonly PlannedQuorum[];
  readonly way: SigningWay;
  /** Files and folders of keys that sign besides those of the mirror and the home; absolute. */
  readonly keys: readonly string[];
  /** All that is signed, in the order in which it is written. */
  readonly signs: readonly PlannedSignature[];
};

export type RotatePlan = SigningPlan & {
  readonly kind: 'folder' | 'http';
  readonly root: Root;
  /** sha256 of the root that it follows. */
  readonly follows: string;
  readonly expires: { readonly from: string; readonly to: string };
  readonly changes: readonly RoleChange[];
  /** New keys whose private halves go where the mirror's keys lie, because it can't be written without them. */
  readonly stores: readonly { readonly role: TopRole; readonly key: string }[];
  /** Of a file that is carried: roles whose private keys have to be here as well when it comes back. */
  readonly missing: readonly MissingSigner[];
};
export type RotateResult = {
  readonly version: number;
  /** The file that now goes to the signers; null when the mirror has the new root. */
  readonly saved: string | null;
  /** Ids of the keys that have signed. */
  readonly signedBy: readonly string[];
  readonly fingerprint: string;
};

export type TransferRequest = SigningRequest & {
  readonly component: string;
  readonly owner: string;
};
export type TransferPlan = SigningPlan & {
  readonly component: string;
  readonly from: string;
  readonly to: string;
  /** sha256 of the component's manifest that it follows. */
  readonly follows: string;
};
export type TransferResult = {
  readonly component: string;
  readonly owner: string;
  readonly saved: string | null;
  readonly signedBy: readonly string[];
};

/** A change of the current mirror that waits for signatures in a file: what `rotate` and `transferOwner` go on with. */
export type WaitingChange = {
  readonly kind: 'rotation' | 'transfer';
  /** Absolute. */
  readonly path: string;
  /** Of the root or the component that is to come. */
  readonly version: number;
  /** Of a transfer. */
  readonly component: string | null;
  readonly owner: string | null;
  /** Ids of the keys whose signatures stand in the file. */
  readonly signedBy: readonly string[];
};
export type WaitingResult = { readonly mirror: string; readonly waiting: readonly WaitingChange[] };

export type GiveUpRequest = {
  /** The file that a change waits in. */
  readonly path: string;
};
export type GiveUpPlan = Omit<WaitingChange, 'version'> & {
  readonly mirror: string;
  /** Null where the file is gone, or holds something else by now. */
  readonly version: number | null;
  /** The file, where it is still the change's. */
  readonly removes: readonly string[];
};
export type GiveUpResult = { readonly path: string; readonly removed: readonly string[] };

export type SignRequest = {
  /** A manifest's file, or the address of a signing server. */
  readonly target: string;
  /** Private key files, or names of keys of the home; default the home's `private`. */
  readonly keys?: readonly string[] | undefined;
  /** Seconds for each request; default 10, as stock. */
  readonly timeout?: number | undefined;
};
export type SignPlan = {
  /** Absolute path, or address. */
  readonly target: string;
  readonly kind: 'file' | 'server';
  readonly timeout: number;
  /** What is signed: canonical JSON. */
  readonly signed: string;
  readonly type: string;
  readonly version: number;
  readonly expires: string;
  /** Of a component. */
  readonly id: string | null;
  /** Of a root: what it makes of every role. */
  readonly roles: readonly {
    readonly role: TopRole;
    readonly keys: readonly string[];
    readonly threshold: number;
  }[];
  readonly keys: readonly {
    readonly file: string;
    readonly key: string;
    /** `new`, or what becomes of a signature of this key that is there. */
    readonly signature: 'new' | 'replaced' | 'kept';
    /** Whether the signature counts; null where it can't be told here. */
    readonly counts: boolean | null;
  }[];
  /** `key-unlisted` for a key of a root whose signature counts for nothing. */
  readonly warnings: readonly EngineWarning[];
};
export type SignResult = {
  readonly target: string;
  readonly signedBy: readonly string[];
  /** How far a root's file is: by the keys of the next root (`new`), and of the one that is (`old`) if it is here. */
  readonly standing: readonly SignStanding[];
};
export type SignStanding = {
  readonly name: string;
  readonly needed: number;
  readonly got: number;
  /** Ids of those keys that have not signed. */
  readonly missing: readonly string[];
};

export type NewRootRequest = {
  /** Where the private keys go; default where the mirror's keys lie. */
  readonly keyDir?: string | undefined;
};
export type NewRootPlan = {
  readonly mirror: string;
  readonly keyDir: string;
  readonly version: number;
  /** Fingerprint of the root that nobody trusts any more afterwards. */
  readonly previous: string;
  readonly timestampVersion: number;
  /** Roots that leave, since nothing follows from them. */
  readonly removes: readonly string[];
  readonly signs: readonly PlannedSignature[];
};
export type NewRootResult = {
  readonly mirror: string;
  readonly keyDir: string;
  readonly version: number;
  readonly fingerprint: string;
};
