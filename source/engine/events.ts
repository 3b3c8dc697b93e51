/** What an operation reports while it runs. Plain JSON; success and failure are never events. */

export type Phase =
  | 'trust'
  | 'manifests'
  | 'plan'
  | 'check'
  | 'download'
  | 'client'
  | 'sign'
  | 'commit'
  | 'pack'
  | 'unpack'
  | 'verify';

/** `started` once per file, then any number of `bytes`, then exactly one of `done`, `failed` (or `kept` alone). */
export type FileState = 'started' | 'resumed' | 'retrying' | 'done' | 'kept' | 'failed';

export type WarningCode =
  | 'version-missing'
  | 'client-missing'
  | 'client-unverified'
  | 'key-unusable'
  | 'key-unlisted'
  | 'component-unusable'
  | 'expires-soon'
  | 'part-discarded'
  | 'source-republished'
  | 'address-dropped'
  | 'replaced-in-source'
  | 'entry-not-executable'
  | 'entry-platform'
  | 'keys-served'
  | 'key-exposed'
  | 'orphan-file'
  | 'half-committed';

/** Values are facts for the message of that code: names, numbers, dates (RFC 3339). */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export type EngineWarning = { readonly code: WarningCode; readonly facts: Facts };

export type EngineEvent =
  | { readonly type: 'phase'; readonly phase: Phase; readonly detail?: string }
  | {
      readonly type: 'file';
      readonly name: string;
      readonly state: FileState;
      /** Bytes of the whole file; 0 when unknown. */
      readonly total: number;
      /** Bytes of it that are here already. */
      readonly done: number;
      /** Why it is retried or failed: an English sentence, for a log. */
      readonly reason?: string;
    }
  /** A few times a second: every active file, and the sums over all files of the operation (bytes). */
  | {
      readonly type: 'bytes';
      readonly active: readonly { readonly name: string; readonly done: number; readonly total: number }[];
      readonly done: number;
      readonly total: number;
      readonly filesDone: number;
      readonly filesTotal: number;
    }
  | { readonly type: 'warning'; readonly warning: EngineWarning }
  /** Others can sign now, at these addresses; or one of them has. Told once at the beginning and per signature. */
  | {
      readonly type: 'signing';
      /** Name of the manifest in the mirror; a renewal has several, each with addresses of its own. */
      readonly file: string;
      readonly addresses: readonly string[];
      /** The file, or folder, that keeps what was signed so far: with it, it can be gone on with later. */
      readonly path: string;
      /** Ids of the keys that have signed. */
      readonly signed: readonly string[];
      readonly quorums: readonly {
        /** `old` and `new` for the keys of the root that is and of the next one; else a role, or an owner's id. */
        readonly name: string;
        readonly needed: number;
        readonly got: number;
        /** Ids of its keys that have not signed. */
        readonly missing: readonly string[];
      }[];
    }
  /** An http source was met for the first time; its fingerprint is remembered from now on. */
  | {
      readonly type: 'first-contact';
      readonly address: string;
      readonly fingerprint: string;
      readonly rootKeys: readonly string[];
      readonly owners: readonly string[];
    };

/** The bytes of a whole that one of its parts stands for: from here to there, of so many, in so many files. */
export type PartOfWhole = {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly filesDone: number;
  readonly filesTotal: number;
};

/** An event of one of several things that are done in turn, as one of all of them: one bar over the whole. */
export function asPart(event: EngineEvent, { from, to, ...whole }: PartOfWhole): EngineEvent {
  if (event.type !== 'bytes') return event;
  const share = event.total === 0 ? 0 : event.done / event.total;
  return { ...event, ...whole, done: Math.round(from + share * (to - from)) };
}
