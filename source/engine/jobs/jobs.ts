import { dirname, join } from 'node:path';
import type { JobState, JobSummary, Jobs } from '../api/jobs.ts';
import { parseRateRules } from '../domain/rate-rules.ts';
import { EngineError } from '../errors.ts';
import { JournalReader } from '../io/journal-file.ts';
import { stateFolder } from '../io/state-folder.ts';
import { type Context, downloadsAtOnce, resolvePath } from '../operations/context.ts';
import { currentAddress } from '../operations/mirror-address.ts';
import { forgetWish, wishRate } from './control.ts';
import { followJob } from './follow.ts';
import { createJob, findJob, type JobEngineOptions, jobFiles, jobIds, readRecord } from './job-folder.ts';
import { detailOf, isEvent, stateOf, summaryOf } from './job-state.ts';
import { pruneJobs } from './prune-jobs.ts';
import { startProcess } from './start-process.ts';
import { cancelJob, pauseJob, wrongState } from './stop-job.ts';
import { titleOf } from './title.ts';

const resumable: ReadonlySet<JobState> = new Set([
  ...(['paused', 'interrupted', 'failed', 'cancelled', 'incomplete'] as const),
]);

/** Jobs of this user: those of every engine with the same folder. `state` is absolute. */
export function jobsOf(context: Context, state: string = stateFolder(context.environment)): Jobs {
  const folder = join(state, 'jobs');
  const find = (id: string) => findJob(folder, id);
  return {
    start: async (request) => {
      const options = await optionsOf(context);
      const title = titleOf(request, {
        mirror: options.mirror,
        absolute: (path) => resolvePath(context, path),
      });
      const at = { now: new Date(), random: context.random };
      const { files, record } = await createJob(folder, at, { title, options, request });
      await startProcess(files, context.environment);
      return await summaryOf(files, record);
    },
    list: async () => {
      const ids = await jobIds(folder);
      const all = await Promise.all(ids.map((id) => listed(join(folder, id))));
      // their ids tell the second only
      return all.filter((one) => one !== null).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
    },
    get: async (id) => await detailOf(await find(id)),
    follow: async (id, options = {}) => await followJob(await find(id), options),
    pause: async (id) => await pauseJob(await find(id)),
    cancel: async (id) => await cancelJob(await find(id)),
    resume: async (id) => {
      const files = await find(id);
      const { state } = await stateOf(files);
      if (!resumable.has(state)) throw wrongState(files, state);
      await forgetWish(files);
      await startProcess(files, context.environment);
      return await summaryOf(files);
    },
    setRate: async (id, limitRate) => {
      const files = await find(id);
      parseRateRules(limitRate ?? '');
      const { request } = await readRecord(files);
      const { state } = await stateOf(files);
      if (request.kind === 'serve') throw ratedAtStart();
      if (state === 'done') throw wrongState(files, state);
      await wishRate(files, limitRate);
      return await summaryOf(files);
    },
    log: async (id) => (await new JournalReader((await find(id)).journal).more()).filter(isEvent),
    prune: async (request) => await pruneJobs(folder, request),
  };
}

/** A server's is how fast it answers, not how fast it fetches. */
function ratedAtStart(): EngineError {
  return new EngineError('usage', 'the rate of a server is said when it is started', {
    facts: { field: 'limit-rate', command: 'serve' },
  });
}

/** Null for one that another version made, or that is just being removed. */
async function listed(folder: string): Promise<JobSummary | null> {
  try {
    return await summaryOf(jobFiles(folder));
  } catch (error) {
    if (error instanceof EngineError && error.code === 'journal-corrupt') return null;
    throw error;
  }
}

/** What this engine was made with, so that the job means the same wherever and whenever its process runs. */
async function optionsOf(context: Context): Promise<JobEngineOptions> {
  const { ca, authFile, timeout } = context.reach.options;
  const { isSaid, limitRate } = context.reach.traffic.said;
  const absolute = (path: string | undefined) =>
    path === undefined ? undefined : resolvePath(context, path);
  return {
    home: context.home.path,
    mirror: await currentAddress(context),
    settingsFolder: dirname(context.settings.file),
    workingFolder: context.workingFolder,
    platform: context.platform,
    jobs: await downloadsAtOnce(context),
    ca: absolute(ca),
    authFile: absolute(authFile),
    timeout,
    limitRate: isSaid ? (limitRate ?? 'none') : undefined,
  };
}
