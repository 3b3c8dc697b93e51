import { join } from 'node:path';
import { isFileName } from '../domain/names.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { EngineError } from '../errors.ts';
import { readKeyFile } from '../io/keyring.ts';
import { type Context, resolvePath } from './context.ts';

/** The name of the key that stock's commands take when none is named. */
const defaultName = 'private';

/** Where the home keeps its key of that name. Throws `name-invalid`. */
export function homeKeyPath(context: Pick<Context, 'home'>, name: string = defaultName): string {
  const file = `${name}.json`;
  if (isFileName(file)) return join(context.home.keys, file);
  const shown = JSON.stringify(name.slice(0, 80));
  throw new EngineError('name-invalid', `${shown} is not a name for a key`, {
    facts: { key: shown.slice(1, -1) },
  });
}

/** The path that a request means by `--key`; the home's own key when it names none. */
export function keyPathOf(
  context: Pick<Context, 'home' | 'workingFolder'>,
  asked: string | undefined,
): string {
  return asked === undefined || asked === '' ? homeKeyPath(context) : resolvePath(context, asked);
}

/** Reads a key that has to sign. Throws `key-missing`, and `key-malformed` for a public half too. */
export async function readSigningKey(path: string): Promise<PrivateKey> {
  const { private: key } = await readKeyFile(path);
  if (key !== null) return key;
  throw new EngineError('key-malformed', `${path} is only a public half, it can't sign`, {
    facts: { file: path, field: 'keyval.private' },
  });
}
