import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSignal, EngineError } from '../../errors.ts';
import { folderSource } from '../../io/folder-source.ts';
import type { MirrorSource } from '../../io/mirror-source.ts';
import type { Context } from '../context.ts';
import { openReached } from '../open-reached.ts';

/** A file as it was found somewhere. */
export type Candidate = {
  readonly bytes: Uint8Array;
  /** Null: in its place. Else a path below the mirror, or the address of a source. */
  readonly from: string | null;
};

/** Everywhere that a broken mirror's files may be found whole. Nothing from it is trusted before it is verified. */
export type Pool = {
  readonly folder: string;
  /** Names of `commits/<one>`: what commits of stock clients left when they were stopped. */
  readonly staged: readonly string[];
  /** Addresses of the sources that were named, in their order. */
  readonly sources: readonly MirrorSource[];
  /** All that have this file: its place, the stopped commits, the sources, one after the other. */
  find(name: string, limit: number): AsyncGenerator<Candidate>;
  close(): Promise<void>;
};

/** Opens nothing yet. `folder` is absolute. Throws `source-unknown`, `address-invalid`. */
export async function openPool(
  context: Context,
  folder: string,
  from: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Pool> {
  const settings = await context.settings.read();
  const sources: MirrorSource[] = [];
  for (const address of from) {
    sources.push(await openReached(context, { address }, settings));
  }
  const staged = await stoppedCommits(folder);
  const places: [string | null, MirrorSource][] = [
    [null, folderSource(folder)],
    ...staged.map((name): [string, MirrorSource] => [name, folderSource(join(folder, name))]),
    ...sources.map((source): [string, MirrorSource] => [source.address, source]),
  ];
  return {
    folder,
    staged,
    sources,
    async *find(name, limit) {
      for (const [place, source] of places) {
        checkSignal(signal);
        const bytes = await readOrNull(source, name, limit, signal);
        if (bytes !== null) yield { bytes, from: place };
      }
    },
    close: async () => {
      for (const source of sources) await source.close();
    },
  };
}

/** The newest first: the last one that was stopped is the one that the mirror is in the middle of. */
async function stoppedCommits(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'commits'), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names
    .sort()
    .reverse()
    .map((name) => `commits/${name}`);
}

/** A place that can't give a file is a place that doesn't have it; the sources are told of by what stays broken. */
async function readOrNull(
  source: MirrorSource,
  name: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | null> {
  try {
    return await source.read(name, limit, signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return null;
  }
}

/** The first candidate that `accept` takes, with what it made of it, and why the one in its place is refused. */
export async function firstGood<T>(
  pool: Pool,
  name: string,
  limit: number,
  accept: (bytes: Uint8Array, from: string | null) => T,
): Promise<
  | {
      readonly value: T;
      readonly candidate: Candidate;
      readonly refused: EngineError | null;
    }
  | { readonly value: null; readonly refused: EngineError | null }
> {
  let refused: EngineError | null = null;
  for await (const candidate of pool.find(name, limit)) {
    try {
      return { value: accept(candidate.bytes, candidate.from), candidate, refused };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (candidate.from === null) refused = error;
    }
  }
  return { value: null, refused };
}
