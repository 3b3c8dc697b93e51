import type { EngineWarning } from '../events.ts';
import type { PlannedSignature } from './clone.ts';
import type { VerifyProblem } from './mirror.ts';
import type { SourceReference } from './source.ts';

/** The mirror to repair, a folder; default the current one. */
export type RepairRequest = SourceReference & {
  /** Where to fetch from what is broken: addresses, folders, sources by name; the first that has it is taken. */
  readonly from?: readonly string[] | undefined;
};

/** A file of the mirror that is going to be put right, and with what. */
export type RepairItem = {
  readonly file: string;
  /** Why it is not right now. */
  readonly code: string;
  readonly reason: string;
  /**
   * `restore`: a manifest, byte for byte from somewhere else; `fetch`: a tarball by its signed hash, from the first
   * source that has it; `copy`: a tarball that lies in the mirror's folder under another name.
   */
  readonly action: 'restore' | 'fetch' | 'copy';
  /** A source's address or a path below the mirror's folder; of a tarball that is fetched, its name in the sources. */
  readonly from: string | null;
  /** Bytes; 0 where no manifest says. */
  readonly length: number;
  readonly sha256: string;
};

export type RepairPlan = {
  readonly schema: 'mirrordeck/repair-plan/1';
  readonly mirror: string;
  readonly sources: readonly string[];
  /** What timestamp.json is when this is planned, sha256; null where there is none. */
  readonly timestamp: string | null;
  readonly items: readonly RepairItem[];
  /** The timestamp, where it is made anew for a snapshot that is verified. Empty otherwise. */
  readonly signs: readonly PlannedSignature[];
  /** What stays broken, and why it can't be put right with what was given. */
  readonly left: readonly VerifyProblem[];
  readonly warnings: readonly EngineWarning[];
};

export type RepairResult = {
  readonly mirror: string;
  readonly repaired: readonly string[];
  readonly signed: readonly string[];
  readonly fetchedBytes: number;
  /** What is still broken. */
  readonly left: readonly VerifyProblem[];
};
