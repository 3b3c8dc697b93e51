import type { MergePlan, MergeRequest, MergeResult } from '../../api/merge.ts';
import type { Operation, Run } from '../../api/run.ts';
import type { Context } from '../context.ts';
import { currentFolder } from '../folder-mirror.ts';
import { applyMerge } from './apply.ts';
import { closeMerge, layOutMerge } from './bench.ts';
import { draftMerge } from './draft.ts';

/** Merges other mirrors into the current one, a folder. */
export function mergeOperation(context: Context): Operation<MergeRequest, MergePlan, MergeResult> {
  return {
    plan: (request, run) => planMergeOf(context, request, run ?? {}),
    apply: (plan, run) => applyMerge(context, plan, run ?? {}),
  };
}

/**
 * Decides everything and writes nothing. A plan may hold conflicts that nobody decided, and name keys that are
 * missing: then it can be looked at, and not carried out.
 */
async function planMergeOf(context: Context, request: MergeRequest, run: Run): Promise<MergePlan> {
  const now = context.now();
  const bench = await layOutMerge(context, await currentFolder(context, 'merging'), request, run);
  try {
    return (await draftMerge(bench, request, now, run)).plan;
  } finally {
    await closeMerge(bench);
  }
}
