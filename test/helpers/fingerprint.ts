import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Everything below a folder with what a write would change: name, kind, mode, inode, size and times. Of folders the
 * size and times aren't looked at, since taking a lock and giving it back touches them. Empty when nothing is there.
 */
export function fingerprint(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort().map((name) => {
    const found = lstatSync(join(folder, name));
    const { ino, mode, size, mtimeMs, ctimeMs } = found;
    const facts = found.isDirectory() ? [ino, mode] : [ino, mode, size, mtimeMs, ctimeMs];
    return `${name} ${facts.join(' ')}`;
  });
}
