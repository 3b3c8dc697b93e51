import { EngineError } from '../../engine/index.ts';
import { isWebAddress } from '../../ui/form/complete-path.ts';
import { isAtWork } from '../jobs-at-work.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import { serveRequest } from './serve-request.ts';
import type { ServeEvent, ServeState, ServeWork } from './serve-state.ts';

/** The home's current mirror when it is a folder; nothing where none is set. */
async function currentFolder({ engine }: World): Promise<string | null> {
  try {
    const { address } = await engine.show();
    return isWebAddress(address) ? null : address;
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/** Has the engine say what there is, and serve in a job. */
export function useServeTasks(
  state: ServeState,
  world: World,
  send: (event: ServeEvent) => void,
  active: boolean,
): void {
  useWork<ServeWork, ServeEvent>({
    work: state.work,
    world,
    active,
    send,
    run: async (what, run) => {
      if (what === 'check')
        return { type: 'exposed', exposure: await world.engine.exposure(serveRequest(state.form), run) };
      const jobs = await world.engine.jobs.list();
      const servers = jobs.filter((job) => job.kind === 'serve' && isAtWork(job));
      return { type: 'looked', folder: await currentFolder(world), servers };
    },
  });
  useJob(state.watched, world, send, active && state.step === 'serving');
}
