import { join } from 'node:path';
import type { PrunedFile, PrunePlan, PruneRequest, PruneResult } from '../../api/prune.ts';
import type { Operation, Run } from '../../api/run.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { missingKeys } from '../../domain/edits/missing-keys.ts';
import { type Edit, outlineEdit } from '../../domain/edits/sign-edit.ts';
import { EngineError } from '../../errors.ts';
import { readIfThere, removeTree } from '../../io/files.ts';
import type { Transaction } from '../../io/mirror-store.ts';
import { type Context, resolvePath } from '../context.ts';
import { changeFolderMirror, currentFolder, withMirror } from '../folder-mirror.ts';
import { checkNoneMissing, keysAtHand } from '../keys-at-hand.ts';
import { plannedSignatures } from '../planned.ts';
import { draftPrune, type PruneDraft } from './draft.ts';
import { encodeRecord, recordName } from './record.ts';

/**
 * Takes versions out of the current mirror, a folder: they are yanked first, re-signed by their owners, and their
 * files deleted after a time in which slow readers and second thoughts are safe. Old manifests and files of nothing
 * go the same way.
 */
export function pruneOperation(context: Context): Operation<PruneRequest, PrunePlan, PruneResult> {
  return {
    plan: (request, run) => planPrune(context, request, run ?? {}),
    apply: (plan, run) => applyPrune(context, plan, run ?? {}),
  };
}

async function planPrune(context: Context, asked: PruneRequest, run: Run): Promise<PrunePlan> {
  const folder = await currentFolder(context, 'pruning');
  const request = { ...asked, keys: (asked.keys ?? []).map((file) => resolvePath(context, file)) };
  return await withMirror(context, folder, run, async (mirror) => {
    run.onEvent?.({ type: 'phase', phase: 'plan' });
    const draft = await draftPrune(mirror, request, mirror.now, run);
    const edit: Edit = { components: draft.next };
    const here = new Set((await keysAtHand(context, folder, request.keys)).map((key) => key.id));
    return {
      schema: 'mirrordeck/prune-plan/1',
      request,
      mirror: folder,
      at: mirror.now.toISOString(),
      timestampVersion: mirror.timestamp.manifest.version,
      ...shownOf(draft),
      bytes: { deletes: sum(draft.deletes), waits: sum(draft.waits) },
      signs: plannedSignatures(outlineEdit(mirror, edit, mirror.now, stockLifetimes)),
      missing: draft.next.length === 0 ? [] : missingKeys(mirror, edit, here),
      warnings: mirror.warnings(),
    };
  });
}

function shownOf({ yanks, kept, deletes, waits }: PruneDraft) {
  return { yanks, kept, deletes, waits };
}

function sum(files: readonly PrunedFile[]): number {
  return files.reduce((bytes, file) => bytes + file.bytes, 0);
}

/** @throws `plan-corrupt`, `mirror-changed`, `target-keys-missing`, and what changing a mirror throws */
async function applyPrune(context: Context, plan: PrunePlan, run: Run): Promise<PruneResult> {
  if (plan.schema !== 'mirrordeck/prune-plan/1') {
    throw new EngineError('plan-corrupt', 'this is no plan of a prune that this version understands');
  }
  const { mirror: folder, request, deletes, waits, yanks } = plan;
  checkNoneMissing(folder, plan.missing);
  const at = new Date(plan.at);
  if (yanks.length + deletes.length + waits.length > 0) {
    await changeFolderMirror(
      context,
      {
        folder,
        holder: 'prune',
        timestampVersion: plan.timestampVersion,
        at,
        edit: async (mirror) => {
          // Worked out anew: what clients find must not be deleted because a plan says so.
          const draft = await draftPrune(mirror, request, at, run);
          if (!sameJson(shownOf(draft), { yanks, kept: plan.kept, deletes, waits })) throw changed(folder);
          return {
            edit: { components: draft.next },
            keys: await keysAtHand(context, folder, request.keys ?? []),
          };
        },
        files: (transaction) => removeFiles(transaction, plan),
      },
      run,
    );
    for (const { file, kind } of deletes) if (kind === 'commit') await removeTree(join(folder, file));
  }
  return {
    mirror: folder,
    yanked: yanks.length,
    deleted: deletes.map(({ file }) => file),
    bytes: sum(deletes),
    waits,
  };
}

async function removeFiles(
  transaction: Transaction,
  { mirror: folder, deletes, waits }: PrunePlan,
): Promise<void> {
  for (const { file, kind } of deletes) if (kind !== 'commit') transaction.remove(file);
  const left = waits.filter(({ kind }) => kind === 'tarball');
  // Everything else tells its age itself.
  if (left.length > 0) await transaction.put(recordName, encodeRecord(left));
  else if ((await readIfThere(join(folder, recordName))) !== null) transaction.remove(recordName);
}

function changed(folder: string): EngineError {
  return new EngineError('mirror-changed', `${folder} was changed since this was planned`, {
    facts: { path: folder },
  });
}
