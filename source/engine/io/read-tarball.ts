import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { EngineError, interrupted } from '../errors.ts';
import { fileError, systemCode } from './files.ts';
import { type MemberSink, TarReader } from './tar-reader.ts';
import { limitsFor, type TarballLimits } from './tarball.ts';

export type ReadTarballOptions = {
  /** Default: `limitsFor` the size of the file. */
  readonly limits?: TarballLimits | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes of the tarball that were read since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Bytes that are unpacked at a time; default 512 KiB. Each piece waits for the garbage collection as a whole. */
  readonly pieceBytes?: number | undefined;
};

const pieceBytes = 512 * 1024;
const inputBytes = 256 * 1024;

/**
 * Reads a `.tar.gz` from its first byte to its last and calls the sink for every member. Unpacking gzip runs in
 * the thread pool, so that a screen goes on. Throws `tarball-malformed` for what is no gzip, is damaged or cut off,
 * the reader's errors, `interrupted`, and those of reading the file.
 */
export async function readTarball(
  file: string,
  sink: MemberSink,
  options: ReadTarballOptions = {},
): Promise<void> {
  const { signal, onBytes } = options;
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const limits = options.limits ?? limitsFor((await handle.stat()).size);
    const reader = new TarReader(file, limits, sink);
    const gunzip = createGunzip({ chunkSize: options.pieceBytes ?? pieceBytes });
    if (signal !== undefined) addAbortSignal(signal, gunzip);
    const feeding = feed(handle, gunzip, onBytes);
    try {
      for await (const chunk of gunzip) reader.write(chunk);
      reader.finish();
    } finally {
      gunzip.destroy();
      await feeding;
    }
  } catch (error) {
    throw readError(error, file, signal);
  } finally {
    await handle?.close();
  }
}

/** Gives the file to the stream through one buffer: it is used again once it is unpacked. */
async function feed(
  handle: FileHandle,
  gunzip: Gunzip,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(inputBytes);
  let onTaken: (() => void) | undefined;
  // a write that fails is never answered
  gunzip.once('close', () => onTaken?.());
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, inputBytes);
      if (bytesRead === 0) break;
      onBytes?.(bytesRead);
      await new Promise<void>((resolve) => {
        onTaken = resolve;
        gunzip.write(buffer.subarray(0, bytesRead), () => resolve());
      });
      // whoever reads it hears why
      if (gunzip.destroyed) return;
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function readError(error: unknown, file: string, signal: AbortSignal | undefined): EngineError {
  if (error instanceof EngineError) return error;
  if (signal?.aborted) return interrupted(error);
  if (/^Z_/.test(systemCode(error))) {
    const detail = `${file} is no gzip file, or it is damaged: ${error instanceof Error ? error.message : ''}`;
    return new EngineError('tarball-malformed', detail, { facts: { file }, cause: error });
  }
  return fileError(error, file);
}
