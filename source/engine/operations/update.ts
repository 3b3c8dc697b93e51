import type { InstallItem, InstallPlan, InstallResult, UpdateRequest } from '../api/client.ts';
import type { Operation, Run } from '../api/run.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { mendHome } from '../io/component-folders.ts';
import type { Context } from './context.ts';
import { applyInstall } from './install-apply.ts';
import { itemFor, planOf, type WantedComponent, wantedOf } from './install-plan.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';

/**
 * Installs newer versions of components beside those that are there; never removes one. With `nightly`, nightlies
 * are what is installed of components named without a version. Of everything (`all`, or `force` alone), what the
 * mirror doesn't have is passed over with a warning.
 */
export function updateOperation(context: Context): Operation<UpdateRequest, InstallPlan, InstallResult> {
  return {
    plan: (request, run = {}) => planUpdate(context, request, run),
    apply: (plan, run = {}) => applyInstall(context, plan, run),
  };
}

async function planUpdate(context: Context, request: UpdateRequest, run: Run): Promise<InstallPlan> {
  const named = (request.components ?? []).map(wantedOf);
  const all = request.all ?? false;
  const force = request.force ?? false;
  if (named.length === 0 && !all && !force) throw new EngineError('usage', 'name components, or ask for all');
  if (named.length > 0 && all) throw new EngineError('usage', 'name components or ask for all, not both');
  await mendHome(context.home.path);
  const wanted = named.length > 0 ? named : await everythingInstalled(context);
  const alias = request.nightly ? 'nightly' : null;
  const mirror = await openMirror(context, {}, run);
  try {
    const items: InstallItem[] = [];
    const warnings: EngineWarning[] = [];
    for (const { component, version } of wanted) {
      const one = { component, version: version ?? alias };
      const item = await itemOrWarning(context, mirror, one, force, named.length > 0, run);
      if ('code' in item) warnings.push(item);
      else items.push(item);
    }
    for (const warning of warnings) run.onEvent?.({ type: 'warning', warning });
    return planOf(mirror, items, warnings);
  } finally {
    await mirror.close();
  }
}

async function everythingInstalled(context: Context): Promise<WantedComponent[]> {
  const installed = await context.home.installed();
  return installed.map(({ component }) => ({ component, version: null }));
}

/** What was named must be there; of everything, what is gone from the mirror doesn't stop the rest. */
async function itemOrWarning(
  context: Context,
  mirror: OpenMirror,
  wanted: WantedComponent,
  force: boolean,
  strict: boolean,
  run: Run,
): Promise<InstallItem | EngineWarning> {
  try {
    return await itemFor(context, mirror, wanted, force, run);
  } catch (error) {
    if (strict || !(error instanceof EngineError)) throw error;
    if (error.code === 'interrupted') throw error;
    const { component } = wanted;
    if (error.code === 'version-unknown') {
      const facts = { component, platform: context.platform, version: wanted.version ?? 'latest' };
      return { code: 'version-missing', facts };
    }
    return { code: 'component-unusable', facts: { component, code: error.code, reason: error.message } };
  }
}
