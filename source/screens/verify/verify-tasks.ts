import { listSources } from '../listed-sources.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import type { VerifyEvent } from './verify-events.ts';
import { repairRequest } from './verify-request.ts';
import { type VerifyState, type VerifyWork, watchesJob } from './verify-state.ts';

/** Has the engine do what the state asks for: looking and repairing as jobs, the rest here. */
export function useVerifyTasks(
  state: VerifyState,
  world: World,
  send: (event: VerifyEvent) => void,
  active: boolean,
): void {
  const { engine } = world;
  useWork<VerifyWork, VerifyEvent>({
    work: state.work,
    world,
    active,
    send,
    run: async (what, run) =>
      what === 'sources'
        ? { type: 'listed', list: await listSources(engine) }
        : { type: 'planned', plan: await engine.repair.plan(repairRequest(state), run) },
  });
  useJob(state.watched, world, send, active && watchesJob(state));
}
