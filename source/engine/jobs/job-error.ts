import type { JobError } from '../api/jobs.ts';
import { EngineError, type ExitCode } from '../errors.ts';

/** What was thrown, as plain JSON. Anything but an EngineError is a mistake of the program. */
export function jobErrorOf(error: unknown): JobError {
  if (error instanceof EngineError) return { code: error.code, facts: error.facts, message: error.message };
  return {
    code: 'unexpected',
    facts: {},
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof EngineError ? error.exitCode : 1;
}
