import type { Engine, Run } from '../../engine/index.ts';
import { usePicker } from '../../ui/picker/use-picker.ts';
import { answerKeyAsk } from '../key-choice/key-choice-tasks.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import { applyPlanned, planWish } from './rotate-planned.ts';
import type { RotateEvent, RotateState, RotateWhat } from './rotate-state.ts';

async function answer(what: RotateWhat, engine: Engine, run: Run): Promise<RotateEvent> {
  switch (what.kind) {
    case 'roles':
      return { type: 'roles', roles: await engine.roles({}, run) };
    case 'owners':
      return { type: 'owners', owners: (await engine.owners({}, run)).owners };
    case 'waiting':
      return { type: 'waiting', waiting: (await engine.waiting(undefined, run)).waiting };
    case 'key':
      return { type: 'keys', answer: await answerKeyAsk(what.ask, engine, run) };
    case 'plan':
      return { type: 'planned', planned: await planWish(what.wish, engine, run) };
    case 'plan-give-up':
      return { type: 'asked', plan: await engine.giveUp.plan({ path: what.path }, run) };
    case 'give-up':
      await engine.giveUp.apply(what.plan, run);
      return { type: 'given-up', waiting: (await engine.waiting(undefined, run)).waiting };
    case 'apply':
      return { type: 'applied', done: await applyPlanned(what.planned, engine, run) };
  }
}

/** Has the engine do what the state asks for, and shows each signature as it comes. */
export function useRotateTasks(
  { work, draft }: RotateState,
  world: World,
  send: (event: RotateEvent) => void,
  active: boolean,
): void {
  const { engine } = world;
  useWork<RotateWhat, RotateEvent>({
    ...{ work, world, active, send },
    run: (what, run) => answer(what, engine, run),
    onEvent: (event) => {
      if (event.type === 'signing') send({ type: 'signing', signing: event });
    },
  });
  usePicker({ picker: draft?.choice?.keys.picker ?? null, active, send });
}
