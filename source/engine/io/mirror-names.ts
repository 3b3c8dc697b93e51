import { isFileName } from '../domain/names.ts';
import { EngineError } from '../errors.ts';

/** The folder of private keys inside a mirror: the only one that a transaction writes into. */
export const keysFolder = 'keys';

/** A name inside a mirror's folder: one file name, or `keys/` and one. Throws `name-invalid`. */
export function checkMirrorName(name: string): string {
  const plain = name.startsWith(`${keysFolder}/`) ? name.slice(keysFolder.length + 1) : name;
  if (isFileName(plain) && plain !== keysFolder && plain !== 'lock') return name;
  throw new EngineError('name-invalid', `${JSON.stringify(name)} is no name for a file of a mirror`, {
    facts: { file: name },
  });
}

const order: readonly ((name: string) => boolean)[] = [
  // A private key that isn't there once its public half is published would be lost for good.
  (name) => name.startsWith(`${keysFolder}/`),
  (name) => !name.endsWith('.json'),
  (name) => versionOf(name) !== null,
  (name) => !['root.json', 'snapshot.json', 'timestamp.json'].includes(name),
  (name) => name === 'root.json',
  (name) => name === 'snapshot.json',
  (name) => name === 'timestamp.json',
];

/**
 * When a file takes its place in a commit, lowest first: whatever is pointed at comes before what points at it,
 * and `timestamp.json` last of all, because only then do clients see anything of the change.
 */
export function commitRank(name: string): number {
  return order.findIndex((matches) => matches(name));
}

/** The number in front of a versioned manifest's name, and what follows it; null for other files. */
export function versionOf(name: string): { readonly version: number; readonly url: string } | null {
  const match = /^([1-9][0-9]{0,14})\.([^/]+\.json)$/.exec(name);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { version: Number(match[1]), url: `/${match[2]}` };
}
