import { join } from 'node:path';
import type { RunPlan, RunRequest, RunResult } from '../api/client.ts';
import type { Operation, Run } from '../api/run.ts';
import { pickVersion } from '../domain/pick-version.ts';
import { redactArguments } from '../domain/redact.ts';
import { sortVersions } from '../domain/version.ts';
import { mendHome } from '../io/component-folders.ts';
import { makeFolder, removeTree, writeFileDurably } from '../io/files.ts';
import { recordRun } from '../io/history.ts';
import { runProgram } from '../io/process.ts';
import { isWhole, itemOf, keptComponent, programPath } from './client-home.ts';
import { type Context, resolvePath } from './context.ts';
import { applyInstall } from './install-apply.ts';
import { planInstall, type WantedComponent, wantedOf } from './install-plan.ts';
import { checkTag, componentVariables, type Instance, instanceOf, storageOf } from './run-instance.ts';

/**
 * Runs a component: a version that is installed and fits, else one that is installed first. What it prints and
 * reads is this process's terminal; the result is its own exit code.
 */
export function runOperation(context: Context): Operation<RunRequest, RunPlan, RunResult> {
  return {
    plan: (request, run = {}) => planRun(context, request, run),
    apply: (plan, run = {}) => applyRun(context, plan, run),
  };
}

/** `entry` of the plan is the absolute path of the program. Throws what choosing and installing a version throw. */
async function planRun(context: Context, request: RunRequest, run: Run): Promise<RunPlan> {
  const wanted = wantedOf(request.component);
  const { component } = wanted;
  if (request.tag !== undefined) checkTag(request.tag);
  if (request.binary !== undefined) {
    const entry = resolvePath(context, request.binary);
    return { request, component, version: wanted.version ?? '', entry, install: null };
  }
  await mendHome(context.home.path);
  const version = await installedFor(context, wanted);
  if (version !== null) return { request, component, ...version, install: null };
  const install = await planInstall(context, [wanted], false, run);
  const [item] = install.items;
  if (item === undefined) throw new Error('a plan for one component has an item');
  const entry = programPath(context, component, item.version, item.entry);
  return {
    request,
    component,
    version: item.version,
    entry,
    install: item.action === 'keep' ? null : install,
  };
}

/**
 * The installed version that fits, or null: the mirror decides. What it calls latest or nightly is only known
 * there; all else needs no mirror. A yanked version, and one that was not finished, is as if it weren't there.
 */
async function installedFor(
  context: Context,
  { component, version }: WantedComponent,
): Promise<{ readonly version: string; readonly entry: string } | null> {
  if (version !== null && ['latest', 'nightly'].includes(version.toLowerCase())) return null;
  const kept = await keptComponent(context, component);
  if (kept === null) return null;
  const programs = new Map<string, string>();
  for (const one of sortVersions(await context.home.versionsOf(component))) {
    const item = itemOf(kept, context.platform, one);
    if (item === null || item.entry === '' || item.yanked || !isWhole(context, component, one, item.entry))
      continue;
    programs.set(one, programPath(context, component, one, item.entry));
  }
  const versions = [...programs.keys()];
  // As stock: without a version asked for, a nightly is run when there is nothing else.
  const chosen = pickVersion(version, versions, '') ?? (version === null ? versions.at(-1) : undefined);
  const entry = programs.get(chosen ?? '');
  return chosen === undefined || entry === undefined ? null : { version: chosen, entry };
}

async function applyRun(context: Context, plan: RunPlan, run: Run): Promise<RunResult> {
  if (plan.install !== null) await applyInstall(context, plan.install, run);
  const started = context.now();
  const instance = instanceOf(context, plan, started);
  const variables = componentVariables(context, plan, instance);
  await makeFolder(instance.folder);
  await makeFolder(storageOf(context, plan.component));
  try {
    let noted = Promise.resolve();
    const exitCode = await runProgram(plan.entry, plan.request.args, {
      env: { ...context.environment, ...variables },
      cwd: context.workingFolder,
      signal: run.signal,
      onStart: (pid) => {
        // Only for others to read: a failure of it must not end the program that runs.
        noted = noteProcess(plan, instance, variables, pid, started).catch(() => undefined);
      },
    });
    await noted;
    const command = ['mirrordeck', plan.request.component, ...plan.request.args];
    await recordRun(context.home.path, { command, started, exitCode });
    return { exitCode };
  } finally {
    if (instance.temporary) await removeTree(instance.folder);
  }
}

/** What the stock client's `status` and `clean` read. The caller's own variables, with his secrets, stay out of it. */
async function noteProcess(
  plan: RunPlan,
  instance: Instance,
  variables: Readonly<Record<string, string>>,
  pid: number,
  started: Date,
): Promise<void> {
  const note = {
    component: plan.component,
    created_time: started.toISOString(),
    pid,
    exec: plan.entry,
    args: redactArguments([plan.entry, ...plan.request.args]),
    env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    dir: instance.folder,
  };
  await writeFileDurably(join(instance.folder, 'tiup_process_meta'), JSON.stringify(note, null, 2));
}
