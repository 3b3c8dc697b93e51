import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { interrupted } from '../errors.ts';
import { fileError } from './files.ts';
import type { HashAlgorithm } from './hash-files.ts';

/** Read and hashed at a time: a few milliseconds, so that a screen on the same thread goes on. */
const chunkBytes = 1024 * 1024;

export type FileHashes = {
  readonly length: number;
  /** In hex; those that were asked for. */
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>>>;
};

export type HashFileOptions = {
  /** Asked between two chunks; true ends it with `interrupted`. */
  readonly stopped?: (() => boolean) | undefined;
  /** Called with the bytes read since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
};

/** Length and hashes of one file, in one reading of it. Throws the errors of files, `interrupted`. */
export async function hashFile(
  path: string,
  algorithms: readonly HashAlgorithm[],
  options: HashFileOptions = {},
): Promise<FileHashes> {
  const running = algorithms.map((algorithm): [HashAlgorithm, Hash] => [algorithm, createHash(algorithm)]);
  let descriptor: number | null = null;
  let length = 0;
  try {
    descriptor = openSync(path, 'r');
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const read = readSync(descriptor, buffer, 0, chunkBytes, length);
      if (read === 0) break;
      const chunk = buffer.subarray(0, read);
      for (const [, hash] of running) hash.update(chunk);
      length += read;
      options.onBytes?.(read);
      await new Promise(setImmediate);
      if (options.stopped?.() === true) throw interrupted();
    }
  } catch (error) {
    throw fileError(error, path);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
  return {
    length,
    hashes: Object.fromEntries(running.map(([algorithm, hash]) => [algorithm, hash.digest('hex')])),
  };
}
