import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NeededTarball, Received } from '../../domain/edits/receive.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import { fileError, isAbsent } from '../../io/files.ts';
import { hashFile } from '../../io/hash-file.ts';
import { listTarball } from '../../io/list-tarball.ts';
import type { Upload } from '../../io/server/uploads.ts';
import { checkProgram } from '../publish/tarball.ts';

type Facts = Pick<Upload, 'length' | 'sha256' | 'sha512'>;

/**
 * Checks everything that a manifest newly says of tarballs: the one that came with it, and those that lie in the
 * mirror. Each is what the manifest says, can be unpacked, and holds its program.
 * @throws `file-missing` when no tarball came and one is needed; `hash-mismatch`, `length-mismatch`,
 *   `tarball-malformed`, `tarball-unsafe`, `entry-missing`, `entry-not-executable`; `version-exists` when a file of
 *   that name is there with other bytes
 */
export async function checkTarballs(
  folder: string,
  received: Received,
  upload: Upload | null,
): Promise<void> {
  if (upload !== null) checkNamed(received, upload);
  const files = Map.groupBy(received.needed, ({ file }) => file);
  for (const [file, needed] of files) {
    const isSent = upload?.name === file;
    const path = isSent ? upload.path : join(folder, file);
    const facts = isSent ? upload : await factsOf(path, file, upload);
    for (const each of needed) checkFacts(each, facts);
    const entries = await listTarball(path);
    for (const { entry } of needed) checkProgram(entries, entry, isSent ? path : file);
  }
  if (upload !== null) await isFree(folder, upload);
}

/** What came has to be what one of the manifest's versions is. */
function checkNamed({ component }: Received, { name, sha256 }: Upload): void {
  const items = Object.values(component.platforms).flatMap((versions) => Object.values(versions));
  const named = items.filter(({ url }) => url.replace(/^\//, '') === name);
  if (named.length === 0) {
    throw new EngineError('hash-mismatch', `no version of ${component.id} has the tarball ${name}`, {
      facts: { file: name },
    });
  }
  if (named.some(({ hashes }) => own(hashes ?? {}, 'sha256') === sha256)) return;
  throw mismatch(name, own(named[0]?.hashes ?? {}, 'sha256') ?? '', sha256);
}

async function factsOf(path: string, file: string, upload: Upload | null): Promise<Facts> {
  if (!(await isThere(path))) {
    throw upload === null
      ? new EngineError('file-missing', `the tarball ${file} was not sent in this session`, {
          facts: { file },
        })
      : new EngineError('hash-mismatch', `${upload.name} was sent, and ${file} is needed too`, {
          facts: { file },
        });
  }
  const { length, hashes } = await hashFile(path, ['sha256', 'sha512']);
  return { length, sha256: hashes.sha256 ?? '', sha512: hashes.sha512 ?? '' };
}

function checkFacts({ file, length, hashes }: NeededTarball, facts: Facts): void {
  if (length !== facts.length) {
    throw new EngineError(
      'length-mismatch',
      `${file} has ${facts.length} bytes, the manifest says ${length}`,
      {
        facts: { file, expected: length, got: facts.length },
      },
    );
  }
  for (const algorithm of ['sha256', 'sha512'] as const) {
    const expected = own(hashes, algorithm);
    if (expected !== undefined && expected !== facts[algorithm])
      throw mismatch(file, expected, facts[algorithm]);
  }
}

function mismatch(file: string, expected: string, got: string): EngineError {
  return new EngineError('hash-mismatch', `${file} has the hash ${got}, the manifest says ${expected}`, {
    facts: { file, expected, got },
  });
}

/**
 * True when the mirror has no file of that name, false when it has the very bytes. Bytes that clients know never
 * change, not those of a version that was dropped, or of another component, either: `version-exists`.
 */
export async function isFree(folder: string, { name, sha256 }: Upload): Promise<boolean> {
  const path = join(folder, name);
  if (!(await isThere(path))) return true;
  if ((await hashFile(path, ['sha256'])).hashes.sha256 === sha256) return false;
  throw new EngineError('version-exists', `${name} is in the mirror with other bytes`, {
    facts: { file: name },
  });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fileError(error, path);
  }
}
