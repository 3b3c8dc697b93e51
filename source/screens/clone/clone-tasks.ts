import { progressFrom, withEvent } from '../../ui/progress.ts';
import { createPublisher } from '../../ui/publisher.ts';
import { useTask } from '../../ui/task.ts';
import { listSources } from '../listed-sources.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import type { CloneEvent } from './clone-events.ts';
import type { CloneState, CloneTask } from './clone-state.ts';

type Send = (event: CloneEvent) => void;

async function carryOut(task: CloneTask, state: CloneState, world: World, send: Send, signal: AbortSignal) {
  const { engine } = world;
  // What an operation reports is summed up here, outside React, and shown a few times a second.
  let progress = progressFrom(Date.now());
  const publisher = createPublisher<typeof progress>({
    show: (newest) => send({ type: 'progress', progress: newest }),
    isBusy: world.isBusy,
  });
  const run = {
    signal,
    onEvent: (event: Parameters<typeof withEvent>[1]) => {
      progress = withEvent(progress, event, Date.now());
      publisher.publish(progress);
    },
  };
  const answer = async (): Promise<CloneEvent> => {
    switch (task.kind) {
      case 'list':
        return { type: 'listed', list: await listSources(engine) };
      case 'catalogue': {
        const catalogue = await engine.catalogue({ address: task.address }, run);
        const list = state.list.length > 0 ? state.list : await listSources(engine);
        const { platforms = null } = await engine.settings.read();
        return { type: 'catalogue', catalogue, list, platforms };
      }
      case 'plan':
        return { type: 'planned', plan: await engine.clone.plan(task.request, run) };
      case 'load':
        return { type: 'planned', plan: await engine.saved.readPlan(task.file) };
      case 'save':
        await engine.saved.writePlan(task.file, task.plan);
        return { type: 'saved' };
    }
  };
  try {
    return await answer();
  } finally {
    publisher.finish();
  }
}

/** Has the engine do what the state asks for: reading and planning here, fetching in a job. */
export function useCloneTasks(state: CloneState, world: World, send: Send, active: boolean): void {
  const { task } = state;
  useTask<CloneEvent>(task === null || !active ? null : `${task.kind} ${task.id}`, {
    run: (signal) =>
      task === null ? Promise.resolve({ type: 'begin' }) : carryOut(task, state, world, send, signal),
    done: send,
    failed: (problem) => send({ type: 'failed', problem }),
  });
  useJob(state.watched, world, send, active && state.step === 'running');
}
