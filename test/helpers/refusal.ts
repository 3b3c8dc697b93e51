import { EngineError, type ErrorCode } from '../../source/engine/errors.ts';
import type { Facts } from '../../source/engine/events.ts';

/** The code and facts of the engine's error that the call ends with; null when it doesn't throw. */
export function refusal(call: () => unknown): { readonly code: ErrorCode; readonly facts: Facts } | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof EngineError) return { code: error.code, facts: error.facts };
    throw error;
  }
}
