import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import { pruneRequest } from './policy.ts';
import type { PruneEvent, PruneState } from './prune-state.ts';

/** While a policy is turned step by step only the last one is worked out. Milliseconds. */
const calm = 120;

function pause(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, calm);
    signal?.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Has the engine work out what a policy leads to, and prune in a job. */
export function usePruneTasks(
  state: PruneState,
  world: World,
  send: (event: PruneEvent) => void,
  active: boolean,
): void {
  useWork<'plan', PruneEvent>({
    work: state.work,
    world,
    active,
    send,
    run: async (_, run) => {
      if (state.plan !== null) await pause(run.signal);
      return { type: 'planned', plan: await world.engine.prune.plan(pruneRequest(state.policy), run) };
    },
  });
  useJob(state.watched, world, send, active && state.step === 'running');
}
