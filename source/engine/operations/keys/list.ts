import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyEntry, KeysRequest, KeysResult, KeyTypeName, KeyUse } from '../../api/keys.ts';
import type { Query, Run } from '../../api/run.ts';
import { keyId } from '../../domain/key.ts';
import type { PublicKey } from '../../domain/manifest.ts';
import { EngineError } from '../../errors.ts';
import { fileError } from '../../io/files.ts';
import { readKeyFile, readKeys } from '../../io/keyring.ts';
import type { Context } from '../context.ts';
import { currentFolder } from '../folder-mirror.ts';
import { openMirror } from '../open-mirror.ts';
import { keyFolderOf } from '../role-keys.ts';

/** Keys of the home, or of the current mirror, with what they sign there. A mirror that can't be read is no failure. */
export function listKeysQuery(context: Context): Query<KeysRequest, KeysResult> {
  return (request, run) => listKeys(context, request, run ?? {});
}

/** Public halves lie beside the keys and not among them: stock clients take every file in there for a private key. */
export function publicKeysFolder(context: Pick<Context, 'home'>): string {
  return join(context.home.path, 'public-keys');
}

/** @throws `address-invalid` for the keys of a mirror that is no folder; errors of files */
export async function listKeys(context: Context, request: KeysRequest, run: Run): Promise<KeysResult> {
  const folders = await foldersOf(context, request);
  const { mirror, problem, uses } = await usesInMirror(context, run);
  const keys: KeyEntry[] = [];
  const unusable: KeysResult['unusable'][number][] = [];
  for (const folder of folders) {
    const ring = await readKeys(folder);
    for (const { file, key, mode, exposed } of ring.usable)
      keys.push({ ...entryOf(key.public, uses), file, mode, half: 'private', exposed });
    for (const found of ring.problems) {
      // The one reason for which a file that holds no private key is fine: it holds a public one.
      if (found.code === 'key-missing') keys.push(await publicEntry(found.file, uses));
      else unusable.push(found);
    }
  }
  return { folders, mirror, mirrorProblem: problem, keys, unusable };
}

async function foldersOf(context: Context, { mirror }: KeysRequest): Promise<readonly string[]> {
  if (mirror !== true) return [context.home.keys, publicKeysFolder(context)];
  const folder = await currentFolder(context, 'listing its keys');
  const elsewhere = await keyFolderOf(context, folder);
  return [join(folder, 'keys'), ...(elsewhere === undefined ? [] : [elsewhere])];
}

async function publicEntry(file: string, uses: Uses): Promise<KeyEntry> {
  const { public: key } = await readKeyFile(file);
  const found = await stat(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
  return { ...entryOf(key, uses), file, mode: found.mode & 0o777, half: 'public', exposed: false };
}

function entryOf(key: PublicKey, uses: Uses): Pick<KeyEntry, 'id' | 'type' | 'uses'> {
  const id = keyId(key);
  return { id, type: typeOf(key), uses: uses.get(id) ?? [] };
}

/** Only these two come out of a key file. */
export function typeOf({ keytype }: PublicKey): KeyTypeName {
  return keytype === 'ed25519' ? 'ed25519' : 'rsa';
}

type Uses = ReadonlyMap<string, readonly KeyUse[]>;

async function usesInMirror(
  context: Context,
  run: Run,
): Promise<{ readonly mirror: string | null; readonly problem: string | null; readonly uses: Uses }> {
  const uses = new Map<string, KeyUse[]>();
  try {
    const mirror = await openMirror(context, {}, run, { allowExpired: true, remember: false });
    try {
      const add = (id: string, use: KeyUse) => uses.set(id, [...(uses.get(id) ?? []), use]);
      for (const [name, { keys }] of Object.entries(mirror.root.manifest.roles))
        for (const id of Object.keys(keys)) add(id, { kind: 'role', name });
      for (const [name, { keys }] of Object.entries(mirror.index.manifest.owners))
        for (const id of Object.keys(keys)) add(id, { kind: 'owner', name });
      return { mirror: mirror.identity.address, problem: null, uses };
    } finally {
      await mirror.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return { mirror: null, problem: error.message, uses };
  }
}
