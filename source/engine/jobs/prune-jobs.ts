import { basename, dirname, join } from 'node:path';
import type { JobState, Jobs } from '../api/jobs.ts';
import { removeTree, rename } from '../io/files.ts';
import { takeLock } from '../io/lock.ts';
import { processMark } from '../io/process-mark.ts';
import { findJob, type JobFiles, jobFiles, jobIds } from './job-folder.ts';
import { isActive, summaryOf } from './job-state.ts';
import { wrongState } from './stop-job.ts';

/** Those that nobody goes on with. One that was paused or interrupted is somebody's work: it goes only by its name. */
const ended: ReadonlySet<JobState> = new Set(['done', 'incomplete', 'failed', 'cancelled']);
const day = 24 * 60 * 60_000;

export async function pruneJobs(
  folder: string,
  { ids, olderThanDays }: Parameters<Jobs['prune']>[0],
): Promise<{ readonly removed: readonly string[] }> {
  const named = ids === undefined ? null : await Promise.all(ids.map((id) => findJob(folder, id)));
  const all = named ?? (await jobIds(folder)).map((id) => jobFiles(join(folder, id)));
  const latest = Date.now() - (olderThanDays ?? 0) * day;
  const removed: string[] = [];
  for (const files of all) {
    const { state, endedAt } = await summaryOf(files);
    if (isActive(state)) {
      if (named !== null) throw wrongState(files, state);
      continue;
    }
    if (named === null && !ended.has(state)) continue;
    if (endedAt !== null && Date.parse(endedAt) > latest) continue;
    await remove(files);
    removed.push(basename(files.folder));
  }
  return { removed };
}

/** In one step, so that no half of it is ever listed; and not while somebody resumes it. */
async function remove(files: JobFiles): Promise<void> {
  const release = await takeLock(files.lock, 'prune', { wait: 2_000 });
  const aside = join(dirname(files.folder), `.${basename(files.folder)}.${processMark()}.new`);
  try {
    await rename(files.folder, aside);
  } finally {
    await release();
  }
  await removeTree(aside);
}
