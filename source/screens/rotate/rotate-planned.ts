import type {
  Engine,
  NewRootPlan,
  NewRootResult,
  RotatePlan,
  RotateResult,
  Run,
  TransferPlan,
  TransferResult,
} from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { valuesOf, type Wish } from './rotate-wish.ts';

/** A change as the engine plans it. */
export type Planned =
  | { readonly kind: 'rotate'; readonly plan: RotatePlan }
  | { readonly kind: 'transfer'; readonly plan: TransferPlan }
  | { readonly kind: 'new-root'; readonly plan: NewRootPlan };

export type Done =
  | { readonly kind: 'rotate'; readonly result: RotateResult }
  | { readonly kind: 'transfer'; readonly result: TransferResult }
  | { readonly kind: 'new-root'; readonly result: NewRootResult };

const orNothing = (text: string): string | undefined => (text === '' ? undefined : withoutTilde(text));

/** Has the engine plan it: everything is checked before anybody signs. */
export async function planWish(wish: Wish, engine: Engine, run: Run): Promise<Planned> {
  const { listen, missing, out, from, keyDir } = valuesOf(wish);
  const way = {
    listen: orNothing(listen || missing),
    out: orNothing(out),
    from: orNothing(from),
    keyDir: orNothing(keyDir),
  };
  if (wish.kind === 'new-root') return { kind: 'new-root', plan: await engine.newRoot.plan({}, run) };
  if (wish.transfer !== null) {
    const request = { ...wish.transfer, ...way };
    return { kind: 'transfer', plan: await engine.transferOwner.plan(request, run) };
  }
  return { kind: 'rotate', plan: await engine.rotate.plan({ ...wish.changes, ...way }, run) };
}

/** Does what was planned. */
export async function applyPlanned(planned: Planned, engine: Engine, run: Run): Promise<Done> {
  switch (planned.kind) {
    case 'rotate':
      return { kind: planned.kind, result: await engine.rotate.apply(planned.plan, run) };
    case 'transfer':
      return { kind: planned.kind, result: await engine.transferOwner.apply(planned.plan, run) };
    case 'new-root':
      return { kind: planned.kind, result: await engine.newRoot.apply(planned.plan, run) };
  }
}
