import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isComponentName, isVersion } from '../domain/names.ts';
import { EngineError } from '../errors.ts';
import {
  fileError,
  isAbsent,
  makeFolder,
  removeEmptyFolder,
  removeTree,
  rename,
  syncFolder,
} from './files.ts';
import { isLocked, ownFolder, takeLock } from './lock.ts';
import { syncTree } from './sync-tree.ts';

/*
 * `components/<id>/<version>` of a client home. Whatever is not finished lies under `.mirrordeck` of the same home,
 * where neither client looks for components; a version appears and goes by one rename. All of these are called
 * with the home's lock taken.
 */

/** Where tarballs of components come to lie before they are unpacked; kept over an interruption. */
export function downloadsOf(home: string): string {
  return join(home, ownFolder, 'downloads');
}

/** A new name for a folder to unpack into. The folder above is made. */
export async function newStagingFolder(home: string): Promise<string> {
  const above = join(home, ownFolder, 'unpacking');
  await makeFolder(above);
  return join(above, randomBytes(8).toString('hex'));
}

function componentFolder(home: string, component: string, version: string): string {
  return join(home, 'components', component, version);
}

function keptFolder(home: string): string {
  return join(home, ownFolder, 'replaced');
}

/**
 * Puts an unpacked folder in the place of a version, once all of it is on the disk: after a power cut, too, a version
 * that is there is whole. One that is there is moved aside first and put back when the
 * second rename fails; `mendComponents` does that after a crash between the two.
 */
export async function placeComponent(
  home: string,
  staged: string,
  component: string,
  version: string,
): Promise<void> {
  const place = componentFolder(home, component, version);
  const kept = join(keptFolder(home), component, version);
  await syncTree(staged);
  await makeFolder(dirname(place));
  const replaces = await exists(place);
  if (replaces) {
    await removeTree(kept);
    await makeFolder(dirname(kept));
    await rename(place, kept);
  }
  try {
    await rename(staged, place);
  } catch (error) {
    if (replaces) await rename(kept, place);
    throw error;
  }
  await syncFolder(dirname(place));
  // Done; what can't be cleared away now is cleared away by the next who comes.
  if (replaces) await removeTree(keptFolder(home)).catch(() => undefined);
}

/** Removes a version: away by a rename, then for good. False when it isn't there. */
export async function removeComponent(home: string, component: string, version: string): Promise<boolean> {
  const place = componentFolder(home, component, version);
  if (!(await exists(place))) return false;
  const away = await newStagingFolder(home);
  await rename(place, away);
  await removeEmptyFolder(dirname(place));
  await removeTree(away);
  return true;
}

/**
 * `mendComponents` before anybody looks, where a crash left something and nobody is at work: without a version that
 * was only moved aside, the home would seem to lack it. Who may not write here looks all the same.
 */
export async function mendHome(home: string): Promise<void> {
  const own = join(home, ownFolder);
  try {
    const names = await namesIn(own);
    if (names.length === 0 && (await exists(own))) await removeEmptyFolder(own);
    const isAtRest = names.every((name) => name === basename(downloadsOf(home)));
    if (isAtRest || (await isLocked(own))) return;
    const release = await takeLock(own, 'recovery', { wait: 0 });
    await mendComponents(home)
      .then(() => tidyComponents(home))
      .finally(release);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

/** Finishes what a crash left: versions that were moved aside come back, half unpacked ones are removed. */
export async function mendComponents(home: string): Promise<void> {
  const kept = keptFolder(home);
  for (const component of await namesIn(kept)) {
    for (const version of await namesIn(join(kept, component))) {
      if (!isComponentName(component) || !isVersion(version)) continue;
      const place = componentFolder(home, component, version);
      if (await exists(place)) continue;
      await makeFolder(dirname(place));
      await rename(join(kept, component, version), place);
    }
  }
  for (const folder of [kept, join(home, ownFolder, 'unpacking')]) {
    if (await exists(folder)) await removeTree(folder);
  }
  const components = join(home, 'components');
  for (const component of await namesIn(components)) {
    const folder = join(components, component);
    if (isComponentName(component) && (await namesIn(folder)).length === 0) await removeEmptyFolder(folder);
  }
}

/** Removes the folders that nothing is left in. */
export async function tidyComponents(home: string): Promise<void> {
  for (const folder of [downloadsOf(home), join(home, ownFolder, 'unpacking'), keptFolder(home)]) {
    await removeEmptyFolder(folder);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fileError(error, path);
  }
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fileError(error, path);
  }
}
