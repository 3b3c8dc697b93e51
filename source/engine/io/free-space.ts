import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes that are free for this user where the path is, or will be; null where the system doesn't say. */
export async function freeBytes(path: string): Promise<number | null> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      if (folder === dirname(folder)) return null;
    }
  }
}
