import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModifyPlan, ModifyRequest, ModifyResult } from '../api/modify.ts';
import type { Operation, Run } from '../api/run.ts';
import { stockLifetimes } from '../domain/edits/lifetimes.ts';
import { type Modified, modifyComponent } from '../domain/edits/modify.ts';
import { outlineEdit } from '../domain/edits/sign-edit.ts';
import { signComponent } from '../domain/edits/signers.ts';
import type { Component } from '../domain/manifest.ts';
import { checkComponentName, fileOfUrl, versionedName } from '../domain/names.ts';
import { splitSpec } from '../domain/pick-version.ts';
import { own } from '../domain/record.ts';
import { EngineError } from '../errors.ts';
import { hashFile } from '../io/hash-file.ts';
import type { Context } from './context.ts';
import { changeFolderMirror, withMirror } from './folder-mirror.ts';
import { keyPathOf, readSigningKey } from './key-files.ts';
import { isHttp } from './mirror-address.ts';
import type { OpenMirror } from './open-mirror.ts';
import { plannedSignatures } from './planned.ts';
import { ownerFor, ownerKeys } from './publish/draft.ts';
import { sendManifest } from './send-manifest.ts';

/** Changes the description, the flags or the yanked versions of a component: in a folder, or of a served mirror. */
export function modifyOperation(context: Context): Operation<ModifyRequest, ModifyPlan, ModifyResult> {
  return {
    plan: (request, run) => planModify(context, request, run ?? {}),
    apply: (plan, run) => applyModify(context, plan, run ?? {}),
  };
}

type Settled = ModifyRequest & { readonly id: string; readonly version: string | null; readonly key: string };

/** Throws `name-invalid`, and `usage` when nothing is asked for. */
function settle(context: Context, request: ModifyRequest): Settled {
  const { component, version } = splitSpec(request.component);
  const id = checkComponentName(component);
  const { description, hidden, standalone, yanked } = request;
  if ([description, hidden, standalone, yanked].every((change) => change === undefined)) {
    throw new EngineError('usage', `what is to change about ${id}? To sign it anew there is renew`, {
      facts: { component: id },
    });
  }
  return { ...request, id, version, key: keyPathOf(context, request.key) };
}

type Draft = {
  readonly before: Component;
  readonly next: Modified;
  readonly owner: string;
  readonly changed: boolean;
};

async function draftModify(context: Context, mirror: OpenMirror, asked: Settled, run: Run): Promise<Draft> {
  const before = (await mirror.component(asked.id, run.signal)).manifest;
  const index = mirror.index.manifest;
  const change = { ...asked, version: asked.version ?? undefined };
  const next = modifyComponent(before, index, change, context.now(), stockLifetimes);
  const owner = own(index.components, asked.id)?.owner ?? '';
  return { before, next, owner, changed: next.component !== before };
}

async function planModify(context: Context, asked: ModifyRequest, run: Run): Promise<ModifyPlan> {
  const request = settle(context, asked);
  const { id, version, key: keyFile, ...rest } = request;
  return await withMirror(context, undefined, run, async (mirror) => {
    const { address, kind } = mirror.identity;
    const { before, next, owner, changed } = await draftModify(context, mirror, request, run);
    if (changed) ownerFor(mirror.index.manifest, id, (await readSigningKey(keyFile)).id);
    if (kind === 'folder') await checkComingBack(mirror, before, next, run);
    const edit = { index: next.index, components: changed ? [next.component] : [] };
    const files = outlineEdit(mirror, edit, context.now(), stockLifetimes);
    return {
      request: { ...rest, key: keyFile },
      mirror: address,
      component: id,
      version,
      owner,
      timestampVersion: mirror.timestamp.manifest.version,
      // The rest is signed by the server.
      signs: plannedSignatures(kind === 'folder' ? files : files.filter((file) => file.role === 'component')),
    };
  });
}

/**
 * What is no longer yanked, clients will fetch: its tarballs have to lie there. In a clone those that nobody
 * selected don't. Throws `file-missing`, `hash-mismatch`.
 */
async function checkComingBack(
  mirror: OpenMirror,
  before: Component,
  next: Modified,
  run: Run,
): Promise<void> {
  const id = before.id;
  const wasYanked = own(mirror.index.manifest.components, id)?.yanked === true;
  if (own(next.index.components, id)?.yanked !== false) return;
  for (const [platform, versions] of Object.entries(next.component.platforms)) {
    for (const [version, item] of Object.entries(versions)) {
      const was = own(own(before.platforms, platform) ?? {}, version)?.yanked;
      if (item.yanked || !(wasYanked || was === true)) continue;
      const file = fileOfUrl(item.url);
      const facts = { component: id, version, platform, file };
      const path = join(mirror.identity.address, file);
      if (!(await isThere(path))) {
        throw new EngineError('file-missing', `${id} ${version} has no ${file} in this mirror`, { facts });
      }
      const { hashes } = await hashFile(path, ['sha256'], { stopped: () => run.signal?.aborted === true });
      if (hashes.sha256 === item.hashes?.sha256) continue;
      throw new EngineError('hash-mismatch', `${file} is another file than ${version} was`, { facts });
    }
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function applyModify(context: Context, plan: ModifyPlan, run: Run): Promise<ModifyResult> {
  const { component, version, signs } = plan;
  if (signs.length > 0) {
    const work = { context, plan, request: settle(context, plan.request), run };
    await (isHttp(plan.mirror) ? toServer(work) : toFolder(work));
  }
  return { component, version, changed: signs.length > 0 };
}

type Work = {
  readonly context: Context;
  readonly plan: ModifyPlan;
  readonly request: Settled;
  readonly run: Run;
};

/** What is to be signed, worked out anew; anything but what was planned is refused. */
async function redraft({ context, plan, request, run }: Work, mirror: OpenMirror) {
  const { before, next, owner, changed } = await draftModify(context, mirror, request, run);
  const file = versionedName(next.component.version, `${plan.component}.json`);
  if (!changed || owner !== plan.owner || !plan.signs.some((planned) => planned.file === file)) {
    throw new EngineError('mirror-changed', `${plan.component} was changed since this was planned`, {
      facts: { component: plan.component, path: plan.mirror },
    });
  }
  const key = await readSigningKey(request.key);
  ownerFor(mirror.index.manifest, plan.component, key.id);
  return { before, next, keys: await ownerKeys(context, mirror.index.manifest, owner, key) };
}

async function toFolder(work: Work): Promise<void> {
  const { context, plan, run } = work;
  await changeFolderMirror(
    context,
    {
      folder: plan.mirror,
      holder: `modify ${plan.component}`,
      timestampVersion: plan.timestampVersion,
      edit: async (mirror) => {
        const { before, next, keys } = await redraft(work, mirror);
        // Again, under the lock: deleting a tarball of a yanked version changes no manifest that tells of it.
        await checkComingBack(mirror, before, next, run);
        return { edit: { index: next.index, components: [next.component] }, keys };
      },
    },
    run,
  );
}

async function toServer(work: Work): Promise<void> {
  const { context, plan, request, run } = work;
  await withMirror(context, plan.mirror, run, async (mirror) => {
    const { next, keys } = await redraft(work, mirror);
    run.onEvent?.({ type: 'phase', phase: 'sign' });
    const manifest = signComponent(next.component, next.index, keys);
    const { yanked, standalone, hidden } = plan.version === null ? request : {};
    const flags = { yanked, standalone, hidden };
    await sendManifest(context, plan.mirror, { component: plan.component, manifest, ...flags }, run);
  });
}
