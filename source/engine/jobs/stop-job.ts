import { basename } from 'node:path';
import type { JobState, JobSummary } from '../api/jobs.ts';
import { EngineError } from '../errors.ts';
import { takeLock } from '../io/lock.ts';
import { type Wish, wish } from './control.ts';
import { followJob } from './follow.ts';
import type { JobFiles } from './job-folder.ts';
import { JobJournal } from './job-journal.ts';
import { isActive, stateOf, summaryOf } from './job-state.ts';

/** For what can't be done with a job as it is now. */
export function wrongState(files: JobFiles, state: JobState): EngineError {
  const id = basename(files.folder);
  return new EngineError('job-state', `job ${id} is ${state}`, { facts: { id, state } });
}

/** Stops its process so that it can be gone on with; waits for its end. */
export async function pauseJob(files: JobFiles): Promise<JobSummary> {
  const { state } = await stateOf(files);
  if (!isActive(state)) throw wrongState(files, state);
  return await stopProcess(files, 'pause');
}

/** Stops it for good. Where no process is left to write that down, this one does. */
export async function cancelJob(files: JobFiles): Promise<JobSummary> {
  const { state } = await stateOf(files);
  const stopped = isActive(state) ? await stopProcess(files, 'cancel') : await summaryOf(files);
  const isOpen = stopped.state === 'paused' || stopped.state === 'interrupted';
  if (isOpen) return await markCancelled(files);
  if (!isActive(state)) throw wrongState(files, state);
  return stopped;
}

async function stopProcess(files: JobFiles, how: Wish): Promise<JobSummary> {
  await wish(files, how);
  return await followJob(files, { from: Number.POSITIVE_INFINITY });
}

async function markCancelled(files: JobFiles): Promise<JobSummary> {
  const release = await takeLock(files.lock, 'cancel', { wait: 5_000 });
  try {
    const journal = await JobJournal.open(files);
    try {
      await journal.state('cancelled', { exitCode: 130 });
    } finally {
      await journal.close();
    }
  } finally {
    await release();
  }
  return await summaryOf(files);
}
