import type { Run } from '../api/run.ts';
import { type Lifetimes, stockLifetimes } from '../domain/edits/lifetimes.ts';
import { type Edit, signEdit } from '../domain/edits/sign-edit.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { openStore, type Transaction } from '../io/mirror-store.ts';
import type { Context } from './context.ts';
import { currentAddress, isHttp } from './mirror-address.ts';
import { type OpenMirror, type OpenOptions, openMirror } from './open-mirror.ts';
import { roleKeys } from './role-keys.ts';

/** Runs `work` on a mirror, verified, and closes it. Without an address it is the current one. */
export async function withMirror<T>(
  context: Context,
  address: string | undefined,
  run: Run,
  work: (mirror: OpenMirror) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const mirror = await openMirror(context, address === undefined ? {} : { address }, run, options);
  try {
    return await work(mirror);
  } finally {
    await mirror.close();
  }
}

/** An edit, the keys that sign it besides those of the mirror's roles, and what it is to last; default stock's. */
export type SignedEdit = {
  readonly edit: Edit;
  readonly keys: readonly PrivateKey[];
  /** Of snapshot and timestamp: at least. */
  readonly lifetimes?: Lifetimes | undefined;
};

/** A change of a mirror that lies in a folder of this machine. */
export type FolderChange = {
  /** The mirror's folder. */
  readonly folder: string;
  /** What others read while they wait for the lock. */
  readonly holder: string;
  /** Version of the timestamp that this was planned on; any other refuses it with `mirror-changed`. Default: any. */
  readonly timestampVersion?: number | undefined;
  /** The edit of what the mirror is now. */
  readonly edit: (mirror: OpenMirror) => Promise<SignedEdit>;
  /** Write it also when it has expired: everything else about it is verified first. */
  readonly allowExpired?: boolean | undefined;
  /** The moment that expiries are counted from, when that is settled already; default now. */
  readonly at?: Date | undefined;
  /** Other files that belong to it. */
  readonly files?: ((transaction: Transaction) => Promise<void>) | undefined;
};

/**
 * Edits, signs and commits under the mirror's lock, as one change.
 * @throws `mirror-changed`, `lock-held`, `target-keys-missing`, and what reading, editing and signing throw
 */
export async function changeFolderMirror(context: Context, change: FolderChange, run: Run): Promise<void> {
  const { folder, holder, allowExpired, timestampVersion: expectTimestamp } = change;
  const { at = context.now() } = change;
  const write = async (transaction: Transaction, mirror: OpenMirror): Promise<void> => {
    const { edit, keys: owners, lifetimes = stockLifetimes } = await change.edit(mirror);
    run.onEvent?.({ type: 'phase', phase: 'sign' });
    const keys = [...owners, ...(await roleKeys(context, folder))];
    const files = signEdit(mirror, edit, keys, at, lifetimes);
    run.onEvent?.({ type: 'phase', phase: 'commit' });
    await change.files?.(transaction);
    for (const file of files) await transaction.put(file.name, file.bytes);
    checkSignal(run.signal);
  };
  await openStore(folder).change(
    holder,
    (transaction) =>
      withMirror(context, folder, run, (mirror) => write(transaction, mirror), { allowExpired }),
    { signal: run.signal, expectTimestamp },
  );
}

/** The folder of the current mirror. Throws `address-invalid` when it is an http address. */
export async function currentFolder(context: Context, what: string): Promise<string> {
  const address = await currentAddress(context);
  if (!isHttp(address)) return address;
  throw new EngineError(
    'address-invalid',
    `${what} needs a mirror in a folder of this machine, not ${address}`,
    {
      facts: { address },
    },
  );
}
