import { EngineError, type ErrorCode, type Facts } from '../engine/index.ts';

/** An error as plain values, to be kept in a state. `code` is null for what the engine never meant to throw. */
export type Problem = {
  readonly code: ErrorCode | null;
  readonly detail: string;
  readonly facts: Facts;
};

/** What was thrown, as plain values. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineError) return { code: error.code, detail: error.message, facts: error.facts };
  return { code: null, detail: error instanceof Error ? error.message : String(error), facts: {} };
}
