import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { clearAway, removeFile, rename, syncFolder, writeFileDurably } from './files.ts';
import { isAbandoned, processMark } from './process-mark.ts';

/** A name beside `path` that no other process, and no other call of this one, uses. See `sweepAsides`. */
export function asideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${processMark()}.new`);
}

/** Removes what processes that are gone left aside in a folder. Passes over what it can't: nobody waits for it. */
export async function sweepAsides(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const mark = /^\..+\.([0-9a-f-]+)\.new$/.exec(name)?.[1];
    const path = join(folder, name);
    if (mark !== undefined && (await isAbandoned(path, mark))) await removeFile(path).catch(() => undefined);
  }
}

/**
 * Writes a file so that every reader, and a crash at any moment, finds the old content or the new, whole:
 * aside in the same folder, synced, renamed, the folder synced. A failure leaves the old one and nothing aside.
 */
export async function writeAtomic(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const aside = asideOf(path);
  try {
    await writeFileDurably(aside, bytes, mode);
    await rename(aside, path);
  } catch (error) {
    // The write's failure is what the caller must hear of; an aside file that stays is only litter.
    await clearAway(() => removeFile(aside));
    throw error;
  }
  await syncFolder(dirname(path));
  await sweepAsides(dirname(path));
}
