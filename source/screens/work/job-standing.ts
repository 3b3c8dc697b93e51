import type { JobState } from '../../engine/index.ts';
import type { Reason } from '../screen.ts';

/** A process is at work on it; before anything is known of it, too: it has just been started. */
export function isRunning(state: JobState | undefined): boolean {
  return state === undefined || state === 'queued' || state === 'running';
}

/** It has come to an end by itself, or was given up: there is nothing to cancel. */
export function isEnded(state: JobState | undefined): boolean {
  return state === 'done' || state === 'incomplete' || state === 'failed' || state === 'cancelled';
}

/** Why a job can't be paused: what can be done with it instead. */
export function whyAtRest(state: JobState | undefined): Reason {
  if (state === 'paused') return 'jobPaused';
  return state === 'interrupted' ? 'jobInterrupted' : 'jobNotAtWork';
}
