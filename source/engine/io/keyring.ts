import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePrivateKey, type KeyFile, parseKeyFile } from '../domain/key-file.ts';
import { isFileName } from '../domain/names.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { EngineError, type ErrorCode } from '../errors.ts';
import { asideOf, sweepAsides } from './atomic-file.ts';
import {
  clearAway,
  createFile,
  fileError,
  isAbsent,
  link,
  makeFolder,
  removeFile,
  rename,
  syncFolder,
} from './files.ts';

export type FoundKey = {
  /** Absolute. */
  readonly file: string;
  readonly key: PrivateKey;
  /** Permission bits of the file. */
  readonly mode: number;
  /** Somebody else than the file's owner can read it. */
  readonly exposed: boolean;
};

/** A file in a folder of keys that is no usable private key, and why. The reason never quotes what is in it. */
export type UnusableKeyFile = { readonly file: string; readonly code: ErrorCode; readonly reason: string };

export type Keyring = { readonly usable: readonly FoundKey[]; readonly problems: readonly UnusableKeyFile[] };

const longestKeyFile = 64 * 1024;
/** Folders inside folders of keys; more is somebody's mistake, or a loop. */
const deepest = 8;

/**
 * Every private key below a folder, as the stock client looks for them: all files, in all folders. What can't be
 * used is told beside it. No folder, no keys. Sorted by path. Throws the errors of files for the folder itself.
 */
export async function readKeys(folder: string): Promise<Keyring> {
  const usable: FoundKey[] = [];
  const problems: UnusableKeyFile[] = [];
  for (const file of await filesBelow(folder, deepest)) {
    try {
      const mode = (await stat(file)).mode & 0o777;
      const key = parseKeyFile(await readBounded(file), file).private;
      if (key === null) problems.push({ file, code: 'key-missing', reason: 'only the public half is in it' });
      else usable.push({ file, key, mode, exposed: (mode & 0o077) !== 0 });
    } catch (error) {
      const { code, message } = fileError(error, file);
      problems.push({ file, code, reason: message });
    }
  }
  return { usable, problems };
}

/** One key file, with either half. Throws `key-missing`, `key-malformed` (facts file, field), errors of files. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    return parseKeyFile(await readBounded(path), path);
  } catch (error) {
    if (!isAbsent(error)) throw fileError(error, path);
    throw new EngineError('key-missing', `${path}: no such key`, { facts: { file: path }, cause: error });
  }
}

/**
 * Writes a private key as `<folder>/<name>`: 0600, in a folder that is made with 0700. Never takes the place of
 * anything: `key-exists` (facts file). Returns the path.
 */
export async function writeKey(folder: string, name: string, key: PrivateKey): Promise<string> {
  if (!isFileName(name)) {
    throw new EngineError('name-invalid', `${JSON.stringify(name)} is no name for a key`, {
      facts: { file: name },
    });
  }
  const path = join(folder, name);
  const aside = asideOf(path);
  await makeFolder(folder, 0o700);
  try {
    await createFile(aside, encodePrivateKey(key), 0o600);
    // A link takes a free name only: nobody's key is lost, and the file is whole from its first moment.
    const outcome = await link(aside, path);
    if (outcome === 'exists' || (outcome === 'unsupported' && !(await createFile(path, '', 0o600)))) {
      throw new EngineError('key-exists', `${path} exists`, { facts: { file: path } });
    }
    // Without links the name is ours now; what it stands for comes in one step too.
    if (outcome === 'unsupported') await rename(aside, path);
  } finally {
    // One that stays goes with the next key that is made; whether this one was made doesn't hang on it.
    await clearAway(() => removeFile(aside));
  }
  await syncFolder(folder);
  await sweepAsides(folder);
  return path;
}

/** The name of a mirror's own key: `<first 16 of its id>-<role or owner>.json`. */
export function keyFileName(key: Pick<PrivateKey, 'id'>, role: string): string {
  return `${key.id.slice(0, 16)}-${role}.json`;
}

async function readBounded(file: string): Promise<Uint8Array> {
  const found = await stat(file);
  if (!found.isFile() || found.size > longestKeyFile) {
    throw new EngineError('key-malformed', `${file} is no key file`, { facts: { file, field: '' } });
  }
  return await readFile(file);
}

async function filesBelow(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw fileError(error, folder);
  });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) files.push(path);
    else if (depth > 0) files.push(...(await filesBelow(path, depth - 1)));
  }
  return files;
}
