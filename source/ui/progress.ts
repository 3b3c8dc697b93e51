import type { EngineEvent, EngineWarning, Phase } from '../engine/index.ts';

type ActiveFile = { readonly name: string; readonly done: number; readonly total: number };
type Sample = { readonly at: number; readonly done: number };

/** What is known of a running operation. Bytes, and moments in milliseconds of one clock. */
export type Progress = {
  readonly phase: Phase | null;
  readonly active: readonly ActiveFile[];
  readonly done: number;
  readonly total: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly retries: number;
  readonly failed: number;
  readonly warnings: readonly EngineWarning[];
  readonly startedAt: number;
  readonly at: number;
  /** The last seconds, for the speed. */
  readonly samples: readonly Sample[];
};

const windowOfSpeed = 5000;

/** Progress before the first event. */
export function progressFrom(at: number): Progress {
  return {
    phase: null,
    active: [],
    done: 0,
    total: 0,
    filesDone: 0,
    filesTotal: 0,
    retries: 0,
    failed: 0,
    warnings: [],
    startedAt: at,
    at,
    samples: [],
  };
}

/** Progress after an event that came at `at`. */
export function withEvent(progress: Progress, event: EngineEvent, at: number): Progress {
  switch (event.type) {
    case 'phase':
      return { ...progress, at, phase: event.phase };
    case 'bytes': {
      const recent = progress.samples.filter((sample) => at - sample.at <= windowOfSpeed);
      const { active, done, total, filesDone, filesTotal } = event;
      return {
        ...progress,
        at,
        active,
        done,
        total,
        filesDone,
        filesTotal,
        samples: [...recent, { at, done }],
      };
    }
    case 'file':
      if (event.state === 'retrying') return { ...progress, at, retries: progress.retries + 1 };
      return event.state === 'failed' ? { ...progress, at, failed: progress.failed + 1 } : progress;
    case 'warning':
      return { ...progress, at, warnings: [...progress.warnings, event.warning] };
    case 'first-contact':
    case 'signing':
      return progress;
  }
}

/** Bytes per second over the last seconds; null while there is nothing to judge by. */
export function speedOf(progress: Progress): number | null {
  const first = progress.samples[0];
  const last = progress.samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < 300) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}

/** Seconds until everything is here at the present speed; null when that can't be said. */
export function secondsLeft(progress: Progress): number | null {
  const speed = speedOf(progress);
  return speed === null || speed < 1 ? null : (progress.total - progress.done) / speed;
}
