import type { Engine, JobSummary } from '../../source/engine/index.ts';
import { until } from './until.ts';

/** Ends what is at work: before a folder goes nobody may write there any more. */
export async function endJobs(engine: Engine): Promise<void> {
  for (const { id, pid } of await engine.jobs.list()) {
    if (pid === null) continue;
    kill(pid);
    await until(async () => (await engine.jobs.get(id)).pid === null, 'the end of a job');
  }
}

/** One that came to its end since it was listed is gone as well. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The process of a job that is at work. To send a signal to none would send it to whoever runs these tests. */
export function processOf(job: Pick<JobSummary, 'id' | 'pid' | 'state'> | undefined): number {
  if (job === undefined || job.pid === null) throw new Error(`no process: ${JSON.stringify(job)}`);
  return job.pid;
}
