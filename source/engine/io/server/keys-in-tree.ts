import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keysFolder } from '../mirror-names.ts';
import { holdsPrivateKey, mayBeKey } from './static-files.ts';

const longestKeyFile = 64 * 1024;

/**
 * Where private keys lie in a folder that is served: `keys`, when there is anything in it, and files beside the
 * manifests. Absolute, sorted.
 */
export async function keysInTree(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).sort();
  const found: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (name.toLowerCase() === keysFolder) {
      if ((await readdir(path).catch(() => [])).length > 0) found.push(path);
      continue;
    }
    if (!mayBeKey(name)) continue;
    const status = await stat(path).catch(() => null);
    if (status === null || !status.isFile() || status.size > longestKeyFile) continue;
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null && holdsPrivateKey(bytes)) found.push(path);
  }
  return found;
}
