import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkSignal } from '../errors.ts';
import { asideOf, sweepAsides } from './atomic-file.ts';
import { clearAway, mutateSync, removeFile, rename, syncFile, syncFolder } from './files.ts';
import { gzipBlocks } from './gzip-blocks.ts';
import type { PackMember } from './pack-members.ts';
import { tarBlocks } from './tar-blocks.ts';

export type PackOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes of unpacked content that were taken in since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
};

/**
 * Writes the members, in their order, as a `.tar.gz` at `file`: aside, synced, renamed, so that `file` is there
 * whole or not at all. The bytes depend on names, content and executable bits alone: no owner, no time, one of two
 * modes. Returns the size and the sha256 (hex). Throws `io-failed` when a file changes meanwhile, `disk-full`,
 * `interrupted`.
 */
export async function packTarball(
  members: readonly PackMember[],
  file: string,
  options: PackOptions = {},
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const aside = asideOf(file);
  const hash = createHash('sha256');
  let bytes = 0;
  const descriptor = mutateSync('create', aside, () => openSync(aside, 'wx', 0o644));
  try {
    for await (const piece of gzipBlocks(tarBlocks(members, options.onBytes))) {
      checkSignal(options.signal);
      hash.update(piece);
      bytes += piece.length;
      mutateSync('write', aside, () => {
        for (let at = 0; at < piece.length; ) at += writeSync(descriptor, piece, at);
      });
    }
  } catch (error) {
    closeSync(descriptor);
    // The failure above is what the caller must hear of; an aside file that stays is only litter.
    await clearAway(() => removeFile(aside));
    throw error;
  }
  closeSync(descriptor);
  try {
    await syncFile(aside);
    await rename(aside, file);
  } catch (error) {
    await clearAway(() => removeFile(aside));
    throw error;
  }
  await syncFolder(dirname(file));
  await sweepAsides(dirname(file));
  return { bytes, sha256: hash.digest('hex') };
}
