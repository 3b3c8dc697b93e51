import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Run } from '../../api/run.ts';
import type { ProgramKind } from '../../domain/program-kind.ts';
import { EngineError } from '../../errors.ts';
import { fileError, isAbsent } from '../../io/files.ts';
import { hashFile } from '../../io/hash-file.ts';
import { findEntry, listPrograms } from '../../io/list-tarball.ts';
import type { TarballEntry } from '../../io/tarball.ts';
import { sumOf } from '../progress.ts';

/** Links that lead to links are followed this often. */
const longestChain = 16;

export type TarballFacts = { readonly sha256: string; readonly sha512: string; readonly length: number };

/**
 * What manifests say of a tarball; stock writes both hashes.
 * @throws `file-missing`, `tarball-malformed` for a folder or a pipe, errors of files, `interrupted`
 */
export async function tarballFacts(file: string, run: Run): Promise<TarballFacts> {
  await checkFile(file);
  const stopped = () => run.signal?.aborted === true;
  const { length, hashes } = await hashFile(file, ['sha256', 'sha512'], { stopped });
  return { length, sha256: hashes.sha256 ?? '', sha512: hashes.sha512 ?? '' };
}

/** Bytes of a tarball. Throws as `tarballFacts` does. */
export async function tarballSize(file: string): Promise<number> {
  return await checkFile(file);
}

/** A pipe would hold us for ever; and it is read twice. */
async function checkFile(file: string): Promise<number> {
  const facts = { file };
  const found = await stat(file).catch((cause: unknown) => {
    if (!isAbsent(cause)) throw fileError(cause, file);
    throw new EngineError('file-missing', `${file}: no such file`, { facts, cause });
  });
  if (!found.isFile()) throw new EngineError('tarball-malformed', `${file} is no file`, { facts });
  return found.size;
}

/**
 * Reads a tarball that is about to be published: it can be unpacked, its entry is in it and is a program.
 * @throws `file-missing`, `tarball-malformed`, `tarball-unsafe`, `entry-missing`, `entry-not-executable`, errors of files
 */
export async function inspectTarball(
  file: string,
  entry: string,
  run: Run,
): Promise<TarballFacts & { readonly program: ProgramKind | null }> {
  run.onEvent?.({ type: 'phase', phase: 'check', detail: file });
  const facts = await tarballFacts(file, run);
  const progress = sumOf(run, file, facts.length);
  const { entries, programs } = await listPrograms(file, { signal: run.signal, onBytes: progress.add });
  progress.done();
  const program = checkProgram(entries, entry, file);
  return { ...facts, program: programs.get(program) ?? null };
}

/** The program that the path is, or leads to. Throws `entry-missing`, `entry-not-executable` where it is none. */
export function checkProgram(entries: readonly TarballEntry[], path: string, file: string): string {
  const facts = { file, entry: path, path };
  let at = path;
  for (let step = 0; step < longestChain; step += 1) {
    const found = findEntry(entries, at);
    if (found === null || found.type === 'folder') break;
    if (found.type === 'symlink') {
      at = posix.join(posix.dirname(found.path), found.target ?? '');
      continue;
    }
    if (found.executable) return found.path;
    throw new EngineError('entry-not-executable', `${path} in ${file} is not executable`, { facts });
  }
  throw new EngineError('entry-missing', `${file} has no program ${path} in it`, { facts });
}
