import { open } from 'node:fs/promises';
import { headBytes, type ProgramKind, programKind } from '../domain/program-kind.ts';
import { fileError } from './files.ts';

/** What a program on the disk is made for. Throws errors of files. */
export async function kindOfFile(file: string): Promise<ProgramKind> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fileError(error, file);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return programKind(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
