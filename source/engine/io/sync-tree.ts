import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError, syncFile, syncFolder } from './files.ts';

/** As many at once: each waits for the disk, and so many handles don't. */
const atOnce = 8;

/** Waits until every file below a folder, and every name, is on the disk. Links are names alone. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (let at = 0; at < files.length; at += atOnce) {
    await Promise.all(files.slice(at, at + atOnce).map(syncFile));
  }
  const folders = entries.filter((entry) => entry.isDirectory());
  for (const { parentPath, name } of folders) await syncFolder(join(parentPath, name));
  await syncFolder(folder);
}
