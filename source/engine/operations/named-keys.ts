import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../errors.ts';
import { type FoundKey, readKeys } from '../io/keyring.ts';
import type { Context } from './context.ts';
import { keyPathOf } from './key-files.ts';

/** The private keys of the home that a name, or the beginning of an id, means. */
export async function homeKeysNamed({ home }: Pick<Context, 'home'>, asked: string): Promise<FoundKey[]> {
  const { usable } = await readKeys(home.keys);
  return usable.filter(
    ({ file, key }) =>
      basename(file) === asked ||
      nameOf(file) === asked ||
      file === join(home.keys, asked) ||
      (asked.length >= 8 && key.id.startsWith(asked.toLowerCase())),
  );
}

/** Copies of one key are the same to whoever names it. */
export function isOneKey(found: readonly FoundKey[]): boolean {
  return new Set(found.map(({ key }) => key.id)).size === 1;
}

function nameOf(file: string): string {
  return basename(file, '.json');
}

/**
 * The file of a key that is to sign: a path that is there, as stock has it, else one of the home's keys by its name.
 * Throws `key-missing` (facts file, keys: the names that there are).
 */
export async function signingKeyPath(context: Context, asked: string | undefined): Promise<string> {
  const path = keyPathOf(context, asked);
  if (await isThere(path)) return path;
  const matches = asked === undefined || asked === '' ? [] : await homeKeysNamed(context, asked);
  const [found] = matches;
  if (found !== undefined && isOneKey(matches)) return found.file;
  const { usable } = await readKeys(context.home.keys);
  const keys = [...new Set(usable.map(({ file }) => nameOf(file)))].join(', ');
  throw new EngineError('key-missing', `${path}: no such key`, { facts: { file: path, keys } });
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
