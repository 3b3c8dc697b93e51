import type { JobDetail } from '../../engine/index.ts';
import { type Progress, progressFrom, withEvent } from '../../ui/progress.ts';
import { createPublisher } from '../../ui/publisher.ts';
import { useTask } from '../../ui/task.ts';
import type { World } from '../screen.ts';
import type { HeardOfJob, JobEvents, JobOrder, Watched } from './job-state.ts';

type Send = (event: JobEvents) => void;

/** Follows a job's journal, sums it up outside React, and shows it a few times a second. */
async function followed(id: string, world: World, send: Send, signal: AbortSignal): Promise<JobDetail> {
  const { jobs } = world.engine;
  let progress: Progress = progressFrom(Date.now());
  let heard: HeardOfJob = {};
  send({ type: 'job-found', summary: await jobs.get(id) });
  const publisher = createPublisher<null>({
    show: () => send({ type: 'job-progress', progress, heard }),
    isBusy: world.isBusy,
    bars: () => progress.active.length,
  });
  try {
    await jobs.follow(id, {
      signal,
      onEvent(event) {
        const at = Date.parse(event.at);
        if (event.type === 'engine') progress = withEvent(progress, event.event, at);
        else if (event.type === 'serving') heard = { ...heard, serving: event.serving };
        else if (event.type === 'rate') heard = { ...heard, limitRate: event.limitRate };
        else if (event.type === 'state') progress = { ...progress, active: [], samples: [] };
        publisher.publish(null);
      },
    });
    return await jobs.get(id);
  } finally {
    publisher.finish();
  }
}

async function obeyed(id: string, order: JobOrder, { engine: { jobs } }: World): Promise<JobEvents> {
  switch (order.what) {
    case 'rate':
      return { type: 'job-obeyed', summary: await jobs.setRate(id, order.limitRate), again: false };
    case 'resume':
      return { type: 'job-obeyed', summary: await jobs.resume(id), again: true };
    default:
      return { type: 'job-obeyed', summary: await jobs[order.what](id), again: false };
  }
}

/**
 * Starts, follows and orders the job that a state watches. Leaving the screen only ends the following; coming back
 * follows it from its beginning again.
 */
export function useJob(watched: Watched, world: World, send: Send, active: boolean): void {
  const { start, job, follows, order } = watched;
  const failed = (problem: Parameters<Parameters<typeof useTask>[1]['failed']>[0]) =>
    send({ type: 'job-failed', problem });
  useTask<JobEvents>(start === null ? null : `start ${start.id}`, {
    run: async () => {
      if (start === null) throw new Error('no job to start');
      return { type: 'job-started', summary: await world.engine.jobs.start(start.request) };
    },
    done: send,
    failed,
  });
  useTask<JobDetail>(job !== null && active ? `follow ${follows} ${job}` : null, {
    run: (signal) => followed(job ?? '', world, send, signal),
    done: (detail) => send({ type: 'job-ended', detail }),
    failed,
  });
  useTask<JobEvents>(order === null || job === null ? null : `order ${order.id}`, {
    run: async () => {
      if (order === null || job === null) throw new Error('no order');
      return await obeyed(job, order.order, world);
    },
    done: send,
    failed,
  });
}
