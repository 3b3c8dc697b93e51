import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { VerifyProblem } from '../../api/mirror.ts';
import type { RepairItem, RepairPlan, RepairResult } from '../../api/repair.ts';
import type { Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { signEdit } from '../../domain/edits/sign-edit.ts';
import { longestManifest } from '../../domain/parse.ts';
import { checkSignal, EngineError } from '../../errors.ts';
import { fetchFiles } from '../../io/fetch-files.ts';
import { makeFolder, removeEmptyFolder, writeFileDurably } from '../../io/files.ts';
import { takeLock } from '../../io/lock.ts';
import { openStore, type Transaction } from '../../io/mirror-store.ts';
import { type Context, downloadsAtOnce } from '../context.ts';
import { keysAtHand } from '../keys-at-hand.ts';
import { openPool, type Pool } from './pool.ts';
import { surveyManifests } from './survey.ts';
import { timestampHash, undatedState } from './undated.ts';

/**
 * Carries out a repair: tarballs come into the staging folder, from each source what those before it didn't have;
 * then everything that arrived takes its place in one commit. What couldn't be had is in the result.
 * @throws `plan-corrupt`, `mirror-changed`, `source-changed`, `lock-held`, `disk-full`, `interrupted`
 */
export async function applyRepair(context: Context, plan: RepairPlan, run: Run): Promise<RepairResult> {
  if (plan.schema !== 'mirrordeck/repair-plan/1') {
    throw new EngineError('plan-corrupt', 'this is no plan of a repair that this version understands');
  }
  const { mirror, items, signs, left } = plan;
  const nothing = { mirror, repaired: [], signed: [], fetchedBytes: 0, left };
  if (items.length === 0 && signs.length === 0) return nothing;
  const { staging } = openStore(mirror);
  const pool = await openPool(context, mirror, plan.sources, run.signal);
  try {
    const release = await takeLock(staging, 'repair', { signal: run.signal });
    try {
      const fetched = await fetchAll(plan, pool, staging, await downloadsAtOnce(context), run);
      const done = items.filter(({ file }) => !fetched.left.some((problem) => problem.file === file));
      await commitRepair(context, plan, done, pool, staging, run);
      return {
        mirror,
        repaired: done.map(({ file }) => file),
        signed: signs.map(({ file }) => file),
        fetchedBytes: fetched.bytes,
        left: [...left, ...fetched.left],
      };
    } finally {
      await release();
      await removeEmptyFolder(dirname(staging));
    }
  } finally {
    await pool.close();
  }
}

type Fetched = { readonly bytes: number; readonly left: readonly VerifyProblem[] };

async function fetchAll(
  { items }: RepairPlan,
  { sources }: Pool,
  folder: string,
  jobs: number,
  run: Run,
): Promise<Fetched> {
  let wanted = items.filter(({ action }) => action === 'fetch');
  let bytes = 0;
  let left: VerifyProblem[] = wanted.map(({ file, code, reason }) => ({ file, code, reason }));
  for (const source of sources) {
    if (wanted.length === 0) break;
    run.onEvent?.({ type: 'phase', phase: 'download', detail: source.address });
    const files = wanted.map(({ file, from, length, sha256 }) => ({
      name: file,
      url: from ?? file,
      length,
      sha256,
    }));
    const { onEvent, signal } = run;
    const report = await fetchFiles(source, files, { folder, jobs, onEvent, signal });
    bytes += report.bytes;
    left = report.failures.map(({ name, code, reason }) => ({ file: name, code, reason }));
    wanted = wanted.filter(({ file }) => left.some((problem) => problem.file === file));
  }
  return { bytes, left };
}

async function commitRepair(
  context: Context,
  plan: RepairPlan,
  items: readonly RepairItem[],
  pool: Pool,
  staging: string,
  run: Run,
): Promise<void> {
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  await openStore(plan.mirror).change(
    'repair',
    async (transaction) => {
      if ((await timestampHash(plan.mirror)) !== plan.timestamp) throw changed(plan.mirror);
      for (const item of items) {
        checkSignal(run.signal);
        await takeIn(transaction, item, pool, staging);
      }
      if (plan.signs.length > 0) await sign(context, plan, pool, transaction, run);
    },
    { signal: run.signal },
  );
}

async function takeIn(
  transaction: Transaction,
  item: RepairItem,
  pool: Pool,
  staging: string,
): Promise<void> {
  const { action, file, from, sha256 } = item;
  if (action === 'fetch') return await transaction.adopt(join(staging, file), file);
  if (action === 'copy') {
    return await transaction.copy(join(pool.folder, from ?? ''), file, { sha256, replace: true });
  }
  const path = join(staging, file);
  await makeFolder(staging);
  await writeFileDurably(path, await plannedBytes(item, pool));
  // Not put: that refuses to replace a manifest which the snapshot has in use, and this one is spoilt.
  await transaction.adopt(path, file);
}

/** The manifest as it was verified for the plan. Throws `source-changed` when it is no longer there. */
async function plannedBytes({ file, from, sha256 }: RepairItem, pool: Pool): Promise<Uint8Array> {
  // The first root may lie here under its number.
  const name = from !== null && /^[0-9]+\.root\.json$/.test(from) ? from : file;
  for await (const { bytes } of pool.find(name, longestManifest)) {
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  }
  throw new EngineError('source-changed', `${file} is no longer what it was when this was planned`, {
    facts: { file, address: from ?? pool.folder },
  });
}

async function sign(
  context: Context,
  plan: RepairPlan,
  pool: Pool,
  transaction: Transaction,
  run: Run,
): Promise<void> {
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  // Verified again, under the lock: what gets a new timestamp is what clients will believe.
  const survey = await surveyManifests(context, { address: plan.mirror }, pool, run);
  const state = undatedState(survey);
  if (state === null) throw changed(plan.mirror);
  const keys = await keysAtHand(context, plan.mirror, []);
  for (const { name, bytes } of signEdit(state, { renew: 'timestamp' }, keys, context.now(), stockLifetimes))
    await transaction.put(name, bytes);
}

function changed(folder: string): EngineError {
  return new EngineError('mirror-changed', `${folder} was changed by somebody else meanwhile`, {
    facts: { path: folder },
  });
}
