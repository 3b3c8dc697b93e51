import type { RepairPlan, RepairRequest, RepairResult } from '../../api/repair.ts';
import type { Operation, Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { outlineEdit } from '../../domain/edits/sign-edit.ts';
import { EngineError } from '../../errors.ts';
import { openStore } from '../../io/mirror-store.ts';
import { type Context, downloadsAtOnce, resolvePath } from '../context.ts';
import { currentFolder } from '../folder-mirror.ts';
import { isHttp, resolveAddress } from '../mirror-address.ts';
import { plannedSignatures } from '../planned.ts';
import { applyRepair } from './apply.ts';
import { openPool } from './pool.ts';
import { type Survey, surveyManifests } from './survey.ts';
import { surveyTarballs } from './tarballs.ts';
import { halfCommitted, timestampHash, undatedState } from './undated.ts';

/** Puts right what is broken in a mirror, a folder, and touches nothing else. */
export function repairOperation(context: Context): Operation<RepairRequest, RepairPlan, RepairResult> {
  return {
    plan: (request, run) => planRepair(context, request, run ?? {}),
    apply: (plan, run) => applyRepair(context, plan, run ?? {}),
  };
}

/** Throws `address-invalid` for a mirror that is no folder, and what finding the root to trust throws. */
async function planRepair(context: Context, request: RepairRequest, run: Run): Promise<RepairPlan> {
  const folder = await folderOf(context, request);
  // Commits of ours that were stopped are finished, or cleared away, before anything is called broken.
  await openStore(folder).recover({ signal: run.signal });
  const pool = await openPool(context, folder, request.from ?? [], run.signal);
  try {
    const survey = await surveyManifests(context, request, pool, run);
    const tarballs = await surveyTarballs(survey, pool, await downloadsAtOnce(context), run);
    const { items, left } = survey.findings;
    return {
      schema: 'mirrordeck/repair-plan/1',
      mirror: folder,
      sources: pool.sources.map(({ address }) => address),
      timestamp: await timestampHash(folder),
      items: [...items, ...tarballs.items],
      signs: newTimestamp(survey, context.now()),
      left: [...left, ...tarballs.left],
      warnings: halfCommitted(survey, pool.staged),
    };
  } finally {
    await pool.close();
  }
}

async function folderOf(context: Context, { address }: RepairRequest): Promise<string> {
  if (address === undefined) return await currentFolder(context, 'repairing');
  const folder = await resolveAddress(context, { address }, await context.settings.read());
  if (!isHttp(folder)) return resolvePath(context, folder);
  throw new EngineError(
    'address-invalid',
    `repairing needs a mirror in a folder of this machine, not ${folder}`,
    {
      facts: { address: folder },
    },
  );
}

/** The timestamp that is signed anew, where none fits: only for a snapshot all of whose manifests are verified. */
function newTimestamp(survey: Survey, now: Date) {
  const state = undatedState(survey);
  if (state === null) return [];
  return plannedSignatures(outlineEdit(state, { renew: 'timestamp' }, now, stockLifetimes));
}
