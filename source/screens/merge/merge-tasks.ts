import type { Run } from '../../engine/index.ts';
import { listSources } from '../listed-sources.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import type { MergeEvent } from './merge-events.ts';
import type { MergeState, MergeWork, Met } from './merge-state.ts';

async function carryOut(what: MergeWork, { engine }: World, run: Run): Promise<MergeEvent> {
  switch (what.kind) {
    case 'list':
      return { type: 'listed', list: await listSources(engine) };
    case 'meet': {
      const met: Met[] = [];
      for (const asked of what.addresses)
        met.push({ asked, report: await engine.sources.test({ address: asked }, run) });
      return { type: 'met', met };
    }
    case 'plan':
      return { type: 'planned', plan: await engine.merge.plan(what.request, run), goesOn: what.goesOn };
    case 'load':
      return { type: 'loaded', conflicts: await engine.saved.readDecisions(what.file), file: what.file };
    case 'save':
      await engine.saved.writeDecisions(what.file, what.conflicts);
      return { type: 'saved', file: what.file };
  }
}

/** Has the engine do what the state asks for: reading and planning here, merging in a job. */
export function useMergeTasks(
  state: MergeState,
  world: World,
  send: (event: MergeEvent) => void,
  active: boolean,
): void {
  useWork<MergeWork, MergeEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => carryOut(what, world, run),
  });
  useJob(state.watched, world, send, active && state.step === 'running');
}
