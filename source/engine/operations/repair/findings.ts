import { createHash } from 'node:crypto';
import type { VerifyProblem } from '../../api/mirror.ts';
import type { RepairItem } from '../../api/repair.ts';
import type { EngineError } from '../../errors.ts';
import type { Candidate } from './pool.ts';

/** What a survey of a broken mirror collects. */
export class Findings {
  readonly items: RepairItem[] = [];
  readonly left: VerifyProblem[] = [];

  /** A manifest that another place has whole. */
  restore(file: string, { bytes, from }: Candidate, refused: EngineError | null): void {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { code, reason } = problemOf(file, refused);
    this.items.push({ file, code, reason, action: 'restore', from, length: bytes.length, sha256 });
  }

  /** A manifest that nobody has whole. */
  lost(file: string, refused: EngineError | null): void {
    this.left.push(problemOf(file, refused));
  }

  /** Everything that is not right, whether it can be put right or not. */
  problems(): readonly VerifyProblem[] {
    return [...this.items.map(({ file, code, reason }) => ({ file, code, reason })), ...this.left];
  }

  /** Notes what came of looking for a file: nothing when it is right in its place. */
  note<T>(
    file: string,
    found: { readonly value: T | null; readonly refused: EngineError | null; readonly candidate?: Candidate },
  ): T | null {
    if (found.candidate === undefined) this.lost(file, found.refused);
    else if (found.candidate.from !== null) this.restore(file, found.candidate, found.refused);
    return found.value;
  }
}

/** Why a file is not right in its place; without a refusal it isn't there at all. */
export function problemOf(file: string, refused: EngineError | null): VerifyProblem {
  if (refused === null) return { file, code: 'file-missing', reason: `there is no ${file}` };
  return { file, code: refused.code, reason: refused.message };
}
