import type { EngineWarning } from '../events.ts';
import type { PlannedSignature } from './clone.ts';
import type { MirrorIdentity, SourceReference } from './source.ts';

export type InitRequest = {
  readonly path: string;
  /** Where the private keys go; default `<path>/keys`. */
  readonly keyDir?: string | undefined;
  /** Lifetime of snapshot and timestamp in days; default 30, as stock. */
  readonly days?: number | undefined;
};
export type InitPlan = {
  readonly path: string;
  readonly keyDir: string;
  /** As asked for; undefined for stock's lifetimes. */
  readonly days?: number | undefined;
  readonly creates: boolean;
  readonly signs: readonly PlannedSignature[];
};
export type InitResult = { readonly path: string; readonly keyDir: string; readonly fingerprint: string };

export type GenkeyRequest = {
  readonly name?: string | undefined;
  /** Default rsa. */
  readonly type?: 'rsa' | 'ed25519' | undefined;
  /** Whoever asks for ed25519 knows that stock clients refuse a whole mirror for one such key. */
  readonly stockRefusalKnown?: boolean | undefined;
};
export type GenkeyPlan = {
  readonly name: string;
  readonly path: string;
  readonly type: 'rsa' | 'ed25519';
};
export type GenkeyResult = { readonly path: string; readonly keyId: string };

/** The public half of a key of the home. */
export type PublicKeyResult = {
  readonly keyId: string;
  readonly path: string;
  readonly key: {
    readonly keytype: string;
    readonly keyval: { readonly public: string };
    readonly scheme: string;
  };
};

export type GrantRequest = {
  readonly id: string;
  readonly name?: string | undefined;
  /** Key files, private or public halves; default the home's `private`. */
  readonly keys?: readonly string[] | undefined;
  /** How many of the keys have to sign; default 1. */
  readonly threshold?: number | undefined;
  /** Take ed25519 keys: no stock client reads the mirror afterwards. */
  readonly allowEd25519?: boolean | undefined;
};
export type GrantPlan = {
  readonly mirror: string;
  readonly id: string;
  readonly name: string;
  readonly threshold: number;
  readonly allowEd25519: boolean;
  readonly keys: readonly PlannedKeyFile[];
  readonly timestampVersion: number;
  readonly signs: readonly PlannedSignature[];
};
/** A key file and the id of the key in it: another key there when the plan is applied refuses it. */
export type PlannedKeyFile = { readonly file: string; readonly id: string };
export type GrantResult = {
  readonly id: string;
  readonly name: string;
  readonly threshold: number;
  readonly keyIds: readonly string[];
};

export type PublishRequest = {
  readonly component: string;
  readonly version: string;
  readonly tarball: string;
  readonly entry: string;
  readonly os?: string | undefined;
  readonly arch?: string | undefined;
  readonly description?: string | undefined;
  readonly standalone?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly key?: string | undefined;
  /** Put other bytes in the place of a version that exists. */
  readonly force?: boolean | undefined;
};
export type PublishPlan = {
  readonly request: PublishRequest;
  readonly mirror: string;
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  readonly owner: string;
  readonly file: string;
  readonly length: number;
  readonly sha256: string;
  readonly creates: boolean;
  readonly replaces: boolean;
  readonly timestampVersion: number;
  readonly signs: readonly PlannedSignature[];
  readonly warnings: readonly EngineWarning[];
};
export type PublishResult = {
  readonly component: string;
  readonly version: string;
  readonly platform: string;
};

export type SetRequest = {
  /** Address; not needed with `reset`. */
  readonly address?: string | undefined;
  readonly rootFile?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly reset?: boolean | undefined;
};
export type SetPlan = {
  readonly address: string;
  readonly previous: string | null;
  readonly identity: MirrorIdentity;
};
export type SetResult = { readonly address: string; readonly fingerprint: string };

export type ShowResult = { readonly address: string };

export type VerifyRequest = SourceReference & {
  /** Look at this moment instead of now (RFC 3339). */
  readonly at?: string | undefined;
  /** Signatures and references only, no tarball is read. */
  readonly quick?: boolean | undefined;
  /** The share of the tarballs that is read, drawn at random: more than 0, at most 1. Default all. */
  readonly sample?: number | undefined;
};
export type VerifyProblem = { readonly file: string; readonly code: string; readonly reason: string };
export type VerifyResult = {
  readonly identity: MirrorIdentity;
  readonly manifests: number;
  /** Tarballs that were read. */
  readonly files: number;
  /** Tarballs that there should be. */
  readonly listed: number;
  readonly bytes: number;
  readonly problems: readonly VerifyProblem[];
  readonly warnings: readonly EngineWarning[];
};
