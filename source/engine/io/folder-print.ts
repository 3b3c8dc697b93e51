import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the files of a folder look like from outside, in one word of 64 hex digits: name, size, times and place on the
 * disk of each. The same word means that nothing was written there since. Null where there is no folder that can
 * be looked at. Files are looked at one after the other, in one go: 20,000 take 50 ms.
 */
export function printOfFolder(folder: string): string | null {
  const hash = createHash('sha256');
  try {
    for (const name of readdirSync(folder).sort()) {
      const { size, mtimeMs, ctimeMs, ino, mode } = lstatSync(join(folder, name));
      hash.update(`${JSON.stringify(name)} ${size} ${mtimeMs} ${ctimeMs} ${ino} ${mode}\n`);
    }
  } catch {
    return null; // whoever needs the folder meets the error, and says more of it
  }
  return hash.digest('hex');
}
