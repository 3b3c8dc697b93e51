import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EngineError } from '../../errors.ts';
import { folderMissing } from '../../io/files.ts';

/** Saves a value as indented JSON, whole or not at all, for its owner's eyes: an address in it may hold a password. */
export async function writeJson(file: string, folder: string, value: unknown): Promise<void> {
  const path = resolve(folder, file);
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(aside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw (await folderMissing(error, path)) ?? fileError(error, file, 'written');
  }
}

/** What stands in a file that somebody saved. Throws `unusable` when it isn't JSON, and what files throw. */
export async function readJson(
  file: string,
  folder: string,
  unusable: (file: string, why: string, cause?: unknown) => EngineError,
): Promise<unknown> {
  const text = await readFile(resolve(folder, file), 'utf8').catch((error: unknown) => {
    throw fileError(error, file, 'read');
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(file, 'it is not JSON', cause);
  }
}

function fileError(error: unknown, file: string, what: 'read' | 'written'): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { facts: { file, path: file }, cause: error };
  const detail = `${file} can't be ${what}: ${error instanceof Error ? error.message : String(error)}`;
  if (code === 'ENOENT') return new EngineError('file-missing', detail, options);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new EngineError('permission-denied', detail, options);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EngineError('disk-full', detail, options);
  return new EngineError('io-failed', detail, options);
}
