import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClonePlan, FileFailure, Receipt } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { cloneLifetimeDays } from '../../domain/clone-manifests.ts';
import { expiryIn, sameLifetimes } from '../../domain/edits/lifetimes.ts';
import { newMirror } from '../../domain/edits/new-mirror.ts';
import { type ChangedFile, type Edit, signEdit } from '../../domain/edits/sign-edit.ts';
import { localInstallScript } from '../../domain/local-install.ts';
import type { Owner } from '../../domain/manifest.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { checkSignal, EngineError } from '../../errors.ts';
import type { FetchReport } from '../../io/fetch-files.ts';
import { fileError } from '../../io/files.ts';
import { openStore, type Transaction } from '../../io/mirror-store.ts';
import type { Context } from '../context.ts';
import { keepKey } from '../role-keys.ts';
import { stagingOf } from '../staging.ts';
import { type NextManifests, nextManifests } from './next.ts';
import { receiptOf } from './receipt.ts';
import { encodeReceipt, receiptName } from './receipt-file.ts';
import {
  keysOfMirror,
  type MirrorKeys,
  newOwner,
  publicHalves,
  type Signed,
  unsigned,
  withRoles,
} from './signing-keys.ts';
import type { Workbench } from './workbench.ts';

export type Committed = { readonly receipt: Receipt; readonly changed: boolean };

/** Signs what changed and puts it and the fetched tarballs into the mirror, in one transaction. */
export async function commitClone(
  context: Context,
  plan: ClonePlan,
  bench: Workbench,
  report: FetchReport,
  newKeys: Promise<MirrorKeys> | null,
  run: Run,
): Promise<Committed> {
  const now = context.now();
  const failures = failuresOf(plan, report);
  const failed = new Set(failures.map((failure) => failure.name));
  const owners = await ownersToMake(bench);
  const next = nextManifests(
    bench.draft,
    bench.source,
    bench.target,
    failed,
    (id) => owners.get(id)?.owner ?? ownerOfTarget(bench, id),
    expiryIn(now, cloneLifetimeDays),
  );
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const signed = await sign(context, bench, next, newKeys, [...owners.values()], now);
  const receipt = await receiptOf(plan, bench, next, failures, signed, now, run);
  const arrived = new Set([...report.done, ...report.kept]);
  if (signed.files.length === 0 && arrived.size === 0) return { receipt, changed: false };
  checkSignal(run.signal);
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  await openStore(plan.target.path).change(
    'clone',
    async (transaction) => {
      await refuseGone(plan);
      await takeIn(transaction, plan, arrived, run);
      const folder = bench.target?.identity.address ?? null;
      for (const made of signed.keys) await keepKey(context, transaction, folder, made);
      for (const file of signed.files) await transaction.put(file.name, file.bytes);
      await transaction.put('local_install.sh', new TextEncoder().encode(localInstallScript()), 0o755);
      await transaction.put(receiptName, encodeReceipt(receipt));
    },
    { signal: run.signal, expectTimestamp: plan.target.timestampVersion },
  );
  return { receipt, changed: true };
}

/**
 * What was there when this was planned may have been deleted while the rest was fetched, by a prune or by hand. Asked
 * under the lock, by one look at the folder. Throws `mirror-changed`.
 */
async function refuseGone({ files, target: { path } }: ClonePlan): Promise<void> {
  const kept = files.filter(({ action }) => action === 'keep');
  if (kept.length === 0) return;
  const names = await readdir(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  const there = new Set(names);
  const gone = kept.find(({ name }) => !there.has(name));
  if (gone === undefined) return;
  throw new EngineError('mirror-changed', `${gone.name} is gone since this was planned`, {
    facts: { path, file: gone.name },
  });
}

/** Moves what was fetched into the mirror; a tarball that has two names there is copied for the first of them. */
async function takeIn(
  transaction: Transaction,
  plan: ClonePlan,
  arrived: ReadonlySet<string>,
  run: Run,
): Promise<void> {
  const staging = stagingOf(plan.target.path);
  const files = plan.files.filter((file) => file.action !== 'keep' && arrived.has(file.from));
  const lastOf = new Map(files.map((file) => [file.from, file]));
  for (const file of files) {
    const path = join(staging, file.from);
    const { sha256, name } = file;
    if (lastOf.get(file.from) === file) await transaction.adopt(path, name);
    else await transaction.copy(path, name, { sha256, replace: true, signal: run.signal });
  }
}

/** By the names that the mirror would have had for them. */
function failuresOf(plan: ClonePlan, report: FetchReport): readonly FileFailure[] {
  const reasons = new Map(report.failures.map((failure) => [failure.name, failure.reason]));
  return plan.files.flatMap((file) => {
    const reason = file.action === 'keep' ? undefined : reasons.get(file.from);
    return reason === undefined ? [] : [{ name: file.name, reason }];
  });
}

type OwnerToMake = { readonly id: string; readonly owner: Owner; readonly key: PrivateKey };

/** Owners that the target doesn't know yet, each with a key of this mirror. */
async function ownersToMake({ draft, source, target }: Workbench): Promise<ReadonlyMap<string, OwnerToMake>> {
  const listed = target?.index.manifest;
  const ids = new Set<string>();
  for (const component of draft.components) {
    const known = listed === undefined ? undefined : own(listed.components, component.id);
    if (known !== undefined || component.live.size === 0) continue;
    if (listed === undefined || own(listed.owners, component.item.owner) === undefined)
      ids.add(component.item.owner);
  }
  const made = await Promise.all(
    [...ids].map(async (id) => {
      const name = own(source.index.manifest.owners, id)?.name ?? id;
      return [id, { id, ...(await newOwner(name)) }] as const;
    }),
  );
  return new Map(made);
}

function ownerOfTarget({ target }: Workbench, id: string): Owner {
  const listed = target === null ? undefined : own(target.index.manifest.owners, id);
  return listed ?? { name: id, keys: {}, threshold: 1 };
}

async function sign(
  context: Context,
  bench: Workbench,
  next: NextManifests,
  newKeys: Promise<MirrorKeys> | null,
  owners: readonly OwnerToMake[],
  now: Date,
): Promise<Signed> {
  const lifetimes = sameLifetimes(cloneLifetimeDays);
  const ownerKeys = owners.map(({ id, key }) => ({ role: id, key }));
  const edit: Edit = { index: next.index, components: next.changed };
  if (bench.target === null) {
    if (newKeys === null) throw new Error('a new mirror needs new keys');
    const keys = await newKeys;
    const all = [...withRoles(keys), ...ownerKeys];
    const { root } = newMirror(publicHalves(keys), now, lifetimes);
    const files = signEdit(
      null,
      { ...edit, root },
      all.map(({ key }) => key),
      now,
      lifetimes,
    );
    return {
      files: withNumberedRoot(files),
      keys: all,
      rootKeys: Object.keys(root.roles.root.keys),
    };
  }
  if (next.changed.length === 0 && !next.indexChanged) return unsigned(bench.target);
  const here = await keysOfMirror(context, bench.target);
  const keys = [...here, ...owners.map(({ key }) => key)];
  return {
    ...unsigned(bench.target),
    files: signEdit(bench.target, edit, keys, now, lifetimes),
    keys: ownerKeys,
  };
}

/** A clone also has its first root as `1.root.json`, where clients that walk the chain look for it. */
function withNumberedRoot(files: readonly ChangedFile[]): readonly ChangedFile[] {
  return files.flatMap((file) =>
    file.role === 'root' ? [{ ...file, name: `${file.version}.root.json` }, file] : [file],
  );
}
