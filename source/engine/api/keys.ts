import type { Facts } from '../events.ts';
import type { MissingSigner } from './renew.ts';

export type KeyTypeName = 'rsa' | 'ed25519';

/** What a key may sign in the current mirror: a role, or what an owner owns. */
export type KeyUse = { readonly kind: 'role' | 'owner'; readonly name: string };

export type KeyEntry = {
  readonly id: string;
  /** Absolute. */
  readonly file: string;
  /** Permission bits. */
  readonly mode: number;
  readonly type: KeyTypeName;
  readonly half: 'private' | 'public';
  /** A private half that somebody else than the file's owner can read. */
  readonly exposed: boolean;
  readonly uses: readonly KeyUse[];
};

export type KeysRequest = {
  /** The keys of the current mirror's folder instead of the home's. */
  readonly mirror?: boolean | undefined;
};

export type KeysResult = {
  readonly folders: readonly string[];
  /** The mirror that `uses` are about; null when it could not be read, for the reason beside it. */
  readonly mirror: string | null;
  readonly mirrorProblem: string | null;
  readonly keys: readonly KeyEntry[];
  /** Files among the keys that are none. The reasons never quote what is in them. */
  readonly unusable: readonly { readonly file: string; readonly code: string; readonly reason: string }[];
};

export type KeysImportRequest = {
  readonly files: readonly string[];
  /** Public halves themselves, as somebody has pasted them: stock's JSON or a PEM block. */
  readonly texts?: readonly string[] | undefined;
  /** Its name in the home, for a single file; default the file's own. */
  readonly name?: string | undefined;
  /** Take the public halves only. */
  readonly public?: boolean | undefined;
};
export type KeyImport = {
  /** Absolute; null for a public half that came as a text. */
  readonly from: string | null;
  /** The public half, where it did not come in a file: as it will be written. */
  readonly text?: string | undefined;
  readonly id: string;
  readonly type: KeyTypeName;
  readonly half: 'private' | 'public';
  readonly to: string;
  /** The very key lies there already. */
  readonly present: boolean;
};
export type KeysImportPlan = { readonly imports: readonly KeyImport[] };
export type KeysImportResult = { readonly imported: readonly KeyImport[] };

export type KeysExportRequest = {
  /** A key of the home: its name, its file, or the beginning of its id (8 digits at least); any other: its whole path. */
  readonly key?: string | undefined;
  /** The private half too; needs `to`. */
  readonly private?: boolean | undefined;
  /** The file to write; default `<first 16 of id>-public.json` in the working folder. */
  readonly to?: string | undefined;
};
export type KeysExportPlan = {
  readonly from: string;
  readonly id: string;
  readonly half: 'private' | 'public';
  readonly to: string;
};
export type KeysExportResult = { readonly path: string; readonly keyId: string };

export type KeyProblemCode =
  | 'exposed'
  | 'folder-open'
  | 'unusable'
  | 'mismatch'
  | 'ed25519'
  | 'twice'
  | 'missing';
/** Facts: file, key, mode (octal text), owner, needed, got, reason. */
export type KeyProblem = { readonly code: KeyProblemCode; readonly facts: Facts };
export type KeysCheckResult = KeysResult & {
  readonly problems: readonly KeyProblem[];
  /** With `mirror`: roles whose keys are not all here that have to sign. */
  readonly missing: readonly MissingSigner[];
};
