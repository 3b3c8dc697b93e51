import { useEffect, useEffectEvent } from 'react';
import { type Problem, problemOf } from './problem.ts';

type Settled<Result> = {
  readonly run: (signal: AbortSignal) => Promise<Result>;
  readonly done: (result: Result) => void;
  readonly failed: (problem: Problem) => void;
};

/**
 * Runs something once for every new `key` of a state, and reports how it ended. When the key changes or goes,
 * what runs is told to stop and its end is no longer reported.
 */
export function useTask<Result>(key: string | null, { run, done, failed }: Settled<Result>): void {
  const begin = useEffectEvent((signal: AbortSignal) => run(signal));
  const succeed = useEffectEvent((result: Result) => done(result));
  const fail = useEffectEvent((error: unknown) => failed(problemOf(error)));
  useEffect(() => {
    if (key === null) return;
    const control = new AbortController();
    const { signal } = control;
    begin(signal).then(
      (result) => {
        if (!signal.aborted) succeed(result);
      },
      (error: unknown) => {
        if (!signal.aborted) fail(error);
      },
    );
    return () => control.abort();
  }, [key]);
}
