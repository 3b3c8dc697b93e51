import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from 'tar';
import { afterAll } from 'vitest';
import { makeTempFolder, removeFolder } from './temp.ts';

/** Golden mirrors that don't tell otherwise are read at this moment: after the last of their edits. */
export const goldenNow = new Date('2026-11-22T02:00:00Z');

const archive = join(import.meta.dirname, '..', 'golden', 'mirrors.tar.gz');
let unpacked: string | undefined;
afterAll(() => {
  if (unpacked !== undefined) removeFolder(unpacked);
});

/** The folder of the golden mirrors (`origin`, `clone-full`, `keys`, …), unpacked once per test file and then removed. */
export function goldenFolder(): string {
  if (unpacked !== undefined) return unpacked;
  unpacked = makeTempFolder();
  extract({ file: archive, cwd: unpacked, sync: true });
  return unpacked;
}

/** The bytes of one golden file, by its path from the folder: `origin/snapshot.json`. */
export function goldenFile(path: string): Uint8Array {
  return readFileSync(join(goldenFolder(), path));
}
