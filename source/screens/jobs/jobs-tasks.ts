import { useEffect, useEffectEvent } from 'react';
import { useTask } from '../../ui/task.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import type { JobsEvent, JobsState, JobsWork } from './jobs-state.ts';

/** How often the list is looked at while it is on the screen. Milliseconds. */
const pace = 2000;

/** Has the engine do what the state asks for; while the list is on the screen it is looked at now and then. */
export function useJobsTasks(
  state: JobsState,
  world: World,
  send: (event: JobsEvent) => void,
  active: boolean,
): void {
  const { jobs } = world.engine;
  const isListed = active && state.step === 'list';
  useTask<JobsEvent>(isListed ? `list ${state.looks}` : null, {
    run: async () => ({ type: 'listed', jobs: await jobs.list(), at: Date.now() }),
    done: send,
    failed: (problem) => send({ type: 'job-failed', problem }),
  });
  const look = useEffectEvent(() => send({ type: 'look' }));
  useEffect(() => {
    if (!isListed) return;
    const timer = setInterval(() => look(), pace);
    return () => clearInterval(timer);
  }, [isListed]);
  useWork<JobsWork, JobsEvent>({
    work: state.work,
    world,
    active,
    send,
    run: async (what) => {
      if (what.kind === 'log') return { type: 'logged', id: what.id, events: await jobs.log(what.id) };
      await jobs.prune(what.ids === null ? {} : { ids: what.ids });
      return { type: 'removed' };
    },
  });
  useJob(state.watched, world, send, active && state.step === 'job');
}
