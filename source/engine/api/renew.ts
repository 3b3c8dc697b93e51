import type { Signature } from '../domain/manifest.ts';
import type { EngineWarning } from '../events.ts';
import type { PlannedQuorum, SigningWay } from './rotation.ts';

export type RoleName = 'root' | 'index' | 'snapshot' | 'timestamp';

/** What to renew: components, roles, or everything; `within` alone means whatever is due. */
export type RenewRequest = {
  readonly components?: readonly string[] | undefined;
  readonly roles?: readonly RoleName[] | undefined;
  readonly all?: boolean | undefined;
  /** Only what expires within so many days, or has expired. */
  readonly within?: number | undefined;
  /**
   * Days from now; default stock's for each kind. An expiry is never brought forward; with neither this nor `within`
   * it is left when the next one would be of the same day.
   */
  readonly days?: number | undefined;
  /** Private keys besides those of the home and of the mirror. */
  readonly keys?: readonly string[] | undefined;
  /** A folder of such files. */
  readonly keyDir?: string | undefined;
  /** Leave what the keys here can't sign, instead of refusing all. */
  readonly skipMissing?: boolean | undefined;
  /** A folder: nothing is signed, what others have to sign goes there, and comes back with `from`. */
  readonly out?: string | undefined;
  /** A folder that was made by `out`, or by a signing server that was stopped: it says what is renewed. */
  readonly from?: string | undefined;
  /** `host:port` for a signing server, which starts when the keys here are not enough. */
  readonly listen?: string | undefined;
};

/** What is renewed, by name; with the moment that days are counted from it comes to the same manifests again. */
export type RenewalScope = {
  readonly components: readonly string[];
  readonly roles: readonly RoleName[];
  readonly days: number | null;
  /** The manifests that this comes to, but for snapshot and timestamp, which follow whatever else happens. */
  readonly files: readonly string[];
};

/** Whose signatures a file needs. */
export type FileSigners = { readonly file: string; readonly quorums: readonly PlannedQuorum[] };

/** A file that is signed elsewhere, too. */
export type CollectedFile = {
  readonly file: string;
  /** What is signed: canonical JSON. */
  readonly signed: string;
  /** Right signatures that were handed in. */
  readonly signatures: readonly Signature[];
};

export type RenewItem = {
  /** The file that is written. */
  readonly file: string;
  /** A role, or a component's id. */
  readonly name: string;
  readonly kind: 'role' | 'component';
  readonly version: number;
  /** Expiries (RFC 3339), as it is and as it will be. */
  readonly from: string;
  readonly to: string;
};

/** A role or an owner whose keys don't suffice here. */
export type MissingSigner = {
  readonly name: string;
  readonly kind: 'role' | 'owner';
  readonly needed: number;
  readonly got: number;
  /** Ids of those that aren't here. */
  readonly keys: readonly string[];
  /** Components that need the owner's. */
  readonly components: readonly string[];
};

export type ExpiringName = { readonly name: string; readonly expires: string };

export type RenewPlan = {
  readonly schema: 'mirrordeck/renew-plan/1';
  readonly request: RenewRequest;
  readonly mirror: string;
  /** The moment that days are counted from. */
  readonly at: string;
  readonly timestampVersion: number;
  /** In the order in which they are written. Empty: nothing is to be renewed. */
  readonly items: readonly RenewItem[];
  /** Asked for, but they last that long already. */
  readonly kept: readonly ExpiringName[];
  readonly scope: RenewalScope;
  /** Of the items that are signed from here, in their order: a served mirror's roles are signed by its server. */
  readonly signers: readonly FileSigners[];
  /** What others have to sign, or have signed. Snapshot and timestamp come last, of what these make: with keys here. */
  readonly collects: readonly CollectedFile[];
  /** How it comes to them; its path is a folder with a file for each. */
  readonly way: SigningWay;
  /** Files of keys that sign besides those of the mirror and the home; absolute. */
  readonly keys: readonly string[];
  /** Who lacks keys that nobody is asked for. Not empty: applying refuses. */
  readonly missing: readonly MissingSigner[];
  /** With `skipMissing`: due, and not renewed for want of keys (exit code 3). */
  readonly left: readonly ExpiringName[];
  /** What this mirror will still be refused for afterwards. */
  readonly expired: readonly ExpiringName[];
  readonly warnings: readonly EngineWarning[];
};
export type RenewResult = {
  readonly mirror: string;
  /** The folder whose files now go to the signers; null when it is done. */
  readonly saved: string | null;
  readonly renewed: readonly RenewItem[];
  readonly left: readonly ExpiringName[];
};
