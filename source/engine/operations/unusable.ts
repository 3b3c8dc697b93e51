import type { VerifyProblem } from '../api/mirror.ts';
import type { EngineWarning } from '../events.ts';

/** Whoever only reads goes on without such a component; here that is what was asked about. */
export function unusableOf(warnings: readonly EngineWarning[]): readonly VerifyProblem[] {
  return warnings.map(({ facts }) => ({
    file: String(facts.file ?? facts.component ?? ''),
    code: String(facts.code ?? ''),
    reason: String(facts.reason ?? ''),
  }));
}
