import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError, type ErrorCode } from '../errors.ts';

/**
 * The one port of everything that changes the disk. Nothing else in the engine may mutate a file or a folder
 * directly: whatever a library has to write by itself goes through `mutate`. Each call passes exactly one point,
 * before the system is asked; a test puts a fault or the end of the process there (`interceptMutations`), so
 * that what a crash leaves behind can be shown for every single one. Reading needs no port.
 */
export type Mutation = {
  readonly name:
    | 'make-folder'
    | 'write'
    | 'create'
    | 'sync'
    | 'rename'
    | 'link'
    | 'symlink'
    | 'copy'
    | 'mode'
    | 'truncate'
    | 'remove'
    | 'unpack'
    | 'settings';
  /** What is changed; of a rename or a link the new name. */
  readonly path: string;
};

let before: ((mutation: Mutation) => void) | null = null;

/**
 * Calls `observer` before every mutation of this thread; what it throws is what the mutation fails with.
 * Null takes the observer away. For tests.
 */
export function interceptMutations(observer: ((mutation: Mutation) => void) | null): void {
  before = observer;
}

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EROFS: 'permission-denied',
};

/** The system's code of an error (`ENOENT`), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** True for the errors that mean that nothing is there under that path. */
export function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The engine's error for a failed file operation, reading or writing; one of the engine's stays as it is. */
export function fileError(error: unknown, path: string): EngineError {
  if (error instanceof EngineError) return error;
  const code = systemCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new EngineError(codes[code] ?? 'io-failed', `${path}: ${detail}`, {
    facts: { file: path, ...(code === '' ? {} : { system: code }) },
    cause: error,
  });
}

/** What a file that was to be made lacks, if that is its folder: then the system says that the file isn't there. */
export async function folderMissing(error: unknown, path: string): Promise<EngineError | null> {
  const folder = dirname(path);
  if (systemCode(error) !== 'ENOENT' || (await fs.stat(folder).catch(() => null)) !== null) return null;
  return new EngineError('folder-missing', `${folder}: there is no such folder`, {
    facts: { path: folder },
    cause: error,
  });
}

/** A whole file; null when nothing is there. Throws the engine's errors. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await fs.readFile(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw fileError(error, path);
  }
}

/** Runs one mutation behind the port: for what a library writes by itself. Throws the engine's errors. */
export async function mutate<T>(
  name: Mutation['name'],
  path: string,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    before?.({ name, path });
    return await work();
  } catch (error) {
    throw fileError(error, path);
  }
}

/** `mutate` for the threads that write synchronously. */
export function mutateSync<T>(name: Mutation['name'], path: string, work: () => T): T {
  try {
    before?.({ name, path });
    return work();
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Makes a folder and those above it. `mode` is for all that are made; one that exists keeps its own. */
export function makeFolder(path: string, mode = 0o755): Promise<void> {
  return mutate('make-folder', path, () => makeFolders(path, mode));
}

/** Somebody may remove an empty folder between our steps; who does so again and again is no passing fault. */
const mostAttempts = 4;

/**
 * By hand, since Node's own `recursive` says "no such file" of a read-only file system, and on one that knows no
 * new folders (/proc) it never ends.
 */
async function makeFolders(path: string, mode: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await fs.mkdir(path, { mode });
      return;
    } catch (error) {
      const there = await fs.stat(path).catch(() => null);
      if (there?.isDirectory()) return;
      const isMissing = systemCode(error) === 'ENOENT' && dirname(path) !== path;
      const wasThere = systemCode(error) === 'EEXIST' && there === null;
      if (attempt === mostAttempts || !(isMissing || wasThere)) throw error;
      if (isMissing) await makeFolders(dirname(path), mode);
    }
  }
}

async function writeAndSync(
  path: string,
  bytes: Uint8Array | string,
  mode: number,
  flags: number,
): Promise<void> {
  const handle = await fs.open(path, flags, mode).catch(async (error: unknown) => {
    throw (await folderMissing(error, path)) ?? error;
  });
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const { O_WRONLY, O_CREAT, O_TRUNC, O_EXCL } = constants;

/** Writes a whole file in place and syncs it. Only for files that no reader knows yet: see `writeAtomic`. */
export function writeFileDurably(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  return mutate('write', path, () => writeAndSync(path, bytes, mode, O_WRONLY | O_CREAT | O_TRUNC));
}

/** Makes a file that must not exist (O_EXCL) and syncs it. False when something has that name. */
export function createFile(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<boolean> {
  return mutate('create', path, async () => {
    try {
      await writeAndSync(path, bytes, mode, O_WRONLY | O_CREAT | O_EXCL);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Puts a file in the place of another, in one step. Both on one file system. */
export function rename(from: string, to: string): Promise<void> {
  return mutate('rename', to, () => fs.rename(from, to));
}

/**
 * Gives a file a second name. `exists` when that name is taken, `unsupported` where the file system has no
 * hard links or the two are on different ones.
 */
export function link(from: string, to: string): Promise<'linked' | 'exists' | 'unsupported'> {
  return mutate('link', to, async () => {
    try {
      await fs.link(from, to);
      return 'linked';
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EEXIST') return 'exists';
      if (['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code))
        return 'unsupported';
      throw error;
    }
  });
}

/** Makes a symbolic link; its target is not looked at. */
export function symlink(target: string, path: string): Promise<void> {
  return mutate('symlink', path, () => fs.symlink(target, path));
}

/** Sets the permission bits. */
export function changeMode(path: string, mode: number): Promise<void> {
  return mutate('mode', path, () => fs.chmod(path, mode));
}

/** Removes a file; one that isn't there is fine. */
export function removeFile(path: string): Promise<void> {
  return mutate('remove', path, () => fs.rm(path, { force: true }));
}

/**
 * Clears something away behind what was done, which never fails by it: a step that fails once is done again, and what
 * is left when that fails too is litter, for the next one who comes there.
 */
export async function clearAway(step: () => Promise<unknown>): Promise<void> {
  await step()
    .catch(step)
    .catch(() => undefined);
}

/** Removes a folder with everything in it; one that isn't there is fine. */
export function removeTree(path: string): Promise<void> {
  return mutate('remove', path, () => fs.rm(path, { force: true, recursive: true }));
}

/** Removes a folder if nothing is in it. True when it is gone. */
export function removeEmptyFolder(path: string): Promise<boolean> {
  return mutate('remove', path, async () => {
    try {
      await fs.rmdir(path);
      return true;
    } catch (error) {
      if (isAbsent(error)) return true;
      if (['ENOTEMPTY', 'EEXIST', 'EBUSY'].includes(systemCode(error))) return false;
      throw error;
    }
  });
}

/** Waits until a file's content is on the disk. */
export function syncFile(path: string): Promise<void> {
  return mutate('sync', path, () => syncPath(path));
}

/** Waits until a folder's names are on the disk. File systems that can't sync a folder are let off. */
export function syncFolder(path: string): Promise<void> {
  return mutate('sync', path, async () => {
    try {
      await syncPath(path);
    } catch (error) {
      if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF', 'EISDIR'].includes(systemCode(error))) throw error;
    }
  });
}

async function syncPath(path: string): Promise<void> {
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
