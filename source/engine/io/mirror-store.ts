import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSignal, EngineError } from '../errors.ts';
import {
  commit,
  hasLeftovers,
  isDecided,
  isStagingIdle,
  recoverCommit,
  refuseLinks,
  stagingFolder,
} from './commit-journal.ts';
import { fileError, makeFolder, readIfThere, removeEmptyFolder, systemCode } from './files.ts';
import { isLocked, type LockOptions, ownFolder, takeLock } from './lock.ts';
import { Staging, type Transaction } from './transaction.ts';

export type { CopyOptions, Transaction } from './transaction.ts';

export type ChangeOptions = LockOptions & {
  /** Version that timestamp.json must have once the lock is ours, 0 for none. Throws `mirror-changed` otherwise. */
  readonly expectTimestamp?: number | undefined;
};

/** A folder is free for a new mirror when it is absent or empty; what is only of ours does not count. */
export type FolderState = 'absent' | 'empty' | 'mirror' | 'other';

export type MirrorStore = {
  /** Absolute. */
  readonly folder: string;
  /**
   * `<folder>/.mirrordeck/staging`, for files that `adopt` takes: what lies there survives a crash. Whoever uses
   * it makes it, and calls `recover` before writing into it.
   */
  readonly staging: string;
  state(): Promise<FolderState>;
  /** Finishes or clears away what a crash left. Takes the lock, and writes, only if there is something. */
  recover(options?: LockOptions): Promise<void>;
  /** The same, unless somebody is at work there: for those who only come to read. */
  tidy(): Promise<void>;
  /** Throws `mirror-changed` when timestamp.json has another version, 0 for none: see `ChangeOptions`. */
  expectTimestamp(version: number): Promise<void>;
  /**
   * One change of the mirror under its lock, seen by clients as a whole or not at all. `holder` is what others
   * read while they wait (`publish tidb v8.5.0`). What `work` throws discards the change. When it resolves, the
   * commit: everything synced, then the journal, then the renames, `timestamp.json` last. A failure after the
   * journal was written leaves a commit that the next opener finishes. Makes the folder when it is missing.
   */
  change<T>(
    holder: string,
    work: (transaction: Transaction) => Promise<T>,
    options?: ChangeOptions,
  ): Promise<T>;
};

/** A mirror's folder for writing. Touches nothing yet. */
export function openStore(folder: string): MirrorStore {
  const own = join(folder, ownFolder);
  const store: MirrorStore = {
    folder,
    staging: join(own, stagingFolder),
    state: async () => {
      const seen = await look(folder);
      // A first commit that ended in between showed its files before root.json, and took its journal away after it.
      return seen === 'other' ? await look(folder) : seen;
    },
    recover: async (options) => {
      await refuseLinks(folder);
      if (!(await hasLeftovers(folder))) return;
      const release = await takeLock(own, 'recovery', options);
      try {
        await recoverCommit(folder);
        await freeStaging(folder);
      } finally {
        await release();
      }
    },
    tidy: async () => {
      if ((await hasLeftovers(folder)) && !(await isLocked(own))) await store.recover({ wait: 0 });
    },
    expectTimestamp: async (version) =>
      checkTimestamp(folder, await readIfThere(join(folder, 'timestamp.json')), version),
    change: (holder, work, options) => change(folder, holder, work, options ?? {}),
  };
  return store;
}

async function look(folder: string): Promise<FolderState> {
  const names = await namesIn(folder);
  if (names === null) return 'absent';
  const isMirror = names.includes('root.json') || names.includes('timestamp.json');
  if (isMirror || (await isDecided(folder))) return 'mirror';
  return names.every((name) => name === ownFolder) ? 'empty' : 'other';
}

/** The lock of a clone that is gone, and its folder when nothing waits in it any more. */
async function freeStaging(folder: string): Promise<void> {
  if (!(await isStagingIdle(folder))) return;
  const release = await takeLock(join(folder, ownFolder, stagingFolder), 'recovery', { wait: 0 });
  await release();
}

async function change<T>(
  folder: string,
  holder: string,
  work: (transaction: Transaction) => Promise<T>,
  options: ChangeOptions,
): Promise<T> {
  const isNew = (await namesIn(folder)) === null;
  await makeFolder(folder);
  try {
    return await changeLocked(folder, holder, work, options);
  } finally {
    // A folder that was made for a change that never came; what kept it from coming is what is to be heard of.
    if (isNew) await removeEmptyFolder(folder).catch(() => undefined);
  }
}

async function changeLocked<T>(
  folder: string,
  holder: string,
  work: (transaction: Transaction) => Promise<T>,
  options: ChangeOptions,
): Promise<T> {
  const timestamp = join(folder, 'timestamp.json');
  const release = await takeLock(join(folder, ownFolder), holder, options);
  try {
    await recoverCommit(folder);
    const before = await readIfThere(timestamp);
    checkTimestamp(folder, before, options.expectTimestamp);
    const staging = new Staging(folder);
    const result = await attempt(folder, async () => {
      const made = await work(staging);
      await staging.sync();
      checkSignal(options.signal);
      // Stock clients don't know our lock: one that committed meanwhile would be undone by us.
      if (!sameBytes(before, await readIfThere(timestamp))) throw changed(folder);
      return made;
    });
    if (!staging.isEmpty) await decide(folder, holder, staging);
    return result;
  } finally {
    await release();
  }
}

async function decide(folder: string, holder: string, staging: Staging): Promise<void> {
  const moves = [...staging.moves.values()];
  try {
    await commit(folder, { schema: 'mirrordeck/commit/1', holder, moves, removes: [...staging.removes] });
  } catch (error) {
    const stands = await isDecided(folder).catch(() => true);
    // Without a journal nothing was decided, and nothing stays. With one, what failed once is done again.
    await recoverCommit(folder).catch(() => {
      throw stands ? decided(error, folder) : error;
    });
    if (!stands) throw error;
  }
}

/** What fails for good after the decision doesn't undo it; that has to be told. */
function decided(error: unknown, folder: string): unknown {
  if (!(error instanceof EngineError)) return error;
  const detail = `${error.message}; the change is decided, and is finished when the mirror is next opened`;
  return new EngineError(error.code, detail, {
    facts: { ...error.facts, path: folder, decided: true },
    cause: error,
  });
}

/** What fails before the commit is decided leaves nothing of itself. */
async function attempt<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The first failure is the one to be heard of; the next opener clears away what is left now.
    await recoverCommit(folder).catch(() => undefined);
    throw error;
  }
}

function checkTimestamp(folder: string, bytes: Uint8Array | null, expected: number | undefined): void {
  if (expected === undefined) return;
  if ((bytes === null ? 0 : versionIn(bytes)) !== expected) throw changed(folder);
}

function versionIn(bytes: Uint8Array): number | null {
  try {
    const version: unknown = JSON.parse(Buffer.from(bytes).toString('utf8')).signed.version;
    return typeof version === 'number' ? version : null;
  } catch {
    return null;
  }
}

function changed(folder: string): EngineError {
  return new EngineError('mirror-changed', `${folder} was changed by somebody else meanwhile`, {
    facts: { path: folder },
  });
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.from(a).equals(b);
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    const found = await lstat(folder).catch(() => null);
    const code = systemCode(error);
    if (code === 'ENOENT' && found === null) return null;
    // Made by another process in between.
    if (code === 'ENOENT' && found?.isDirectory()) return await namesIn(folder);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw fileError(error, folder);
    const why =
      code === 'ENOENT' ? 'is a link to nowhere' : found === null ? 'lies below a file' : 'is no folder';
    throw new EngineError('target-not-empty', `${folder} ${why}`, { facts: { path: folder }, cause: error });
  }
}
