import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewRootPlan, NewRootRequest, NewRootResult } from '../api/rotation.ts';
import type { Operation, Run } from '../api/run.ts';
import { extendExpiry, stockLifetimes } from '../domain/edits/lifetimes.ts';
import { newMirror, type RoleKeys } from '../domain/edits/new-mirror.ts';
import { type Edit, outlineEdit, signEdit } from '../domain/edits/sign-edit.ts';
import type { Root } from '../domain/manifest.ts';
import { signManifest } from '../domain/sign.ts';
import { rootFingerprint } from '../domain/trust.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { fileError } from '../io/files.ts';
import { keyFileName, writeKey } from '../io/keyring.ts';
import { openStore, type Transaction } from '../io/mirror-store.ts';
import { keysForNewMirror, type MirrorKeys, publicHalves, withRoles } from './clone/signing-keys.ts';
import { type Context, resolvePath } from './context.ts';
import { currentFolder, withMirror } from './folder-mirror.ts';
import type { OpenMirror } from './open-mirror.ts';
import { plannedSignatures } from './planned.ts';
import { keepKey, keyFolderOf, rememberKeyFolder } from './role-keys.ts';

/**
 * The way out when too few keys of the root are left to hand over to the next one: a root that follows from nothing,
 * with new keys for every role. Owners, components and their signatures stay. No client trusts the mirror any more
 * until it is set anew.
 */
export function newRootOperation(context: Context): Operation<NewRootRequest, NewRootPlan, NewRootResult> {
  return {
    plan: (request, run) => planNewRoot(context, request, run ?? {}),
    apply: (plan, run) => applyNewRoot(context, plan, run ?? {}),
  };
}

/** The first root of the new chain, and the index that its keys sign. */
function nextManifests(mirror: OpenMirror, keys: RoleKeys, now: Date): { root: Root; index: Edit['index'] } {
  const { root: current, index } = mirror;
  const { root } = newMirror(keys, now, stockLifetimes);
  return {
    root: {
      ...root,
      // No version is ever two things: not even to somebody who mixes old files with new ones.
      version: current.manifest.version + 1,
      expires: extendExpiry(current.manifest.expires, now, stockLifetimes.root),
    },
    index: {
      ...index.manifest,
      version: index.manifest.version + 1,
      expires: extendExpiry(index.manifest.expires, now, stockLifetimes.index),
    },
  };
}

/** A chain begins with `root.json`. */
function asFirst<F extends { readonly name: string; readonly role: string }>(file: F): F {
  return file.role === 'root' ? { ...file, name: 'root.json' } : file;
}

async function planNewRoot(context: Context, request: NewRootRequest, run: Run): Promise<NewRootPlan> {
  const now = context.now();
  const folder = await currentFolder(context, 'a new root');
  const keyDir =
    request.keyDir === undefined
      ? ((await keyFolderOf(context, folder)) ?? join(folder, 'keys'))
      : resolvePath(context, request.keyDir);
  const removes = await rootsIn(folder);
  const plan = async (mirror: OpenMirror): Promise<NewRootPlan> => {
    const nobody: RoleKeys = { root: [], index: [], snapshot: [], timestamp: [] };
    const edit = nextManifests(mirror, nobody, now);
    return {
      mirror: folder,
      keyDir,
      version: edit.root.version,
      previous: mirror.identity.fingerprint,
      timestampVersion: mirror.timestamp.manifest.version,
      removes,
      signs: plannedSignatures(outlineEdit(mirror, edit, now, stockLifetimes).map(asFirst)),
    };
  };
  return await withMirror(context, folder, run, plan, { allowExpired: true });
}

/** Names of the roots that clients walk over. */
async function rootsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  return names.filter((name) => /^[1-9][0-9]*\.root\.json$/.test(name)).sort();
}

async function applyNewRoot(context: Context, plan: NewRootPlan, run: Run): Promise<NewRootResult> {
  const { mirror: folder, keyDir, version } = plan;
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const keys = await keysForNewMirror();
  checkSignal(run.signal);
  let fingerprint = '';
  const write = async (transaction: Transaction, mirror: OpenMirror): Promise<void> => {
    const now = context.now();
    const edit = nextManifests(mirror, publicHalves(keys), now);
    if (mirror.identity.fingerprint !== plan.previous || edit.root.version !== version) {
      throw new EngineError('mirror-changed', `${folder} has another root than when this was planned`, {
        facts: { path: folder },
      });
    }
    fingerprint = rootFingerprint(edit.root);
    const signed = new Map([[edit.root, signManifest(edit.root, keys.root)]]);
    const all = withRoles(keys).map(({ key }) => key);
    const files = signEdit(mirror, { ...edit, signed }, all, now, stockLifetimes).map(asFirst);
    run.onEvent?.({ type: 'phase', phase: 'commit' });
    await keepKeys(context, transaction, plan, keys);
    for (const file of files) await transaction.put(file.name, file.bytes);
    for (const name of await rootsIn(folder)) transaction.remove(name);
    checkSignal(run.signal);
  };
  await openStore(folder).change(
    'a new root',
    (transaction) =>
      withMirror(context, folder, run, (mirror) => write(transaction, mirror), { allowExpired: true }),
    { signal: run.signal, expectTimestamp: plan.timestampVersion },
  );
  return { mirror: folder, keyDir, version, fingerprint };
}

/** Keys that lie elsewhere must be there before a mirror needs them. */
async function keepKeys(
  context: Context,
  transaction: Transaction,
  { mirror: folder, keyDir }: NewRootPlan,
  keys: MirrorKeys,
): Promise<void> {
  const known = (await keyFolderOf(context, folder)) ?? join(folder, 'keys');
  for (const { role, key } of withRoles(keys)) {
    if (keyDir === known) await keepKey(context, transaction, folder, { role, key });
    else await writeKey(keyDir, keyFileName(key, role), key);
  }
  if (keyDir !== known && keyDir !== join(folder, 'keys')) await rememberKeyFolder(context, folder, keyDir);
}
