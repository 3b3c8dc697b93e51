import { readFile, stat } from 'node:fs/promises';
import { type Credential, parseCredentials } from '../domain/credentials.ts';
import { EngineError } from '../errors.ts';
import { fileError, isAbsent } from './files.ts';

const largestFile = 64 * 1024;

/** Reads a file of credentials. Throws `auth-unusable` (facts file, reason), also when others can read it. */
export async function readAuthFile(file: string): Promise<readonly Credential[]> {
  await refuseExposed(file);
  try {
    return parseCredentials(await readFile(file, 'utf8'), file);
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Throws `auth-unusable` where a file that holds credentials can be read by others, is missing or huge. */
export async function refuseExposed(file: string, most: number = largestFile): Promise<void> {
  let found: { readonly size: number; readonly mode: number; isFile(): boolean };
  try {
    found = await stat(file);
  } catch (error) {
    if (isAbsent(error)) throw refuse(file, 'it is not there');
    throw fileError(error, file);
  }
  if (!found.isFile()) throw refuse(file, 'it is not a file');
  if ((found.mode & 0o077) !== 0) throw refuse(file, 'others can read it: give it mode 0600');
  if (found.size > most) throw refuse(file, 'it is too large');
}

function refuse(file: string, reason: string): EngineError {
  return new EngineError('auth-unusable', `${file}: ${reason}`, { facts: { file, reason } });
}
