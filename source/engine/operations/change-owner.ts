import type { ListedOwner, OwnerChangePlan, OwnerChangeRequest, OwnerChangeResult } from '../api/owners.ts';
import type { MissingSigner } from '../api/renew.ts';
import type { Operation, Run } from '../api/run.ts';
import { stockLifetimes } from '../domain/edits/lifetimes.ts';
import { missingKeys } from '../domain/edits/missing-keys.ts';
import {
  addOwnerKeys,
  componentsOf,
  needsSignature,
  replaceOwnerKey,
  revokeOwner,
} from '../domain/edits/owners.ts';
import { renewed } from '../domain/edits/renew.ts';
import { type Edit, outlineEdit } from '../domain/edits/sign-edit.ts';
import type { Component, Index, PublicKey } from '../domain/manifest.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { own } from '../domain/record.ts';
import { EngineError } from '../errors.ts';
import { readKeyFile } from '../io/keyring.ts';
import { type Context, resolvePath } from './context.ts';
import { changeFolderMirror, currentFolder, withMirror } from './folder-mirror.ts';
import { checkNoneMissing, keysAtHand } from './keys-at-hand.ts';
import type { OpenMirror } from './open-mirror.ts';
import { listedOwner } from './owners.ts';
import { plannedSignatures } from './planned.ts';
import { plannedPublicKeys, readPublicKeys } from './planned-keys.ts';

/**
 * Changes an owner of the current mirror, a folder: more keys, another threshold, a key for another, no owner any
 * more. What its keys have signed is signed anew in the same commit wherever that is needed.
 */
export function changeOwnerOperation(
  context: Context,
): Operation<OwnerChangeRequest, OwnerChangePlan, OwnerChangeResult> {
  return {
    plan: (request, run) => planChange(context, request, run ?? {}),
    apply: (plan, run) => applyChange(context, plan, run ?? {}),
  };
}

/** The same request, its paths absolute. Throws `usage` when nothing would change. */
function settle(context: Context, request: OwnerChangeRequest): OwnerChangeRequest {
  const path = (file: string) => resolvePath(context, file);
  const settled = { ...request, signWith: (request.signWith ?? []).map(path) };
  if (settled.change === 'replace-key') return { ...settled, key: path(settled.key) };
  if (settled.change !== 'add-key') return settled;
  if (settled.keys.length === 0 && settled.threshold === undefined) {
    throw new EngineError('usage', 'a key or a threshold is needed', { facts: { owner: settled.id } });
  }
  return { ...settled, keys: settled.keys.map(path) };
}

/** Files with keys that the owner is to have. */
function newKeyFiles(request: OwnerChangeRequest): readonly string[] {
  if (request.change === 'revoke') return [];
  return request.change === 'add-key' ? request.keys : [request.key];
}

type Draft = {
  readonly edit: Edit;
  readonly owner: ListedOwner | null;
  readonly resigned: readonly string[];
  readonly removed: readonly string[];
  readonly missing: readonly MissingSigner[];
  readonly keys: readonly PrivateKey[];
};

async function draftChange(
  context: Context,
  mirror: OpenMirror,
  request: OwnerChangeRequest,
  added: readonly PublicKey[],
  now: Date,
  run: Run,
): Promise<Draft> {
  const { id, signWith = [] } = request;
  const before = mirror.index.manifest;
  const index = nextIndex(before, request, added, now);
  const after = own(index.owners, id);
  const components: Component[] = [];
  if (after !== undefined) {
    const { live, yanked } = componentsOf(index, id);
    for (const name of [...live, ...yanked]) {
      const component = await mirror.component(name, run.signal);
      const was = own(before.owners, id) ?? after;
      if (needsSignature(component, was, after))
        components.push(renewed(component.manifest, now, stockLifetimes.component));
    }
  }
  const keys = [
    ...(await keysAtHand(context, mirror.identity.address, signWith)),
    ...(await privateHalves(newKeyFiles(request))),
  ];
  const edit = { index, components };
  return {
    edit,
    owner: after === undefined ? null : listedOwner(index, id),
    resigned: components.map((component) => component.id),
    removed: Object.keys(before.components).filter((name) => own(index.components, name) === undefined),
    missing: missingKeys(mirror, edit, new Set(keys.map((key) => key.id))),
    keys,
  };
}

/** The file with an owner's new key may hold the private half, which signs as well. */
async function privateHalves(files: readonly string[]): Promise<readonly PrivateKey[]> {
  const found: PrivateKey[] = [];
  for (const file of files) {
    const { private: key } = await readKeyFile(file);
    if (key !== null) found.push(key);
  }
  return found;
}

function nextIndex(index: Index, request: OwnerChangeRequest, added: readonly PublicKey[], now: Date): Index {
  const { id } = request;
  switch (request.change) {
    case 'add-key':
      return addOwnerKeys(index, id, added, request.threshold, now, stockLifetimes);
    case 'replace-key': {
      const [key] = added;
      if (key === undefined) throw new Error('no key to replace the old one');
      return replaceOwnerKey(index, id, request.old, key, now, stockLifetimes);
    }
    case 'revoke':
      return revokeOwner(index, id, now, stockLifetimes);
  }
}

async function planChange(context: Context, asked: OwnerChangeRequest, run: Run): Promise<OwnerChangePlan> {
  const now = context.now();
  const request = settle(context, asked);
  const folder = await currentFolder(context, 'changing an owner');
  const keys = await readPublicKeys(newKeyFiles(request));
  return await withMirror(context, folder, run, async (mirror) => {
    const halves = keys.map(({ key }) => key);
    const draft = await draftChange(context, mirror, request, halves, now, run);
    const { owner, resigned, removed, missing, edit } = draft;
    return {
      request,
      mirror: folder,
      owner,
      keys: keys.map(({ file, id }) => ({ file, id })),
      resigned,
      removed,
      missing,
      timestampVersion: mirror.timestamp.manifest.version,
      signs: plannedSignatures(outlineEdit(mirror, edit, now, stockLifetimes)),
    };
  });
}

async function applyChange(context: Context, plan: OwnerChangePlan, run: Run): Promise<OwnerChangeResult> {
  checkNoneMissing(plan.mirror, plan.missing);
  const now = context.now();
  const { mirror: folder, request, timestampVersion } = plan;
  const added = await plannedPublicKeys(plan.keys);
  const edit = async (mirror: OpenMirror) => {
    const draft = await draftChange(context, mirror, request, added, now, run);
    checkNoneMissing(folder, draft.missing);
    return draft;
  };
  const holder = `owner ${request.change} ${request.id}`;
  await changeFolderMirror(context, { folder, holder, timestampVersion, edit }, run);
  const { owner, resigned, removed } = plan;
  return { id: request.id, owner, resigned, removed };
}
