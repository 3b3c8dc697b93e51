import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isFileName } from '../domain/names.ts';
import { EngineError } from '../errors.ts';
import {
  changeMode,
  createFile,
  fileError,
  isAbsent,
  makeFolder,
  readIfThere,
  removeFile,
  removeTree,
  rename,
  syncFolder,
  writeFileDurably,
} from './files.ts';
import { isLocked, ownFolder } from './lock.ts';
import { checkMirrorName, commitRank, keysFolder } from './mirror-names.ts';

/** A file that waits below `.mirrordeck` and goes to its place in the mirror. */
export type Move = {
  /** Below `.mirrordeck`: `change/<name>` or `staging/<name>`. */
  readonly from: string;
  /** Name in the mirror. */
  readonly to: string;
  readonly mode: number;
};

/** A commit that is decided: what is still to be done when it is found after a crash. */
export type Journal = {
  readonly schema: 'mirrordeck/commit/1';
  readonly holder: string;
  readonly moves: readonly Move[];
  readonly removes: readonly string[];
};

export const changeFolder = 'change';
export const stagingFolder = 'staging';
const journalName = 'commit.json';
/** Bytes; a commit of a hundred thousand files fits. */
const longestJournal = 32 * 1024 * 1024;

/** Where a mirror's commit that is under way is written down. */
function journalPath(folder: string): string {
  return join(folder, ownFolder, journalName);
}

/**
 * Carries out a commit whose files all lie synced below `.mirrordeck`. Writing the journal decides it; from then
 * on the steps may be repeated any number of times with the same result, here or by the next opener.
 */
export async function commit(folder: string, journal: Journal): Promise<void> {
  await refuseLinkedKeys(folder, journal);
  const ordered = [...journal.moves].sort((a, b) => commitRank(a.to) - commitRank(b.to));
  const decided = { ...journal, moves: ordered };
  const own = join(folder, ownFolder);
  // Written where all that is undecided is cleared away, whatever happens.
  const draft = join(own, changeFolder, journalName);
  await makeFolder(dirname(draft), 0o700);
  await writeFileDurably(draft, encodeJournal(decided));
  await rename(draft, journalPath(folder));
  await syncFolder(own);
  await finish(folder, decided);
}

/**
 * A mirror may come on a disk that somebody else wrote. Where we write in it nothing may lead out of it: what we
 * keep there is a folder, not a link to one. Throws `link-refused` (facts path).
 */
export async function refuseLinks(folder: string): Promise<void> {
  const own = join(folder, ownFolder);
  for (const path of [own, join(own, changeFolder), join(own, stagingFolder)]) await refuseLink(path);
}

async function refuseLink(path: string): Promise<void> {
  if ((await kindOf(path))?.isDirectory() !== false) return;
  throw new EngineError(
    'link-refused',
    `${path} is no folder of its own: a link would lead out of the mirror`,
    {
      facts: { path },
    },
  );
}

/** Only where keys are written: to read them by way of a link is as good. */
async function refuseLinkedKeys(folder: string, { moves, removes }: Journal): Promise<void> {
  const names = [...moves.map((move) => move.to), ...removes];
  if (names.some(isKey)) await refuseLink(join(folder, keysFolder));
}

function isKey(name: string): boolean {
  return name.startsWith(`${keysFolder}/`);
}

/** What lies there, links not followed; null for nothing. */
async function kindOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw fileError(error, path);
  }
}

/** Finishes a commit that a crash interrupted, and clears away what was never decided. Needs the lock. */
export async function recoverCommit(folder: string): Promise<void> {
  await refuseLinks(folder);
  const journal = await readJournal(folder);
  if (journal === null) await removeTree(join(folder, ownFolder, changeFolder));
  else await finish(folder, journal);
}

/** Whether a commit is decided and not yet done: something lies where its journal goes. */
export async function isDecided(folder: string): Promise<boolean> {
  return (await kindOf(journalPath(folder))) !== null;
}

/** Whether the staging folder has a lock that nobody holds any more, or nothing at all in it. */
export async function isStagingIdle(folder: string): Promise<boolean> {
  const path = join(folder, ownFolder, stagingFolder);
  const names = await readdir(path).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw fileError(error, path);
  });
  if (names === null) return false;
  const isLeft = names.length === 0 || names.some((name) => name.startsWith('lock.json'));
  return isLeft && !(await isLocked(path));
}

/** Whether a crash left something to be finished or cleared away. */
export async function hasLeftovers(folder: string): Promise<boolean> {
  try {
    const names = await readdir(join(folder, ownFolder));
    // What is staged waits for its next run; anything else, and an empty folder, is of no use to anybody.
    const isAtRest = names.length > 0 && names.every((name) => name === stagingFolder);
    return !isAtRest || (await isStagingIdle(folder));
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fileError(error, join(folder, ownFolder));
  }
}

async function finish(folder: string, journal: Journal): Promise<void> {
  await refuseLinkedKeys(folder, journal);
  const withKeys = journal.moves.some((move) => isKey(move.to));
  if (withKeys) await makeFolder(join(folder, keysFolder), 0o700);
  // Stock clients lock this file while they commit; a mirror has it from its first commit on.
  await createFile(join(folder, 'lock'), '', 0o600);
  const first = journal.moves.find((move) => commitRank(move.to) >= commitRank('root.json'));
  for (const move of journal.moves) {
    // What is pointed at has to be on the disk before what points at it. Not so among root, snapshot and timestamp:
    // whichever of them a failing power supply keeps, the journal finishes it, and they stay apart for no longer.
    if (move === first) await syncFolder(folder);
    await carryOut(folder, move);
  }
  for (const name of journal.removes) await removeFile(join(folder, name));
  if (withKeys) await syncFolder(join(folder, keysFolder));
  await syncFolder(folder);
  await syncFolder(dirname(folder));
  await removeFile(journalPath(folder));
  // All is done; what can't be cleared away now is cleared away by the next opener.
  await removeTree(join(folder, ownFolder, changeFolder)).catch(() => undefined);
}

async function carryOut(folder: string, move: Move): Promise<void> {
  const from = join(folder, ownFolder, move.from);
  const found = await kindOf(from);
  // Not there any more: this step was done before the crash.
  if (found === null) return;
  if (!found.isFile()) throw corrupt(from, 'is no file that a commit could have left');
  if ((found.mode & 0o7777) !== move.mode) await changeMode(from, move.mode);
  await rename(from, join(folder, move.to));
}

async function readJournal(folder: string): Promise<Journal | null> {
  const path = journalPath(folder);
  const found = await kindOf(path);
  if (found === null) return null;
  if (!found.isFile() || found.size > longestJournal) throw corrupt(path, 'is no journal of ours');
  const text = (await readIfThere(path))?.toString('utf8');
  if (text === undefined) return null;
  try {
    const journal = parseJournal(JSON.parse(text));
    // Written by us it says just this, in just this way: whatever else it is was never decided by us.
    if (text !== encodeJournal(journal)) throw new Error('not as it would have been written');
    return journal;
  } catch (error) {
    throw corrupt(path, "can't be read", error);
  }
}

function corrupt(path: string, why: string, cause?: unknown): EngineError {
  return new EngineError('journal-corrupt', `${path} ${why}`, { facts: { file: path }, cause });
}

function encodeJournal({ schema, holder, moves, removes }: Journal): string {
  return `${JSON.stringify({ schema, holder, moves, removes })}\n`;
}

function parseJournal(value: unknown): Journal {
  const journal = value as Partial<Record<keyof Journal, unknown>> | null;
  if (journal?.schema !== 'mirrordeck/commit/1') throw new Error('unknown schema');
  const { moves, removes, holder } = journal;
  if (!Array.isArray(moves) || !Array.isArray(removes)) throw new Error('no list of steps');
  if (typeof holder !== 'string') throw new Error('nobody decided it');
  const steps = moves.map(parseMove);
  const ranks = steps.map((step) => commitRank(step.to));
  if (ranks.some((rank, at) => rank < (ranks[at - 1] ?? 0))) throw new Error('steps out of their order');
  if (new Set(steps.map((step) => step.to)).size < steps.length) throw new Error('two steps for one file');
  return { schema: 'mirrordeck/commit/1', holder, moves: steps, removes: removes.map(checkMirrorName) };
}

/** Every mode that a file of a mirror has. */
const modes: readonly unknown[] = [0o600, 0o644, 0o755];

function parseMove(value: unknown): Move {
  const { from, to, mode } = value as Move;
  checkMirrorName(to);
  const [folder, name, ...rest] = typeof from === 'string' ? from.split('/') : [];
  const isStaged =
    folder === stagingFolder || (folder === changeFolder && name?.endsWith(`-${basename(to)}`));
  if (!isStaged || name === undefined || !isFileName(name) || rest.length > 0)
    throw new Error('a step from somewhere else');
  if (!modes.includes(mode) || (isKey(to) && mode !== 0o600)) throw new Error('a step with another mode');
  return { from, to, mode };
}
