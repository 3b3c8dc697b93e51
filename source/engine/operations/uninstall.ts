import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UninstallItem, UninstallPlan, UninstallRequest, UninstallResult } from '../api/client.ts';
import type { Operation, Run } from '../api/run.ts';
import { checkComponentName, checkVersion } from '../domain/names.ts';
import { isNightly, sortVersions, withV } from '../domain/version.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { mendComponents, mendHome, removeComponent, tidyComponents } from '../io/component-folders.ts';
import { ownFolder, takeLock } from '../io/lock.ts';
import type { Context } from './context.ts';
import { wantedOf } from './install-plan.ts';

/**
 * Removes versions from the home: the ones named (`tidb:v1.0.0`, `tidb:nightly`), with `all` every version of the
 * components named, or everything when none is named. What components stored stays.
 */
export function uninstallOperation(
  context: Context,
): Operation<UninstallRequest, UninstallPlan, UninstallResult> {
  return {
    plan: (request) => planUninstall(context, request),
    apply: (plan, run = {}) => applyUninstall(context, plan, run),
  };
}

/** Throws `usage`, `name-invalid`, `not-installed`. */
async function planUninstall(context: Context, request: UninstallRequest): Promise<UninstallPlan> {
  const all = request.all ?? false;
  if (request.components.length === 0 && !all)
    throw new EngineError('usage', 'name components, or ask for all');
  await mendHome(context.home.path);
  const items = new Map<string, UninstallItem>();
  const add = (component: string, version: string) => {
    const path = join(context.home.components, component, version);
    items.set(path, { component, version, path });
  };
  for (const spec of request.components) {
    const { component, version } = wantedOf(spec);
    if (version === null && !all) {
      throw new EngineError('usage', `name a version of ${component}, or ask for all of them`, {
        facts: { component },
      });
    }
    for (const found of await find(context, component, version)) add(component, found);
  }
  if (request.components.length === 0) {
    for (const { component, versions } of await context.home.installed()) {
      for (const version of sortVersions(versions)) add(component, version);
    }
  }
  return { items: [...items.values()], storage: await storageLeft(context, [...items.values()]) };
}

async function find(context: Context, component: string, version: string | null): Promise<readonly string[]> {
  const installed = sortVersions(await context.home.versionsOf(component));
  const wanted = (one: string) => version === null || one === version || one === withV(version);
  const found = version === 'nightly' ? installed.filter(isNightly) : installed.filter(wanted);
  if (found.length > 0) return found;
  const detail =
    version === null ? `${component} is not installed` : `${component} ${version} is not installed`;
  throw new EngineError('not-installed', detail, {
    facts: { component, ...(version === null ? {} : { version }) },
  });
}

/** Folders of data that stay behind though no version of their component is left. */
async function storageLeft(context: Context, items: readonly UninstallItem[]): Promise<string[]> {
  const folders: string[] = [];
  for (const component of new Set(items.map((item) => item.component))) {
    const going = items.filter((item) => item.component === component).length;
    const path = join(context.home.path, 'storage', component);
    if (going === (await context.home.versionsOf(component)).length && existsSync(path)) folders.push(path);
  }
  return folders;
}

async function applyUninstall(context: Context, plan: UninstallPlan, run: Run): Promise<UninstallResult> {
  const home = context.home.path;
  const release = await takeLock(join(home, ownFolder), 'uninstall', { signal: run.signal });
  const removed: UninstallItem[] = [];
  try {
    await mendComponents(home);
    for (const item of plan.items) {
      checkSignal(run.signal);
      const { component, version } = item;
      if (await removeComponent(home, checkComponentName(component), checkVersion(version)))
        removed.push(item);
    }
  } finally {
    await tidyComponents(home).finally(release);
  }
  return { removed };
}
