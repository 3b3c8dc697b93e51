import { basename, dirname, join } from 'node:path';
import type { KeyImport, KeysImportPlan, KeysImportRequest, KeysImportResult } from '../../api/keys.ts';
import type { Operation } from '../../api/run.ts';
import { keyId } from '../../domain/key.ts';
import { encodePublicKey, parseKeyFile, parsePublicText } from '../../domain/key-file.ts';
import { isFileName } from '../../domain/names.ts';
import { EngineError } from '../../errors.ts';
import { createFile, makeFolder, readIfThere, syncFolder } from '../../io/files.ts';
import { readKeyFile, readKeys, writeKey } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { homeKeyPath } from '../key-files.ts';
import { publicKeysFolder, typeOf } from './list.ts';

/** Takes key files into the home: 0600, and never in the place of another. */
export function importKeysOperation(
  context: Context,
): Operation<KeysImportRequest, KeysImportPlan, KeysImportResult> {
  return {
    async plan(request) {
      if (request.name !== undefined && request.files.length !== 1) {
        throw new EngineError('usage', 'a name is for one key', { facts: { field: 'name' } });
      }
      const imports: KeyImport[] = [];
      for (const file of request.files)
        imports.push(await planOne(context, resolvePath(context, file), request));
      for (const text of request.texts ?? []) imports.push(await planText(context, text));
      refuseSamePlace(imports);
      return { imports };
    },
    async apply({ imports }) {
      for (const one of imports) if (!one.present) await importOne(one);
      return { imported: imports };
    },
  };
}

/** @throws `key-missing`, `key-malformed`, `key-exists`, `name-invalid` */
async function planOne(context: Context, from: string, request: KeysImportRequest): Promise<KeyImport> {
  const read = await readKeyFile(from);
  const id = keyId(read.public);
  const known = { from, id, type: typeOf(read.public) };
  if (request.public === true) return { ...known, ...(await publicPlace(context, id)) };
  if (read.private === null) {
    throw new EngineError('key-malformed', `${from} is only a public half: --public takes those`, {
      facts: { file: from, field: 'keyval.private' },
    });
  }
  const { usable } = await readKeys(context.home.keys);
  const same = usable.find(({ key }) => key.id === id);
  if (same !== undefined) return { ...known, half: 'private', to: same.file, present: true };
  const to = homeKeyPath(context, request.name ?? nameFor(from, id));
  return { ...known, half: 'private', to, present: await holds(to, id) };
}

/** @throws `key-malformed`, `private-key-shown`, `key-exists` */
async function planText(context: Context, text: string): Promise<KeyImport> {
  const key = parsePublicText(text);
  const id = keyId(key);
  const place = await publicPlace(context, id);
  return { from: null, text: encodePublicKey(key), id, type: typeOf(key), ...place };
}

async function publicPlace(context: Context, id: string) {
  const to = join(publicKeysFolder(context), `${id.slice(0, 16)}-public.json`);
  return { half: 'public', to, present: await holds(to, id) } as const;
}

/** Its own name, where that can be one here. */
function nameFor(from: string, id: string): string {
  const name = basename(from).replace(/\.json$/, '');
  return isFileName(`${name}.json`) ? name : id.slice(0, 16);
}

/** Whether this key lies there; nothing may. Throws `key-exists` for anything else. */
async function holds(path: string, id: string): Promise<boolean> {
  if ((await readIfThere(path)) === null) return false;
  const there = await readKeyFile(path).catch(() => null);
  if (there !== null && keyId(there.public) === id) return true;
  throw new EngineError('key-exists', `${path} holds another key, which is kept`, { facts: { file: path } });
}

function refuseSamePlace(imports: readonly KeyImport[]): void {
  const places = new Map<string, string>();
  for (const { to, id } of imports) {
    const other = places.get(to);
    if (other !== undefined && other !== id) {
      throw new EngineError('key-exists', `two keys would be called ${basename(to)}`, {
        facts: { file: to },
      });
    }
    places.set(to, id);
  }
}

/** @throws `source-changed` when another key lies in the file by now, `key-exists` */
async function importOne({ from, text = '', id, half, to }: KeyImport): Promise<void> {
  const read = from === null ? parseKeyFile(Buffer.from(text), to) : await readKeyFile(from);
  if (keyId(read.public) !== id) {
    const file = from ?? to;
    throw new EngineError('source-changed', `${file} holds another key than when this was planned`, {
      facts: { file, expected: id, got: keyId(read.public) },
    });
  }
  if (half === 'private' && read.private !== null) {
    // The same key twice in one request.
    if (!(await holds(to, id))) await writeKey(dirname(to), basename(to), read.private);
    return;
  }
  await makeFolder(dirname(to), 0o700);
  if (!(await createFile(to, encodePublicKey(read.public))) && !(await holds(to, id))) return;
  await syncFolder(dirname(to));
}
