import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { systemCode } from '../files.ts';
import type { Content } from './requested-range.ts';
import { areServed } from './served-path.ts';

/** What an answer is made from: an open file, or bytes. */
export type ServedContent = Content &
  (
    | { readonly handle: FileHandle; readonly bytes?: never }
    | { readonly bytes: Buffer; readonly handle?: never }
  );

const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'ENXIO']);

/**
 * Opens a file below a folder (`folder` is a real path), to be closed by the caller. Null for what is not there,
 * not readable, no regular file, or reached by a link that leaves the folder or leads to what is never served.
 */
export async function openServed(folder: string, parts: readonly string[]): Promise<ServedContent | null> {
  let handle: FileHandle | undefined;
  try {
    const path = await realpath(join(folder, ...parts));
    const real = relative(folder, path).split(sep);
    if (!areServed(real) || join(folder, ...real) !== path) return null;
    // not to follow what took the place of the file since, not to wait for a pipe
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const status = await handle.stat({ bigint: true });
    if (!status.isFile()) {
      await handle.close();
      return null;
    }
    // the inode too: a file put in the place of another within the clock's grain is another content
    const etag = `"${status.ino.toString(36)}-${status.size.toString(36)}-${status.mtimeNs.toString(36)}"`;
    return { handle, size: Number(status.size), etag, modified: new Date(Number(status.mtimeMs)) };
  } catch (error) {
    await handle?.close();
    if (absent.has(systemCode(error))) return null;
    throw error;
  }
}
