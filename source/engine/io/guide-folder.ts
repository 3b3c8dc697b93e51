import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileError, isAbsent } from './files.ts';

/** `docs` lies at the top of the package: above the bundle, and above this file before it is bundled. */
function foldersAbove(): readonly string[] {
  const above = [import.meta.dirname];
  for (let at = 0; at < 4; at += 1) above.push(dirname(above.at(-1) ?? '/'));
  return above.map((folder) => join(folder, 'docs'));
}

/** The names of the pages of a language; none when the guide is not there. */
export async function guidePageNames(language: string): Promise<readonly string[]> {
  for (const folder of foldersAbove()) {
    try {
      const files = await readdir(join(folder, language));
      return files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3));
    } catch (error) {
      if (!isAbsent(error)) throw fileError(error, folder);
    }
  }
  return [];
}

/** A page as it is written; null where there is none. The name is one that `guidePageNames` gave. */
export async function readGuidePage(language: string, name: string): Promise<string | null> {
  for (const folder of foldersAbove()) {
    const file = join(folder, language, `${name}.md`);
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (!isAbsent(error)) throw fileError(error, file);
    }
  }
  return null;
}
