import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { checkSignal, EngineError } from '../errors.ts';
import { fileError, mutate } from './files.ts';

export type CopyExpectations = {
  /** Hex. Throws `hash-mismatch` when the bytes that were copied have another. */
  readonly sha256?: string | undefined;
  /** Bytes. Throws `length-mismatch`. */
  readonly length?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

const chunkBytes = 1024 * 1024;

/** Copies a file that somebody else may be writing to, checks what arrived, and syncs it. The copy has mode 0644. */
export async function copyDurably(from: string, to: string, expected: CopyExpectations = {}): Promise<void> {
  const source = await open(from, 'r').catch((error: unknown) => {
    throw fileError(error, from);
  });
  try {
    await mutate('copy', to, async () => {
      const target = await open(to, 'w', 0o644);
      try {
        await pump(source, target, from, expected);
        await target.sync();
      } finally {
        await target.close();
      }
    });
  } finally {
    await source.close();
  }
}

async function pump(
  source: FileHandle,
  target: FileHandle,
  file: string,
  expected: CopyExpectations,
): Promise<void> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let length = 0;
  for (;;) {
    checkSignal(expected.signal);
    const { bytesRead } = await source.read(buffer, 0, chunkBytes, null).catch((error: unknown) => {
      throw fileError(error, file);
    });
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await target.writeFile(chunk);
    length += bytesRead;
  }
  if (expected.length !== undefined && length !== expected.length) {
    throw mismatch('length-mismatch', file, expected.length, length);
  }
  const got = hash.digest('hex');
  if (expected.sha256 !== undefined && got !== expected.sha256) {
    throw mismatch('hash-mismatch', file, expected.sha256, got);
  }
}

function mismatch(
  code: 'length-mismatch' | 'hash-mismatch',
  file: string,
  expected: string | number,
  got: string | number,
): EngineError {
  return new EngineError(code, `${file} is ${got}, expected ${expected}`, { facts: { file, expected, got } });
}
