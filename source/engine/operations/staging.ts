import { dirname } from 'node:path';
import type { Run } from '../api/run.ts';
import { EngineError } from '../errors.ts';
import { removeEmptyFolder } from '../io/files.ts';
import { takeLock } from '../io/lock.ts';
import { openStore } from '../io/mirror-store.ts';

/** Where tarballs wait for the commit, and where an interrupted run left them: on the target's own file system. */
export function stagingOf(target: string): string {
  return openStore(target).staging;
}

/** Runs what fetches into the target's staging folder: two at once would take each other's half-finished files. */
export async function inStaging<T>(
  target: string,
  holder: string,
  run: Run,
  work: () => Promise<T>,
): Promise<T> {
  const staging = stagingOf(target);
  const release = await takeLock(staging, holder, { signal: run.signal });
  try {
    return await work();
  } finally {
    await release();
    // A mirror that is done holds nothing of ours.
    await removeEmptyFolder(dirname(staging));
  }
}

/** Bytes to be fetched, and bytes that are free where they go; null where nobody knows. Throws `disk-full`. */
export function refuseFullDisk(
  path: string,
  { fetch, free }: { readonly fetch: number; readonly free: number | null },
): void {
  if (free === null || fetch <= free) return;
  throw new EngineError('disk-full', `${fetch} bytes are to be fetched, ${free} are free`, {
    facts: { path, needed: fetch, free },
  });
}
