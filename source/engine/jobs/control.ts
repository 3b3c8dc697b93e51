import { type FSWatcher, watch } from 'node:fs';
import { writeAtomic } from '../io/atomic-file.ts';
import { readIfThere, removeFile } from '../io/files.ts';
import type { JobFiles } from './job-folder.ts';

/*
 * What others want of a job's process lies in files beside its journal: it is a wish, not a message. It holds when
 * nobody listens yet, and when whoever wished is gone; it asks for no socket, whose path has to be short and whose
 * folder others could reach; and it works wherever the journal does. The process watches its folder and also looks
 * by itself now and then, since not every file system tells what happens in it.
 */

/** How somebody wants it to stop. */
export type Wish = 'pause' | 'cancel';

export async function wish(files: JobFiles, wanted: Wish): Promise<void> {
  await writeAtomic(files.wanted, `${JSON.stringify({ wanted })}\n`, 0o600);
}

/** A new run begins without the wishes of earlier ones. */
export async function forgetWish(files: JobFiles): Promise<void> {
  await removeFile(files.wanted);
}

export async function wished(files: JobFiles): Promise<Wish | null> {
  const value = await read(files.wanted);
  const wanted = value?.wanted;
  return wanted === 'pause' || wanted === 'cancel' ? wanted : null;
}

/** The rate that somebody said since the job began; undefined where nobody has. */
export async function wishedRate(files: JobFiles): Promise<string | null | undefined> {
  const rate = (await read(files.rate))?.limitRate;
  return rate === null || typeof rate === 'string' ? rate : undefined;
}

export async function wishRate(files: JobFiles, limitRate: string | null): Promise<void> {
  await writeAtomic(files.rate, `${JSON.stringify({ limitRate })}\n`, 0o600);
}

async function read(path: string): Promise<Partial<Record<string, unknown>> | null> {
  try {
    const value: unknown = JSON.parse((await readIfThere(path))?.toString('utf8') ?? 'null');
    return typeof value === 'object' ? value : null;
  } catch (error) {
    // Written by one rename: what can't be read was written by nobody of ours, and is no wish.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Calls `look` when something happens in a folder, and every `every` milliseconds; gives what ends it. */
export function watchFolder(folder: string, every: number, look: (name: string | null) => void): () => void {
  const timer = setInterval(() => look(null), every);
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(folder, { persistent: false }, (_, name) => look(name));
    // a folder that was removed, or a system that ran out of watches: the timer stays
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = null;
  }
  return () => {
    clearInterval(timer);
    watcher?.close();
  };
}
