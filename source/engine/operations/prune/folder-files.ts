import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError, isAbsent } from '../../io/files.ts';

/** A file of a mirror's folder: bytes, and when it was last written (milliseconds). */
export type FolderFile = { readonly bytes: number; readonly written: number };

/** The files directly in a folder, by name. Links are none. Throws errors of files. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, FolderFile>> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const files = new Map<string, FolderFile>();
  for (const name of names) {
    const found = await statOf(join(folder, name));
    if (found?.isFile() === true) files.set(name, { bytes: found.size, written: found.mtimeMs });
  }
  return files;
}

/** The commits that stock clients left in `commits/`: what they hold, and when the last of it was written. */
export async function stoppedCommits(folder: string): Promise<ReadonlyMap<string, FolderFile>> {
  const commits = new Map<string, FolderFile>();
  const names = await readdir(join(folder, 'commits')).catch(() => []);
  for (const name of names) {
    const path = join(folder, 'commits', name);
    const found = await statOf(path);
    if (found?.isDirectory() !== true) continue;
    const files = [...(await filesIn(path)).values()];
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    commits.set(`commits/${name}`, {
      bytes,
      written: Math.max(found.mtimeMs, ...files.map(({ written }) => written)),
    });
  }
  return commits;
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw fileError(error, path);
  }
}
