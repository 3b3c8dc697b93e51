import type { MergeConflict } from '../engine/index.ts';

/** Why a merge changes nothing: what a decision left out may well be new. */
export function unchangedBy(conflicts: readonly MergeConflict[]): 'unchanged' | 'unchangedByDecision' {
  return conflicts.some(({ decision }) => decision === 'keep') ? 'unchangedByDecision' : 'unchanged';
}
