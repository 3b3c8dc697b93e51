import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { MergeFile, MergePlan, MergeResult } from '../../api/merge.ts';
import type { Run } from '../../api/run.ts';
import { EngineError } from '../../errors.ts';
import { openStore, type Transaction } from '../../io/mirror-store.ts';
import type { Context } from '../context.ts';
import { changeFolderMirror } from '../folder-mirror.ts';
import { inStaging, refuseFullDisk, stagingOf } from '../staging.ts';
import { closeMerge, layOutMerge, type MergeBench } from './bench.ts';
import { draftMerge, editOf, isThere, type MergeDraft } from './draft.ts';
import { fetchMerge } from './fetch.ts';
import { refuseMoved, refuseUndecided } from './refuse.ts';

/**
 * Carries out a plan: gets the tarballs into the target's staging folder, each once and verified, then signs and
 * commits everything in one transaction. Stopped at any point nothing has changed, and what was fetched is taken up
 * by the next run.
 * @throws `merge-conflict`, `owner-keys-missing`, `target-keys-missing`, `source-changed`, `mirror-changed`,
 *   `disk-full`, `incomplete` when a tarball can't be had, and what reading, fetching and committing throw
 */
export async function applyMerge(context: Context, plan: MergePlan, run: Run): Promise<MergeResult> {
  const began = performance.now();
  refuseUndecided(plan);
  const now = context.now();
  const bench = await layOutMerge(context, plan.target.path, plan.request, run);
  try {
    const draft = await draftMerge(bench, plan.request, now, run);
    refuseMoved(plan, draft.plan);
    const fetched = plan.unchanged ? nothing : await carryOut(context, bench, draft, now, run);
    const { components, files, target } = plan;
    return {
      target: target.path,
      changed: !plan.unchanged,
      components: components.map(({ id }) => id),
      versions: components.reduce((sum, { added, replaced }) => sum + added.length + replaced.length, 0),
      fetchedFiles: fetched.files,
      fetchedBytes: fetched.bytes,
      keptFiles: files.filter(({ action }) => action === 'keep').length,
      milliseconds: Math.round(performance.now() - began),
    };
  } finally {
    await closeMerge(bench);
  }
}

type Fetched = { readonly files: number; readonly bytes: number };
const nothing: Fetched = { files: 0, bytes: 0 };

async function carryOut(
  context: Context,
  bench: MergeBench,
  { outcome, plan }: MergeDraft,
  now: Date,
  run: Run,
): Promise<Fetched> {
  const { folder } = bench;
  refuseFullDisk(folder, plan.bytes);
  return await inStaging(folder, 'merge', run, async () => {
    await openStore(folder).recover({ signal: run.signal });
    const wanted = plan.files.filter(({ action }) => action !== 'keep');
    const bytes = await fetchMerge(context, bench, wanted, run);
    await changeFolderMirror(
      context,
      {
        folder,
        holder: 'merge',
        timestampVersion: plan.target.timestampVersion,
        at: now,
        edit: async (mirror) => {
          // The same version can come with other content: another client than ours may have written it.
          if (mirror.timestamp.sha256 !== bench.target.timestamp.sha256) throw changed(folder);
          return { edit: editOf(bench, outcome), keys: bench.keys };
        },
        files: (transaction) => takeIn(transaction, folder, plan, run),
      },
      run,
    );
    return { files: wanted.length, bytes };
  });
}

/** Moves what was fetched into the mirror; the client's own tarball is a copy of one of them. */
async function takeIn(transaction: Transaction, folder: string, plan: MergePlan, run: Run): Promise<void> {
  const staging = stagingOf(folder);
  const placeOf = ({ name, action }: MergeFile): string => join(action === 'keep' ? folder : staging, name);
  for (const { name, from } of plan.clients) {
    const file = plan.files.find((one) => one.name === from);
    if (file === undefined) throw new Error(`${from} is not among the files of the merge`);
    const { sha256 } = file;
    await transaction.copy(placeOf(file), name, { sha256, replace: true, signal: run.signal });
  }
  for (const file of plan.files) {
    const isHere = await isThere(join(folder, file.name));
    // What lay here for no version may have been cleared away meanwhile.
    if (file.action === 'keep' && !isHere) throw changed(folder, file.name);
    if (file.action === 'keep') continue;
    // Nobody said that what came here meanwhile may be overwritten.
    if (file.action === 'fetch' && isHere) throw changed(folder, file.name);
    await transaction.adopt(placeOf(file), file.name);
  }
}

function changed(path: string, file?: string): EngineError {
  return new EngineError('mirror-changed', `${file ?? path} was changed by somebody else meanwhile`, {
    facts: { path, ...(file === undefined ? {} : { file }) },
  });
}
