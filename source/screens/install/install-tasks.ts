import { EngineError, type Run } from '../../engine/index.ts';
import { type Problem, problemOf } from '../../ui/problem.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { InstallEvent } from './install-events.ts';
import type { InstallState, InstallWhat, Review } from './install-state.ts';

async function planned(
  { change, wanted }: Extract<InstallWhat, { kind: 'plan' }>,
  { engine }: World,
  run: Run,
): Promise<Review> {
  const components = [...wanted];
  switch (change) {
    case 'install':
      return { kind: change, wanted, plan: await engine.install.plan({ components }, run) };
    case 'update':
      return { kind: change, wanted, plan: await engine.update.plan({ components }, run) };
    case 'uninstall':
      return { kind: change, wanted, plan: await engine.uninstall.plan({ components }, run) };
  }
}

/** What is here is told even when the mirror can't be read now. */
async function read({ engine }: World, run: Run): Promise<InstallEvent> {
  const list = await engine.list({ installed: true }, run);
  const here = list.kind === 'components' ? list.components : [];
  const answer = { type: 'read', platform: engine.platform, here } as const;
  try {
    return { ...answer, catalogue: await engine.catalogue({}, run), unread: null };
  } catch (error) {
    const unread: Problem = problemOf(error);
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return { ...answer, catalogue: null, unread };
  }
}

async function answer(what: InstallWhat, world: World, run: Run): Promise<InstallEvent> {
  const { engine, messages } = world;
  switch (what.kind) {
    case 'read':
      return await read(world, run);
    case 'plan':
      return { type: 'planned', review: await planned(what, world, run) };
    case 'apply': {
      const { review } = what;
      if (review.kind === 'uninstall') {
        const result = await engine.uninstall.apply(review.plan, run);
        return { type: 'applied', done: { kind: 'uninstall', result } };
      }
      const { kind, plan } = review;
      const operation = kind === 'update' ? engine.update : engine.install;
      return { type: 'applied', done: { kind: 'install', result: await operation.apply(plan, run) } };
    }
    case 'run': {
      const { component, args } = what;
      const plan = await engine.run.plan({ component, args }, run);
      const { exitCode } = await world.lend({
        meanwhile: () => engine.run.apply(plan, run),
        ended: (result) => messages.install.ended(component, result.exitCode),
      });
      return { type: 'ran', component, exitCode };
    }
  }
}

/** Has the engine do what the state asks for; a program that is run gets the terminal. */
export function useInstallTasks(
  state: InstallState,
  world: World,
  send: (event: InstallEvent) => void,
  active: boolean,
): void {
  useWork<InstallWhat, InstallEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => answer(what, world, run),
  });
}
