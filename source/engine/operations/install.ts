import type { InstallPlan, InstallRequest, InstallResult } from '../api/client.ts';
import type { Operation } from '../api/run.ts';
import { EngineError } from '../errors.ts';
import type { Context } from './context.ts';
import { applyInstall } from './install-apply.ts';
import { planInstall, wantedOf } from './install-plan.ts';

/** Installs components into the home. A version that is there already is kept, unless forced. */
export function installOperation(context: Context): Operation<InstallRequest, InstallPlan, InstallResult> {
  return {
    plan: async (request, run = {}) => {
      if (request.components.length === 0) throw new EngineError('usage', 'no component was named');
      return await planInstall(context, request.components.map(wantedOf), request.force ?? false, run);
    },
    apply: (plan, run = {}) => applyInstall(context, plan, run),
  };
}
