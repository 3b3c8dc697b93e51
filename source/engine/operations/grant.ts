import type { GrantPlan, GrantRequest, GrantResult } from '../api/mirror.ts';
import type { Operation, Run } from '../api/run.ts';
import { grantOwner } from '../domain/edits/grant.ts';
import { stockLifetimes } from '../domain/edits/lifetimes.ts';
import { outlineEdit } from '../domain/edits/sign-edit.ts';
import { checkOwnerId } from '../domain/names.ts';
import type { Context } from './context.ts';
import { changeFolderMirror, currentFolder, withMirror } from './folder-mirror.ts';
import { keyPathOf } from './key-files.ts';
import { plannedSignatures } from './planned.ts';
import { plannedPublicKeys, readPublicKeys } from './planned-keys.ts';

/** Adds an owner to the current mirror, a folder. */
export function grantOperation(context: Context): Operation<GrantRequest, GrantPlan, GrantResult> {
  return {
    plan: (request, run) => planGrant(context, request, run ?? {}),
    apply: (plan, run) => applyGrant(context, plan, run ?? {}),
  };
}

async function planGrant(context: Context, request: GrantRequest, run: Run): Promise<GrantPlan> {
  const now = context.now();
  const id = checkOwnerId(request.id);
  const name = request.name === undefined || request.name === '' ? id : request.name;
  const { keys: asked = [], threshold = 1, allowEd25519 = false } = request;
  const files =
    asked.length === 0 ? [keyPathOf(context, undefined)] : asked.map((file) => keyPathOf(context, file));
  const folder = await currentFolder(context, 'granting an owner');
  const keys = await readPublicKeys(files);
  return await withMirror(context, folder, run, async (mirror) => {
    const owner = { id, name, keys: keys.map(({ key }) => key), threshold, allowEd25519 };
    const index = grantOwner(mirror.index.manifest, owner, now, stockLifetimes);
    return {
      mirror: folder,
      id,
      name,
      threshold,
      allowEd25519,
      keys: keys.map(({ file, id: key }) => ({ file, id: key })),
      timestampVersion: mirror.timestamp.manifest.version,
      signs: plannedSignatures(outlineEdit(mirror, { index }, now, stockLifetimes)),
    };
  });
}

async function applyGrant(context: Context, plan: GrantPlan, run: Run): Promise<GrantResult> {
  const now = context.now();
  const { id, name, threshold, allowEd25519 } = plan;
  const keys = await plannedPublicKeys(plan.keys);
  await changeFolderMirror(
    context,
    {
      folder: plan.mirror,
      holder: `grant ${id}`,
      timestampVersion: plan.timestampVersion,
      edit: async (mirror) => {
        const owner = { id, name, keys, threshold, allowEd25519 };
        const index = grantOwner(mirror.index.manifest, owner, now, stockLifetimes);
        return { edit: { index }, keys: [] };
      },
    },
    run,
  );
  return { id, name, threshold, keyIds: plan.keys.map((key) => key.id) };
}
