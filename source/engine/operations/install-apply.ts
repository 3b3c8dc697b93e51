import { join } from 'node:path';
import type { InstallItem, InstallPlan, InstallResult } from '../api/client.ts';
import type { Run } from '../api/run.ts';
import { checkSignal, EngineError } from '../errors.ts';
import {
  downloadsOf,
  mendComponents,
  newStagingFolder,
  placeComponent,
  tidyComponents,
} from '../io/component-folders.ts';
import { fetchFiles, type WantedFile } from '../io/fetch-files.ts';
import { removeFile, removeTree } from '../io/files.ts';
import { findEntry } from '../io/list-tarball.ts';
import { ownFolder, takeLock } from '../io/lock.ts';
import { unpackTarball } from '../io/unpack-tarball.ts';
import { isWhole } from './client-home.ts';
import { type Context, downloadsAtOnce } from './context.ts';
import { installItem } from './install-plan.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';

/** Long enough for another process to install what both want. */
const lockWait = 10 * 60_000;

type Failure = { readonly file: string; readonly error: EngineError };

/**
 * Fetches, verifies, unpacks aside and puts each version in its place by a rename. What fails leaves everything
 * as it was, the others are installed; then throws its error, or `incomplete` when there are several.
 * Throws `source-changed` when the mirror no longer offers exactly what was planned.
 */
export async function applyInstall(context: Context, plan: InstallPlan, run: Run): Promise<InstallResult> {
  const mirror = await openMirror(context, {}, run);
  try {
    refuseOtherMirror(mirror, plan);
    await checkPlan(context, mirror, plan, run);
    const release = await takeLock(join(context.home.path, ownFolder), 'install', {
      wait: lockWait,
      signal: run.signal,
    });
    try {
      await mendComponents(context.home.path);
      return await install(context, mirror, plan, run);
    } finally {
      await tidyComponents(context.home.path).finally(release);
    }
  } finally {
    await mirror.close();
  }
}

function refuseOtherMirror(mirror: OpenMirror, plan: InstallPlan): void {
  const { address } = mirror.identity;
  if (address === plan.mirror) return;
  const detail = `the mirror is ${address} now, this was planned with ${plan.mirror}`;
  throw new EngineError('source-changed', detail, { facts: { address: plan.mirror, got: address } });
}

async function checkPlan(context: Context, mirror: OpenMirror, plan: InstallPlan, run: Run): Promise<void> {
  for (const item of plan.items) {
    const { manifest } = await mirror.component(item.component, run.signal);
    const { action: _, ...planned } = item;
    const offered = installItem(context, manifest, item.version);
    const same = Object.entries(offered).every(([key, value]) => Reflect.get(planned, key) === value);
    if (same) continue;
    const detail = `${item.component} ${item.version} was changed in the mirror since this was planned`;
    throw new EngineError('source-changed', detail, {
      facts: { address: plan.mirror, component: item.component, version: item.version },
    });
  }
}

async function install(
  context: Context,
  mirror: OpenMirror,
  plan: InstallPlan,
  run: Run,
): Promise<InstallResult> {
  const installed: InstallItem[] = [];
  const kept: InstallItem[] = [];
  const wanted: InstallItem[] = [];
  for (const item of plan.items) {
    // Another process may have installed it while this one waited.
    const done = item.action !== 'reinstall' && (await isInstalled(context, item));
    (done ? kept : wanted).push(item);
  }
  const failures = await fetchAll(context, mirror, wanted, run);
  // Before any version is in its place: the stock client runs what is installed by the entries of these.
  await mirror.keep();
  for (const item of wanted) {
    if (failures.some((failure) => failure.file === item.file)) continue;
    checkSignal(run.signal);
    run.onEvent?.({ type: 'phase', phase: 'unpack', detail: `${item.component} ${item.version}` });
    try {
      await unpackAndPlace(context, item, run);
      installed.push(item);
    } catch (error) {
      if (!(error instanceof EngineError) || error.code === 'interrupted' || error.code === 'disk-full')
        throw error;
      failures.push({ file: item.file, error });
    }
  }
  // Not when stopped: then what was fetched is taken up by the next run.
  for (const { file } of plan.items) await removeFile(join(downloadsOf(context.home.path), file));
  refuseFailures(failures, wanted.length);
  return { installed, kept };
}

async function isInstalled(context: Context, item: InstallItem): Promise<boolean> {
  const versions = await context.home.versionsOf(item.component);
  return versions.includes(item.version) && isWhole(context, item.component, item.version, item.entry);
}

async function fetchAll(
  context: Context,
  mirror: OpenMirror,
  wanted: readonly InstallItem[],
  run: Run,
): Promise<Failure[]> {
  if (wanted.length === 0) return [];
  run.onEvent?.({ type: 'phase', phase: 'download' });
  const files = new Map<string, WantedFile>();
  for (const { file, length, sha256, component } of wanted) {
    const other = files.get(file);
    // One owner's component must not bring another owner's bytes with it.
    if (other !== undefined && other.sha256 !== sha256) {
      throw new EngineError(
        'manifest-malformed',
        `${component} and another one claim ${file} with other bytes`,
        {
          facts: { file: `${component}.json`, field: 'url', component },
        },
      );
    }
    files.set(file, { name: file, length, sha256 });
  }
  const { address } = mirror.identity;
  const report = await fetchFiles(mirror.source, [...files.values()], {
    folder: downloadsOf(context.home.path),
    jobs: await downloadsAtOnce(context),
    onEvent: run.onEvent,
    signal: run.signal,
  });
  return report.failures.map(({ name, reason, code }) => ({
    file: name,
    error: new EngineError(code, `${name}: ${reason}`, { facts: { file: name, address } }),
  }));
}

async function unpackAndPlace(context: Context, item: InstallItem, run: Run): Promise<void> {
  const home = context.home.path;
  const tarball = join(downloadsOf(home), item.file);
  const staged = await newStagingFolder(home);
  try {
    const { entries } = await unpackTarball(tarball, staged, { signal: run.signal });
    const program = findEntry(entries, item.entry);
    const facts = { file: item.file, entry: item.entry, component: item.component, version: item.version };
    if (program === null || program.type === 'folder') {
      throw new EngineError('entry-missing', `${item.file} does not hold its program ${item.entry}`, {
        facts,
      });
    }
    if (program.type === 'file' && !program.executable) {
      run.onEvent?.({ type: 'warning', warning: { code: 'entry-not-executable', facts } });
    }
    await placeComponent(home, staged, item.component, item.version);
  } finally {
    await removeTree(staged);
  }
}

function refuseFailures(failures: readonly Failure[], wanted: number): void {
  const [first] = failures;
  if (first === undefined) return;
  if (wanted === 1) throw first.error;
  const names = failures.map((failure) => failure.error.message).join('; ');
  throw new EngineError('incomplete', `${failures.length} of ${wanted} could not be installed: ${names}`, {
    facts: { file: first.file, got: wanted - failures.length, expected: wanted },
    cause: first.error,
  });
}
