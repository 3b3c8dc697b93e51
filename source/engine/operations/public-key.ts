import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenkeyRequest, PublicKeyResult } from '../api/mirror.ts';
import type { Query } from '../api/run.ts';
import { keyId } from '../domain/key.ts';
import { encodePublicKey } from '../domain/key-file.ts';
import { EngineError } from '../errors.ts';
import { createFile, fileError } from '../io/files.ts';
import { readKeyFile } from '../io/keyring.ts';
import type { Context } from './context.ts';
import { homeKeyPath } from './key-files.ts';

/** The public half of a key of the home. Throws `key-missing`, `key-malformed`, `name-invalid`. */
export function publicKeyQuery(context: Context): Query<GenkeyRequest, PublicKeyResult> {
  return async ({ name }) => {
    const path = homeKeyPath(context, name);
    const { public: key } = await readKeyFile(path);
    return { keyId: keyId(key), path, key };
  };
}

/**
 * Writes the public half of a key of the home to `<first 16 of its id>-public.json` in the working folder, as stock
 * does. A file of that name with the same key in it is fine; with anything else in it: `key-exists`.
 */
export function exportPublicKeyQuery(context: Context): Query<GenkeyRequest, { readonly path: string }> {
  const read = publicKeyQuery(context);
  return async (request, run) => {
    const { key, keyId: id } = await read(request, run);
    const path = join(context.workingFolder, `${id.slice(0, 16)}-public.json`);
    const text = encodePublicKey(key);
    if (await createFile(path, text)) return { path };
    const there = await readFile(path, 'utf8').catch((error: unknown) => {
      throw fileError(error, path);
    });
    if (there === text) return { path };
    throw new EngineError('key-exists', `${path} exists and holds something else`, { facts: { file: path } });
  };
}
