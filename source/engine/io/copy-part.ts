import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { interrupted } from '../errors.ts';
import { fileError, isAbsent } from './files.ts';
import type { Pace } from './pace.ts';
import type { PartFile } from './part-file.ts';
import { SourceFault } from './source-fault.ts';

/** Read and written at a time. */
const chunkBytes = 1024 * 1024;
/** The same where a rate is to be kept. */
const pacedBytes = 64 * 1024;
/** Chunks between two looks at whether to stop. */
const chunksPerTurn = 4;

export type Copy = { readonly from: string; readonly length: number; readonly maxLength: number };

/**
 * Copies a file of a folder into an empty part; what is hashed is what is written. Returns the bytes. Throws
 * `file-missing`, `length-mismatch`, `hash-mismatch`, the errors of the file system, or `interrupted`.
 */
export async function copyIntoPart(
  wanted: Copy,
  part: PartFile,
  tools: {
    readonly stopped: () => boolean;
    readonly onBytes: (offset: number) => void;
    readonly onSize: (length: number) => void;
    readonly pace: Pace | null;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const descriptor = openRegular(wanted.from);
  try {
    const size = fstatSync(descriptor).size;
    checkSize(wanted, size);
    tools.onSize(size);
    const buffer = Buffer.allocUnsafe(
      Math.min(tools.pace === null ? chunkBytes : pacedBytes, Math.max(size, 1)),
    );
    for (let chunks = 1; part.offset < size; chunks += 1) {
      const read = readSync(descriptor, buffer, 0, buffer.length, part.offset);
      if (read === 0) break;
      part.write(buffer.subarray(0, read));
      tools.onBytes(part.offset);
      if (tools.stopped()) throw interrupted();
      await tools.pace?.granted(tools.pace.take(read), tools.signal).catch((cause: unknown) => {
        throw interrupted(cause);
      });
      if (chunks % chunksPerTurn === 0) await new Promise(setImmediate);
    }
  } catch (error) {
    throw fileError(error, wanted.from);
  } finally {
    closeSync(descriptor);
  }
  if (!part.isRight())
    throw lasting('hash-mismatch', wanted.from, 'its bytes are not what the manifest says', {});
  return part.offset;
}

function openRegular(path: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isAbsent(error)) throw lasting('file-missing', path, 'it is not there', { address: dirname(path) });
    throw fileError(error, path);
  }
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw lasting('file-missing', path, 'it is not a file', {});
}

function checkSize(wanted: Copy, size: number): void {
  const isWrong = wanted.length > 0 ? size !== wanted.length : size > wanted.maxLength;
  if (!isWrong) return;
  const expected = wanted.length || wanted.maxLength;
  throw lasting('length-mismatch', wanted.from, `${size} bytes, ${expected} are expected`, {
    expected,
    got: size,
  });
}

function lasting(
  code: 'file-missing' | 'length-mismatch' | 'hash-mismatch',
  path: string,
  what: string,
  facts: Readonly<Record<string, string | number>>,
): SourceFault {
  return new SourceFault(code, `${path}: ${what}`, { facts: { file: path, ...facts }, passing: false });
}
