import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkSignal, EngineError, interrupted } from '../errors.ts';
import { clearAway, createFile, isAbsent, link, makeFolder, removeEmptyFolder, removeFile } from './files.ts';
import { isAbandoned, isRunning, processMark, processWorld } from './process-mark.ts';

/** What the lock's file says about who has it. */
type Holder = {
  /** Different for every taking of a lock. */
  readonly token: string;
  readonly pid: number;
  /** When that process began, in the system's own units: tells it from a later process of the same number. */
  readonly started: string;
  readonly host: string;
  /** Numbers of processes mean something only inside one namespace (container) of one start of one machine. */
  readonly world: string;
  readonly what: string;
  readonly since: string;
};

export type LockOptions = {
  /** Milliseconds to wait for another holder; default 10 s. */
  readonly wait?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

const lockName = 'lock.json';

/** What we keep of our own inside a folder that is somebody's: a mirror, a client home. */
export const ownFolder = '.mirrordeck';

/**
 * Takes the lock of a folder (`<folder>/lock.json`; the folder is made when missing) and returns what gives it
 * back; giving it back also removes the folder when nothing else is in it,
 * and `.mirrordeck` above it likewise.
 *
 * The file appears whole and by a step that fails when the name is taken, also over NFS: a private file gets
 * the name as a hard link, or is made with O_EXCL where there are no links. A lock whose process is gone from
 * this machine is taken over; one of another machine can't be judged and is waited for.
 * Throws `lock-held` (facts holder, file, since), `interrupted`, and the errors of files. Giving it back throws
 * nothing: what was done under it is done.
 */
export async function takeLock(
  folder: string,
  what: string,
  options: LockOptions = {},
): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const mine = self(what);
  const end = Date.now() + (options.wait ?? 10_000);
  for (let round = 0; ; round += 1) {
    checkSignal(options.signal);
    if (await attempt(folder, path, mine)) {
      await sweep(folder).catch(() => undefined);
      return () => giveBack(folder, path, mine);
    }
    const holder = await readHolder(path);
    if (holder !== null && isGone(holder)) {
      await breakLock(path, holder, what);
      continue;
    }
    if (Date.now() >= end) throw lockHeld(path, holder);
    await wait(Math.min(20 * 2 ** Math.min(round, 4), Math.max(1, end - Date.now())), options.signal);
  }
}

/** Whether somebody has the lock of this folder who isn't known to be gone. */
export async function isLocked(folder: string): Promise<boolean> {
  const holder = await readHolder(join(folder, lockName));
  return holder !== null && !isGone(holder);
}

async function giveBack(folder: string, path: string, mine: Holder): Promise<void> {
  givenBack.add(mine.token);
  // A disk that goes on failing keeps the file there: a lock of nobody, which the next one breaks.
  await clearAway(async () => {
    // Only our own: a lock that was taken over while we were held up belongs to somebody else now.
    if ((await readHolder(path))?.token === mine.token) await removeFile(path);
    givenBack.delete(mine.token);
  });
  await clearAway(() => removeOwnFolders(folder));
}

/** Locks that this process gave back and whose files it could not remove. */
const givenBack = new Set<string>();

async function removeOwnFolders(folder: string): Promise<void> {
  const gone = await removeEmptyFolder(folder);
  if (gone && basename(dirname(folder)) === ownFolder) await removeEmptyFolder(dirname(folder));
}

/** Private files of processes that died while they were taking the lock. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${lockName}.`)) continue;
    const path = join(folder, name);
    if (await isAbandoned(path, name.slice(lockName.length + 1))) {
      await removeFile(path);
      continue;
    }
    const holder = await readHolder(path);
    if (holder !== null && isGone(holder)) await removeFile(path);
  }
}

/** What fails here (a full disk) leaves no folders behind; and it is what is to be heard of. */
async function attempt(folder: string, path: string, mine: Holder): Promise<boolean> {
  try {
    return await tryTake(folder, path, mine);
  } catch (error) {
    await clearAway(() => removeOwnFolders(folder));
    throw error;
  }
}

async function tryTake(folder: string, path: string, mine: Holder): Promise<boolean> {
  const aside = `${path}.${mine.token}`;
  const text = `${JSON.stringify(mine)}\n`;
  await makeFolder(folder);
  try {
    await createFile(aside, text, 0o644);
    const outcome = await link(aside, path);
    if (outcome !== 'unsupported') return outcome === 'linked';
    return await createFile(path, text, 0o644);
  } catch (error) {
    // The one who gave the lock back may remove the empty folder between our steps.
    if (error instanceof EngineError && isAbsent(error.cause)) return false;
    throw error;
  } finally {
    // One that stays is swept up when this process is gone; whether the lock is ours doesn't hang on it.
    await clearAway(() => removeFile(aside));
  }
}

/**
 * Removes the lock of a process that is gone. Two may find that at once, and the slower must not remove the
 * lock that the quicker took meanwhile: so breaking one needs a lock of its own, named after the dead one.
 */
async function breakLock(path: string, dead: Holder, what: string): Promise<void> {
  const breaker = `${path}.break-${dead.token}`;
  const mine = self(what);
  const text = `${JSON.stringify(mine)}\n`;
  if (!(await createFile(breaker, text))) {
    const other = await readHolder(breaker);
    if (other !== null && isGone(other)) await breakLock(breaker, other, what);
    else await pause(5);
    return;
  }
  try {
    if ((await readHolder(path))?.token === dead.token) {
      await removeFile(path);
    }
  } finally {
    await removeFile(breaker);
  }
}

/** Who has it; null when nobody does. A file that tells nothing (no links here, and a crash) counts by its age. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    // A pipe of that name would hold us for ever.
    if (!(await stat(path)).isFile()) return await unreadable(path);
    const text = await readFile(path, 'utf8');
    const value: unknown = text.endsWith('\n') ? JSON.parse(text) : null;
    if (isHolder(value)) return value;
  } catch (error) {
    if (isAbsent(error)) return null;
    if (!(error instanceof SyntaxError)) throw error;
  }
  return await unreadable(path);
}

async function unreadable(path: string): Promise<Holder | null> {
  const age = await stat(path).then(
    (found) => ({ since: found.mtime, token: `${found.ino}-${Math.round(found.mtimeMs)}` }),
    () => null,
  );
  if (age === null) return null;
  const old = Date.now() - age.since.getTime() > 60_000;
  return {
    token: age.token,
    // Number 0 is no process: gone. Its own number (this process) would be: there.
    pid: old ? 0 : process.pid,
    started: old ? 'never' : startOf(process.pid),
    host: hostname(),
    world: processWorld(),
    what: 'unknown',
    since: age.since.toISOString(),
  };
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<string, unknown>>;
  // The token becomes part of a file name.
  if (typeof record.token !== 'string' || !/^[0-9A-Za-z-]{1,64}$/.test(record.token)) return false;
  const texts = ['started', 'host', 'world', 'what', 'since'] as const;
  return typeof record.pid === 'number' && texts.every((name) => typeof record[name] === 'string');
}

function self(what: string): Holder {
  return {
    token: processMark(),
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
    world: processWorld(),
    what,
    since: new Date().toISOString(),
  };
}

function isGone(holder: Holder): boolean {
  if (givenBack.has(holder.token)) return true;
  if (holder.host !== hostname()) return false;
  const [boot, namespace] = holder.world.split(' ');
  const [ourBoot, ourNamespace] = processWorld().split(' ');
  // The machine was started again since: no process of that time lives.
  if (boot !== ourBoot) return true;
  if (namespace !== ourNamespace) return false;
  if (holder.pid <= 0 || !isRunning(holder.pid)) return true;
  return holder.started !== '' && startOf(holder.pid) !== '' && holder.started !== startOf(holder.pid);
}

/** The 22nd field of /proc/<pid>/stat; empty on systems without it. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function lockHeld(path: string, holder: Holder | null): EngineError {
  const who =
    holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} (${holder.what})`;
  const since = holder?.since ?? '';
  return new EngineError('lock-held', `${path}: held by ${who}${since === '' ? '' : ` since ${since}`}`, {
    facts: { file: path, holder: who, since },
  });
}

async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw interrupted(error);
  }
}
