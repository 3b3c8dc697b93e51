import type { MissingSigner } from '../api/renew.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { EngineError } from '../errors.ts';
import { readKeys } from '../io/keyring.ts';
import { type Context, resolvePath } from './context.ts';
import { readSigningKey } from './key-files.ts';
import { isHttp } from './mirror-address.ts';
import { roleKeys } from './role-keys.ts';

/**
 * Every private key that can sign here: those in the files named, the home's, and those of a mirror in a folder.
 * Throws `key-missing`, `key-malformed` for a file that is named, errors of files.
 */
export async function keysAtHand(
  context: Context,
  mirror: string,
  files: readonly string[],
): Promise<readonly PrivateKey[]> {
  const named = await keysIn(context, files);
  const { usable } = await readKeys(context.home.keys);
  const mirrors = isHttp(mirror) ? [] : await roleKeys(context, mirror);
  const all = [...named, ...usable.map(({ key }) => key), ...mirrors];
  return [...new Map(all.map((key) => [key.id, key])).values()];
}

/** The private keys in files. Throws `key-missing`, `key-malformed`. */
export async function keysIn(context: Context, files: readonly string[]): Promise<readonly PrivateKey[]> {
  const keys: PrivateKey[] = [];
  for (const file of files) keys.push(await readSigningKey(resolvePath(context, file)));
  return keys;
}

/** Throws `target-keys-missing`, naming every role and owner whose keys don't suffice. */
export function checkNoneMissing(mirror: string, missing: readonly MissingSigner[]): void {
  const [first] = missing;
  if (first === undefined) return;
  const told = missing.map(
    ({ name, needed, got, keys }) =>
      `${name} needs ${needed} of its keys, ${got} are here; not here: ${keys.map((id) => id.slice(0, 16)).join(', ')}`,
  );
  const { name, needed, got } = first;
  throw new EngineError('target-keys-missing', told.join('\n'), {
    facts: { path: mirror, owner: name, needed, got, field: 'key' },
  });
}
