import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';

/*
 * Names that say which process made a file, so that who finds it later can tell whether that one still needs it.
 */

/** Milliseconds after which a file of a process that can't be asked after (another machine's) is nobody's. */
const longestWork = 24 * 60 * 60_000;

/** `<boot of this machine> <namespace of process numbers>`: where the number of a process means something. */
export function processWorld(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return '- -';
  }
}

let here: string | undefined;

function tagOfHere(): string {
  here ??= createHash('sha256').update(`${hostname()} ${processWorld()}`).digest('hex').slice(0, 8);
  return here;
}

/** A part of a file's name that no other call, here or elsewhere, gives again: `<pid>-<where>-<random>`. */
export function processMark(): string {
  return `${process.pid}-${tagOfHere()}-${randomBytes(4).toString('hex')}`;
}

/**
 * True when the file was left by a process that is gone, or so long ago that it must be. Not for what is no mark.
 * @param longest milliseconds without a change that are so long ago, where the process can't be asked after
 */
export async function isAbandoned(path: string, mark: string, longest = longestWork): Promise<boolean> {
  const match = /^(\d{1,10})-([0-9a-f]{8})-[0-9a-f]{8}$/.exec(mark);
  if (match === null) return false;
  if (match[2] === tagOfHere()) return !isRunning(Number(match[1]));
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > longest;
}

/** Whether a process of this number runs here, anybody's. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** It has its number still, until somebody asks how it ended: in a container without an init nobody ever does. */
function hasEnded(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    return /^[ZX] /.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
