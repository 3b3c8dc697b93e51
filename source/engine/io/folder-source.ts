import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSignal, EngineError } from '../errors.ts';
import { fileError, isAbsent } from './files.ts';
import type { MirrorSource } from './mirror-source.ts';
import { nameParts } from './source-address.ts';

/** A mirror in a folder of this machine; see `MirrorSource`. Opened per read, nothing is held. */
export function folderSource(path: string): MirrorSource {
  return {
    address: path,
    kind: 'folder',
    places: [],
    read: (name, limit, signal) => readBounded(path, name, limit, signal),
    close: async () => undefined,
  };
}

async function readBounded(
  folder: string,
  name: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | null> {
  checkSignal(signal);
  const path = join(folder, ...nameParts(name));
  try {
    // without waiting: a named pipe in the place of a manifest would hold us for ever
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await handle.stat();
      if (!status.isFile()) return null;
      if (status.size > limit) throw tooLong(path, limit);
      const bytes = Buffer.alloc(status.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isAbsent(error)) throw fileError(error, path);
    await checkFolder(folder);
    return null;
  }
}

/** A file that isn't there is an answer, a folder that isn't there is none. */
async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new EngineError('source-unreachable', `${folder}: there is no such folder`, {
    facts: { address: folder, path: folder },
  });
}

function tooLong(path: string, limit: number): EngineError {
  return new EngineError('manifest-too-long', `${path}: more than ${limit} bytes`, {
    facts: { file: path, expected: limit },
  });
}
