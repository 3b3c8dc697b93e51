import type { Run } from '../../api/run.ts';
import { longestTimestamp } from '../../domain/sign.ts';
import { EngineError } from '../../errors.ts';
import type { EngineEvent } from '../../events.ts';
import { mayBeACommit, type OpenMirror } from '../open-mirror.ts';

/** How often a clone begins anew because its source was published meanwhile. */
const mostRestarts = 3;

/** Not an error to be told: what was read of the source does not belong together any more. */
class Republished extends Error {
  readonly address: string;

  constructor(address: string, cause?: unknown) {
    super(`${address} was republished while it was read`, cause === undefined ? undefined : { cause });
    this.address = address;
  }
}

/**
 * Runs `work`, and again from the beginning when it found its source republished, a few times at most; each time with
 * a warning `source-republished`. In the last run (`isLast`) things are taken as they are. With `hold`, other warnings
 * of a run that was given up are not told: they were about a state that is gone.
 */
export async function startingOver<T>(
  run: Run,
  warnings: 'hold' | 'tell',
  work: (run: Run, isLast: boolean) => Promise<T>,
): Promise<T> {
  for (let restarts = 0; ; restarts += 1) {
    const held: EngineEvent[] = [];
    const tellHeld = () => {
      for (const event of held.splice(0)) run.onEvent?.(event);
    };
    const onEvent = (event: EngineEvent) => {
      if (warnings === 'hold' && event.type === 'warning') held.push(event);
      else run.onEvent?.(event);
    };
    try {
      const result = await work({ ...run, onEvent }, restarts === mostRestarts);
      tellHeld();
      return result;
    } catch (error) {
      if (!(error instanceof Republished)) {
        tellHeld();
        throw error;
      }
      const facts = { address: error.address };
      run.onEvent?.({ type: 'warning', warning: { code: 'source-republished', facts } });
    }
  }
}

/** Throws what makes `startingOver` start over, if the source has another timestamp by now. */
export async function refuseRepublished(
  source: OpenMirror,
  signal: AbortSignal | undefined,
  cause?: unknown,
): Promise<void> {
  const bytes = await source.source
    .read('timestamp.json', longestTimestamp, signal)
    .catch((error: unknown) => {
      // A source that does not answer at all has a problem of its own, which is told by what is missing.
      if (error instanceof EngineError && error.code !== 'interrupted') return null;
      throw error;
    });
  // What it says is read, and verified, by the next run; here it only has to be another one.
  if (bytes === null || Buffer.compare(bytes, source.timestamp.bytes) === 0) return;
  throw new Republished(source.identity.address, cause);
}

/** Whether it is what makes `startingOver` start over. */
export function isRepublished(error: unknown): boolean {
  return error instanceof Republished;
}

/** Whether it is what a reader meets when somebody publishes: a file that is gone, or has other bytes. */
export function mayBeRepublished(problem: unknown): boolean {
  return problem instanceof EngineError && mayBeACommit(problem);
}

/** Whether components were left out for what a reader meets then. */
export function leftOutSome(source: OpenMirror): boolean {
  return source
    .warnings()
    .some(
      ({ code, facts }) => code === 'component-unusable' && goneOrOther.some((one) => one === facts.code),
    );
}

/** Codes of files that are gone, or are others than the manifests say. */
const goneOrOther = ['file-missing', 'hash-mismatch', 'length-mismatch', 'binding-mismatch'] as const;
