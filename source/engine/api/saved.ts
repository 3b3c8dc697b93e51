import type { ClonePlan } from './clone.ts';
import type { MergeConflict } from './merge.ts';

/**
 * Files that a person keeps choices in. Relative names start from the working folder. Reading throws `file-missing`,
 * `plan-corrupt`, `permission-denied`, `io-failed`; writing replaces the file whole or not at all, mode 0600, and throws
 * `permission-denied`, `disk-full`, `io-failed`.
 */
export type SavedChoices = {
  readPlan(file: string): Promise<ClonePlan>;
  writePlan(file: string, plan: ClonePlan): Promise<void>;
  /** The conflicts of a merge with their decisions: a plan as `--dry-run --json` prints it, or the list in it alone. */
  readDecisions(file: string): Promise<readonly MergeConflict[]>;
  writeDecisions(file: string, conflicts: readonly MergeConflict[]): Promise<void>;
};
