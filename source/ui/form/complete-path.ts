import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `~` and `~/mirror` as a shell reads them, since nobody else does here; any other text as it is. */
export function withoutTilde(text: string): string {
  return text === '~' || text.startsWith('~/') ? homedir() + text.slice(1) : text;
}

/** An address of a server: there are no folders to look through. */
export function isWebAddress(text: string): boolean {
  return /^https?:/i.test(text.trim());
}

/**
 * The folders whose paths begin like a text, sorted, each as it would stand in its place. None where nothing can
 * be read; those that begin with a dot only when the dot was typed.
 */
export async function foldersLike(text: string): Promise<readonly string[]> {
  const typed = text === '~' ? `${homedir()}/` : withoutTilde(text);
  const at = typed.lastIndexOf('/') + 1;
  const [folder, start] = [typed.slice(0, at), typed.slice(at)];
  const entries = await readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.name.startsWith(start) || (start === '' && entry.name.startsWith('.'))) continue;
    const isFolder = entry.isSymbolicLink()
      ? await leadsToFolder(join(folder, entry.name))
      : entry.isDirectory();
    if (isFolder) found.push(folder + entry.name);
  }
  return found.sort();
}

async function leadsToFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
