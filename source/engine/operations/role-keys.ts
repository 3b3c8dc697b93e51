import { join } from 'node:path';
import { encodePrivateKey } from '../domain/key-file.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { own } from '../domain/record.ts';
import { keyFileName, readKeys, writeKey } from '../io/keyring.ts';
import type { Transaction } from '../io/mirror-store.ts';
import type { Context } from './context.ts';

/**
 * The private keys of a mirror in a folder: those that lie with it in `keys/`, and those in the folder that `init`
 * was told to put them into. They are only ever read to sign. Throws `settings-corrupt`, errors of files.
 * @param folder absolute
 */
export async function roleKeys(context: Pick<Context, 'settings'>, folder: string): Promise<PrivateKey[]> {
  const elsewhere = await keyFolderOf(context, folder);
  const folders = [join(folder, 'keys'), ...(elsewhere === undefined ? [] : [elsewhere])];
  const keys: PrivateKey[] = [];
  for (const each of folders) keys.push(...(await readKeys(each)).usable.map((found) => found.key));
  return keys;
}

/** Where a mirror's keys lie when they don't lie with it. `folder` is absolute. */
export async function keyFolderOf(
  context: Pick<Context, 'settings'>,
  folder: string,
): Promise<string | undefined> {
  return own((await context.settings.read()).keyFolders, folder);
}

/** Keeps in mind that a mirror's keys don't lie with it. Both absolute. */
export async function rememberKeyFolder(
  context: Pick<Context, 'settings'>,
  folder: string,
  keyFolder: string,
): Promise<void> {
  await context.settings.change((settings) => ({
    ...settings,
    keyFolders: { ...settings.keyFolders, [folder]: keyFolder },
  }));
}

/**
 * Keeps a key with the mirror, or where its `init` was told to keep its keys: then none of them comes into the
 * mirror's tree.
 * @param folder the mirror's, absolute; null for one that is being made
 */
export async function keepKey(
  context: Pick<Context, 'settings'>,
  transaction: Transaction,
  folder: string | null,
  { role, key }: { readonly role: string; readonly key: PrivateKey },
): Promise<void> {
  const name = keyFileName(key, role);
  const elsewhere = folder === null ? undefined : await keyFolderOf(context, folder);
  if (elsewhere !== undefined) await writeKey(elsewhere, name, key);
  else await transaction.put(`keys/${name}`, new TextEncoder().encode(encodePrivateKey(key)), 0o600);
}
