import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { ExpiryEvent, ExpiryState, ExpiryWhat } from './expiry-state.ts';

/** Has the engine do what the state asks for. */
export function useExpiryTasks(
  { work }: ExpiryState,
  world: World,
  send: (event: ExpiryEvent) => void,
  active: boolean,
): void {
  const { engine } = world;
  useWork<ExpiryWhat, ExpiryEvent>({
    ...{ work, world, active, send },
    run: async (what, run) => {
      if (what.kind === 'read') return { type: 'read', found: await engine.expiry({}, run) };
      if (what.kind === 'plan') return { type: 'planned', plan: await engine.renew.plan(what.request, run) };
      return { type: 'renewed', result: await engine.renew.apply(what.plan, run) };
    },
    onEvent: (event) => {
      if (event.type === 'signing') send({ type: 'signing', signing: event });
    },
  });
}
