import { performance } from 'node:perf_hooks';
import type {
  ClonePlan,
  CloneRequest,
  CloneResult,
  PlannedFile,
  PlannedKeys,
  Receipt,
} from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { cloneLifetimeDays } from '../../domain/clone-manifests.ts';
import { expiryIn, sameLifetimes } from '../../domain/edits/lifetimes.ts';
import { keysPerRole, newMirror } from '../../domain/edits/new-mirror.ts';
import { type EditedFile, outlineEdit } from '../../domain/edits/sign-edit.ts';
import type { Owner } from '../../domain/manifest.ts';
import { own } from '../../domain/record.ts';
import { printOfFolder } from '../../io/folder-print.ts';
import { freeBytes } from '../../io/free-space.ts';
import type { Context } from '../context.ts';
import { plannedSignatures } from '../planned.ts';
import { type NextManifests, nextManifests, plannedComponents } from './next.ts';
import { type NothingNew, recallNothingNew, rememberNothingNew } from './nothing-new.ts';
import { receiptOf } from './receipt.ts';
import { settleRequest } from './request.ts';
import { checkKeysOfMirror, unsigned } from './signing-keys.ts';
import { layOut, type Workbench } from './workbench.ts';

/** Stands for an owner whose key is made when the plan is applied. */
const ownerToCome: Owner = { name: '', keys: {}, threshold: 1 };

/** A plan, and where it changes nothing, what carrying it out comes to. */
export type Planned = { readonly plan: ClonePlan; readonly unchanged: Unchanged | null };

export type Unchanged = {
  readonly result: CloneResult;
  /** Leaves with the home what was learned. Planning alone writes nothing anywhere. */
  remember(): Promise<void>;
};

/**
 * Decides the whole clone: every file with its size, what is here already, what is missing and what takes its
 * place, keys, signatures, room. Downloads manifests only and writes nothing to the target.
 */
export async function planClone(context: Context, asked: CloneRequest, run: Run): Promise<Planned> {
  const now = context.now();
  const began = performance.now();
  const request = settleRequest(asked, context.workingFolder);
  const print = printOfFolder(request.target);
  const recalled = await recallNothingNew(context, request, print, now, run);
  if (recalled !== null) return await again(recalled, began);
  const bench = await layOut(context, request, 'outline', run);
  try {
    const expires = expiryIn(now, cloneLifetimeDays);
    const next = nextManifests(
      bench.draft,
      bench.source,
      bench.target,
      new Set(),
      () => ownerToCome,
      expires,
    );
    const plan = await writePlan(context, bench, next, withAddress(request, bench), now);
    if (!plan.unchanged || bench.target === null) return { plan, unchanged: null };
    const receipt = await receiptOf(plan, bench, next, [], unsigned(bench.target), now, run);
    const { source, target } = bench;
    const remember = async (): Promise<void> => {
      await source.keep();
      // what was warned of on the way would have to be warned of again
      if (print === null || source.warnings().length + target.warnings().length > 0) return;
      const until = new Date(Math.min(source.soonest(), target.soonest())).toISOString();
      const { bytes: timestamp } = source.timestamp;
      await rememberNothingNew(context, { request, timestamp, target: print, until, plan, receipt });
    };
    return { plan, unchanged: { result: resultOf(plan, receipt, began), remember } };
  } finally {
    await closeBench(bench);
  }
}

/** The same once more: only the room on the disk may be another. */
async function again({ plan, receipt }: NothingNew, began: number): Promise<Planned> {
  const bytes = { ...plan.bytes, free: await freeBytes(plan.target.path) };
  const result = resultOf(plan, receipt, began);
  return { plan: { ...plan, bytes }, unchanged: { result, remember: async () => undefined } };
}

function resultOf(plan: ClonePlan, receipt: Receipt, began: number): CloneResult {
  return {
    target: plan.target.path,
    changed: false,
    fetchedFiles: 0,
    fetchedBytes: 0,
    keptFiles: plan.files.length,
    milliseconds: Math.round(performance.now() - began),
    failures: receipt.failures,
    receipt,
  };
}

/** A saved plan must mean the same mirror after the home was set to another one. */
function withAddress(request: CloneRequest, bench: Workbench): CloneRequest {
  return { ...request, source: { ...request.source, address: bench.source.identity.address } };
}

export async function closeBench(bench: Workbench): Promise<void> {
  await bench.source.close();
  await bench.target?.close();
}

async function writePlan(
  context: Context,
  bench: Workbench,
  next: NextManifests,
  request: CloneRequest,
  now: Date,
): Promise<ClonePlan> {
  const { source, target, draft, selection } = bench;
  const files = [...draft.components.flatMap((component) => component.files), ...draft.clientFiles];
  const signs = outline(bench, next, now);
  if (target !== null && signs.length > 0) {
    const owners = next.changed.map(({ id }) => own(next.index.components, id)?.owner ?? '');
    await checkKeysOfMirror(context, target, new Set(owners));
  }
  const wanted = files.filter((file) => file.action !== 'keep');
  return {
    schema: 'mirrordeck/clone-plan/1',
    request,
    source: {
      identity: source.identity,
      timestampVersion: source.timestamp.manifest.version,
      manifests: Object.fromEntries(draft.components.map(({ id, signedAs }) => [id, signedAs])),
    },
    target: {
      path: request.target,
      state: target === null ? 'new' : 'refresh',
      timestampVersion: target?.timestamp.manifest.version ?? 0,
    },
    platforms: selection.platforms,
    presets: bench.presets,
    components: plannedComponents(draft, next),
    files,
    missing: draft.missing,
    dropped: draft.dropped,
    keys: plannedKeys(bench, next),
    signs: plannedSignatures(signs),
    bytes: {
      total: sumOnce(files),
      fetch: sumOnce(wanted),
      keep: sumOnce(files.filter((file) => file.action === 'keep')),
      free: await freeBytes(request.target),
    },
    warnings: draft.warnings,
    unchanged: wanted.length === 0 && signs.length === 0,
  };
}

/** A tarball that is wanted under two names is fetched once. */
function sumOnce(files: readonly PlannedFile[]): number {
  return [...new Map(files.map((file) => [file.from, file.length])).values()].reduce((sum, n) => sum + n, 0);
}

function outline({ target }: Workbench, next: NextManifests, now: Date): readonly EditedFile[] {
  const edit = { index: next.index, components: next.changed };
  const lifetimes = sameLifetimes(cloneLifetimeDays);
  if (target !== null) return outlineEdit(target, edit, now, lifetimes);
  const { root } = newMirror({ root: [], index: [], snapshot: [], timestamp: [] }, now, lifetimes);
  return outlineEdit(null, { ...edit, root }, now, lifetimes);
}

function plannedKeys({ target }: Workbench, next: NextManifests): readonly PlannedKeys[] {
  const keys: PlannedKeys[] = Object.entries(keysPerRole).map(([name, count]) => ({
    name,
    count,
    action: target === null ? 'new' : 'kept',
  }));
  for (const name of Object.keys(next.index.owners).sort()) {
    const known = target !== null && own(target.index.manifest.owners, name) !== undefined;
    keys.push({ name, count: 1, action: known ? 'kept' : 'new' });
  }
  return keys;
}
