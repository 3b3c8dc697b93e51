import type { ClonePlan, CloneRequest, CloneResult } from '../../api/clone.ts';
import type { Operation } from '../../api/run.ts';
import type { Context } from '../context.ts';
import { applyClone } from './apply.ts';
import { planClone, type Unchanged } from './plan.ts';

/** Clones a mirror, or refreshes the clone that the target is. */
export function cloneOperation(context: Context): Operation<CloneRequest, ClonePlan, CloneResult> {
  // What a plan comes to that changes nothing is known when it is made; a saved one is looked into again.
  const settled = new WeakMap<ClonePlan, Unchanged>();
  return {
    plan: async (request, run = {}) => {
      const { plan, unchanged } = await planClone(context, request, run);
      if (unchanged !== null) settled.set(plan, unchanged);
      return plan;
    },
    apply: async (plan, run = {}) => {
      const unchanged = settled.get(plan);
      if (unchanged === undefined) return await applyClone(context, plan, run);
      await unchanged.remember();
      return unchanged.result;
    },
  };
}
