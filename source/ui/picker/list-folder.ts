import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { withoutTilde } from '../form/complete-path.ts';
import type { ListedEntry, Listing, ListingProblem } from './listing.ts';

/** Entries that are looked at together. */
const together = 64;

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * What lies in a folder of this machine: `~` is the home, a relative path starts from the working folder. The path
 * of a file lists the folder around it. Never throws but for the signal: what can't be read is said in the listing.
 */
export async function listFolder(path: string, signal: AbortSignal): Promise<Listing> {
  const asked = resolve(withoutTilde(path === '' ? '.' : path));
  const found = await stat(asked).catch((error: unknown) => problemOf(error));
  if (typeof found === 'string') return listingOf(asked, [], found);
  if (found.isDirectory()) return await listing(asked, signal);
  return { ...(await listing(dirname(asked), signal)), at: basename(asked) };
}

async function listing(folder: string, signal: AbortSignal): Promise<Listing> {
  const names = await readdir(folder).catch((error: unknown) => problemOf(error));
  if (typeof names === 'string') return listingOf(folder, [], names);
  const entries: ListedEntry[] = [];
  for (let at = 0; at < names.length; at += together) {
    signal.throwIfAborted();
    entries.push(...(await Promise.all(names.slice(at, at + together).map((name) => entryOf(folder, name)))));
  }
  return listingOf(folder, entries.sort(foldersFirst), null);
}

function listingOf(folder: string, entries: readonly ListedEntry[], problem: ListingProblem | null): Listing {
  const parent = dirname(folder);
  return { folder, parent: parent === folder ? null : parent, entries, problem, at: null };
}

async function entryOf(folder: string, name: string): Promise<ListedEntry> {
  // a link counts as what it leads to; one that leads nowhere is shown all the same
  const found = await stat(join(folder, name)).catch(() => null);
  if (found?.isDirectory()) return { name, kind: 'folder', bytes: 0 };
  if (found?.isFile()) return { name, kind: 'file', bytes: found.size };
  return { name, kind: 'other', bytes: 0 };
}

function foldersFirst(left: ListedEntry, right: ListedEntry): number {
  const ranks = { folder: 0, file: 1, other: 1 };
  return ranks[left.kind] - ranks[right.kind] || inOrder.compare(left.name, right.name);
}

function problemOf(error: unknown): ListingProblem {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'missing';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return code === 'ENOTDIR' ? 'no-folder' : 'unreadable';
}

/** Files and folders whose paths begin like a text, folders with a slash behind; dotted ones when the dot was typed. */
export async function pathsLike(text: string): Promise<readonly string[]> {
  const typed = text === '~' ? withoutTilde('~/') : withoutTilde(text);
  const at = typed.lastIndexOf('/') + 1;
  const [folder, start] = [typed.slice(0, at), typed.slice(at)];
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  const like = names.filter((name) => name.startsWith(start) && (start !== '' || !name.startsWith('.')));
  const found = await Promise.all(like.slice(0, 1000).map((name) => entryOf(resolve(folder), name)));
  return found.sort(foldersFirst).map(({ name, kind }) => `${folder}${name}${kind === 'folder' ? '/' : ''}`);
}
