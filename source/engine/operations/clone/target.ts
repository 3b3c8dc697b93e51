import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Run } from '../../api/run.ts';
import { EngineError } from '../../errors.ts';
import { fileError, isAbsent } from '../../io/files.ts';
import { openStore } from '../../io/mirror-store.ts';

/** What the system shows as folders and keeps nowhere: proc, sysfs, both kinds of cgroup. */
const kernelsOwn: ReadonlySet<number> = new Set([0x9fa0, 0x62656572, 0x27e0eb, 0x63677270]);

/**
 * Whether the target is a mirror already; a missing folder, and one with nothing but our staging, is free.
 * @throws `target-not-empty`; `target-unusable` and `permission-denied` where no mirror can be made
 */
export async function inspectTarget(target: string, run: Run): Promise<boolean> {
  const store = openStore(target);
  const nearest = await nearestFolder(target);
  await store.recover({ signal: run.signal });
  const state = await store.state();
  if (state === 'mirror') return true;
  if (state === 'other') {
    throw new EngineError('target-not-empty', `${target} is neither empty nor a mirror`, {
      facts: { path: target },
    });
  }
  await checkWritable(nearest);
  return false;
}

/** The target, or the first above it that is there: in it the rest would be made. */
async function nearestFolder(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if (!isAbsent(error)) throw fileError(error, path);
    if (dirname(path) !== path) return await nearestFolder(dirname(path));
  }
  throw new EngineError('target-unusable', `${path} is no folder`, { facts: { path } });
}

/** The kind of disk first: there nobody may write, and nobody can be let. */
async function checkWritable(path: string): Promise<void> {
  try {
    const { type } = await statfs(path);
    if (!kernelsOwn.has(type)) {
      await access(path, constants.W_OK | constants.X_OK);
      return;
    }
  } catch (error) {
    throw fileError(error, path);
  }
  throw new EngineError('target-unusable', `${path} is the system's own: no files can be made in it`, {
    facts: { path },
  });
}
