import { performance } from 'node:perf_hooks';
import type { ClonePlan, CloneResult, PlannedFile } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import { type FetchReport, fetchFiles, type WantedFile } from '../../io/fetch-files.ts';
import { removeEmptyFolder } from '../../io/files.ts';
import { openStore } from '../../io/mirror-store.ts';
import { type Context, downloadsAtOnce } from '../context.ts';
import { inStaging, refuseFullDisk, stagingOf } from '../staging.ts';
import { commitClone } from './commit.ts';
import { closeBench, planClone } from './plan.ts';
import { isRepublished, refuseRepublished, startingOver } from './republished.ts';
import { keysForNewMirror } from './signing-keys.ts';
import { layOut, type Workbench } from './workbench.ts';

/**
 * Carries out a plan: gets the tarballs into the target's staging folder, then commits manifests and tarballs in
 * one transaction. Stopped at any point, nothing that clients see has changed and what was fetched is taken up by
 * the next run. Files that can't be had are reported in the result; the rest is committed without them. Files that
 * are gone because the source was published meanwhile are planned anew, with a warning `source-republished`.
 * @throws `plan-corrupt`, `source-changed`, `mirror-changed`, `disk-full`, `target-keys-missing`, `incomplete` when
 *   not one file could be had for a new mirror, and what reading, fetching and committing throw
 */
export async function applyClone(context: Context, plan: ClonePlan, run: Run): Promise<CloneResult> {
  const began = performance.now();
  refuseForeign(plan);
  let current = plan;
  return await startingOver(run, 'tell', async (one, isLast) => {
    const result = await applyOnce(context, current, one, began, isLast).catch(async (error: unknown) => {
      // Files of the plan are gone from the source: what the same request means there now is done instead.
      if (isRepublished(error)) current = (await planClone(context, plan.request, one)).plan;
      throw error;
    });
    return result;
  });
}

async function applyOnce(
  context: Context,
  plan: ClonePlan,
  run: Run,
  began: number,
  isLast: boolean,
): Promise<CloneResult> {
  if (plan.unchanged) return await confirmUnchanged(context, plan, run);
  const bench = await layOut(context, plan.request, 'whole', run);
  try {
    refuseMoved(plan, bench);
    refuseFullDisk(plan.target.path, plan.bytes);
    const result = await locked(plan, run, () => fetchAndCommit(context, plan, bench, run, began, isLast));
    // an older state of the source is refused from now on
    await bench.source.keep();
    return result;
  } finally {
    await closeBench(bench);
  }
}

/** Nothing to do then must be nothing to do now; not even a lock is written. */
async function confirmUnchanged(context: Context, plan: ClonePlan, run: Run): Promise<CloneResult> {
  const { unchanged } = await planClone(context, plan.request, run);
  if (unchanged !== null) {
    await unchanged.remember();
    return unchanged.result;
  }
  const facts = { address: plan.source.identity.address, path: plan.target.path };
  throw new EngineError('source-changed', 'there is something to do now that there was not then', { facts });
}

async function locked<T>(plan: ClonePlan, run: Run, work: () => Promise<T>): Promise<T> {
  const { path } = plan.target;
  const isNew = (await openStore(path).state()) === 'absent';
  try {
    return await inStaging(path, 'clone', run, async () => {
      // Who had it before may have made this mirror meanwhile: better heard of before all is fetched again.
      await openStore(path).expectTimestamp(plan.target.timestampVersion);
      return await work();
    });
  } finally {
    // Nor is there a folder that nothing came into; what kept it from coming is what is to be heard of.
    if (isNew) await removeEmptyFolder(path).catch(() => undefined);
  }
}

async function fetchAndCommit(
  context: Context,
  plan: ClonePlan,
  bench: Workbench,
  run: Run,
  began: number,
  isLast: boolean,
): Promise<CloneResult> {
  const keys = bench.target === null ? keysForNewMirror() : null;
  // Made while the files come; a failure of theirs is met where they are needed.
  keys?.catch(() => undefined);
  const report = await fetchAll(context, plan, bench, run);
  if (report.failures.length > 0 && !isLast) await refuseRepublished(bench.source, run.signal);
  const wanted = plan.files.filter((file) => file.action !== 'keep');
  refuseNothing(plan, wanted, report);
  const { receipt, changed } = await commitClone(context, plan, bench, report, keys, run);
  return {
    target: plan.target.path,
    changed,
    fetchedFiles: report.done.length,
    fetchedBytes: report.bytes,
    keptFiles: plan.files.length - wanted.length + report.kept.length,
    milliseconds: Math.round(performance.now() - began),
    failures: receipt.failures,
    receipt,
  };
}

function refuseForeign(plan: ClonePlan): void {
  const { schema, request, target } = plan;
  if (schema !== 'mirrordeck/clone-plan/1') {
    throw new EngineError('plan-corrupt', 'this is no plan of a clone that this version understands');
  }
  // What was inspected is what is written to.
  if (request.target === target.path) return;
  throw new EngineError('plan-corrupt', 'the plan names two targets', { facts: { path: target.path } });
}

/** A plan is carried out exactly, or not at all. */
function refuseMoved(plan: ClonePlan, bench: Workbench): void {
  const { source, target, draft } = bench;
  const facts = { address: source.identity.address, path: plan.target.path };
  if (source.identity.fingerprint !== plan.source.identity.fingerprint) {
    throw new EngineError('source-changed', 'the source has another root than when this was planned', {
      facts,
    });
  }
  for (const { id, signedAs } of draft.components) {
    if (sameJson(own(plan.source.manifests, id), signedAs)) continue;
    throw new EngineError('source-changed', `${id} was changed in the source since this was planned`, {
      facts: { ...facts, component: id },
    });
  }
  if ((target?.timestamp.manifest.version ?? 0) !== plan.target.timestampVersion) {
    throw new EngineError('mirror-changed', 'the target was changed since this was planned', { facts });
  }
  const files = [...draft.components.flatMap((component) => component.files), ...draft.clientFiles];
  if (!sameJson(files.map(identityOf), plan.files.map(identityOf))) {
    throw new EngineError('plan-corrupt', 'the files of this plan are not those that its request leads to', {
      facts,
    });
  }
}

/** What a plan promises of a file; how much of it is here may have changed since. */
function identityOf({ action, ...file }: PlannedFile): object {
  return { ...file, replace: action === 'replace' };
}

/** A new mirror with nothing in it would only look like one. */
function refuseNothing(plan: ClonePlan, wanted: readonly PlannedFile[], report: FetchReport): void {
  if (plan.target.state !== 'new' || wanted.length === 0) return;
  if (report.done.length + report.kept.length > 0) return;
  const reasons = report.failures.map((failure) => `${failure.name}: ${failure.reason}`);
  throw new EngineError('incomplete', reasons.join('; '), {
    facts: { path: plan.target.path, needed: wanted.length, got: 0 },
  });
}

async function fetchAll(context: Context, plan: ClonePlan, bench: Workbench, run: Run): Promise<FetchReport> {
  const wanted = new Map<string, WantedFile>();
  for (const file of plan.files) {
    if (file.action === 'keep') continue;
    wanted.set(file.from, { name: file.from, length: file.length, sha256: file.sha256 });
  }
  if (wanted.size === 0) return { done: [], kept: [], failures: [], bytes: 0 };
  run.onEvent?.({ type: 'phase', phase: 'download' });
  return await fetchFiles(bench.source.source, [...wanted.values()], {
    folder: stagingOf(plan.target.path),
    jobs: await downloadsAtOnce(context),
    onEvent: run.onEvent,
    signal: run.signal,
  });
}
