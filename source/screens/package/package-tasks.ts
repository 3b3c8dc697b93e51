import { asPart, type PackagePlan, type Run } from '../../engine/index.ts';
import { usePicker } from '../../ui/picker/use-picker.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { PackageEvent } from './package-events.ts';
import type { PackageState, PackageWhat, Packed } from './package-state.ts';

/** One bar over all that is packed. */
function inTurn(run: Run, plans: readonly PackagePlan[], at: number): Run {
  const sum = (some: readonly PackagePlan[]): number => some.reduce((bytes, plan) => bytes + plan.bytes, 0);
  const [from, to] = [sum(plans.slice(0, at)), sum(plans.slice(0, at + 1))];
  const part = { from, to, total: sum(plans), filesDone: at, filesTotal: plans.length };
  return { ...run, onEvent: (event) => run.onEvent?.(asPart(event, part)) };
}

async function answer(what: PackageWhat, { engine }: World, run: Run): Promise<PackageEvent> {
  switch (what.kind) {
    case 'inspect': {
      const { paths, inside } = what;
      const inspected = await engine.inspect({ kind: 'picks', paths, inside }, run);
      return { type: 'inspected', inspected, machine: engine.platform };
    }
    case 'plan': {
      const plans = [];
      for (const request of what.requests) plans.push(await engine.pack.plan(request, run));
      return { type: 'planned', plans };
    }
    case 'pack': {
      const packed: Packed[] = [];
      for (const [at, plan] of what.plans.entries())
        packed.push({ plan, result: await engine.pack.apply(plan, inTurn(run, what.plans, at)) });
      return { type: 'packed', packed };
    }
  }
}

/** Has the engine, and the disk, do what the state asks for. */
export function usePackageTasks(
  state: PackageState,
  world: World,
  send: (event: PackageEvent) => void,
  active: boolean,
): void {
  useWork<PackageWhat, PackageEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => answer(what, world, run),
  });
  usePicker({ picker: state.step === 'files' ? state.picker : null, active, send });
}
