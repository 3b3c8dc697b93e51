import { createHash } from 'node:crypto';
import { EngineError } from '../../errors.ts';
import type { FileHash, FileVersion, Snapshot } from '../manifest.ts';
import { own } from '../record.ts';
import type { Verified } from './verified.ts';

/** Throws `binding-mismatch` (facts file, expected, got) when a file isn't what pointed at it says. */
export function checkBinding(
  file: string,
  what: string,
  expected: number | string,
  got: number | string,
): void {
  if (expected === got) return;
  throw new EngineError('binding-mismatch', `${file}: ${what} is ${got}, not ${expected}`, {
    facts: { file, expected, got },
  });
}

/** Throws `hash-mismatch` (facts file, expected, got) unless all the hashes that we know are those of the bytes. */
export function checkHashes(file: string, bytes: Uint8Array, { hashes }: FileHash): void {
  for (const algorithm of ['sha256', 'sha512']) {
    const expected = own(hashes ?? {}, algorithm);
    if (expected === undefined) continue;
    const got = createHash(algorithm).update(bytes).digest('hex');
    if (got === expected) continue;
    throw new EngineError('hash-mismatch', `${file}: its ${algorithm} is ${got}, not ${expected}`, {
      facts: { file, expected, got },
    });
  }
}

/** What the snapshot says of a url. Throws `binding-mismatch` when it says nothing. */
export function entryOf(snapshot: Verified<Snapshot>, url: string): FileVersion {
  const { meta } = snapshot.manifest;
  const entry = own(meta, url.startsWith('/') ? url : `/${url}`);
  if (entry !== undefined) return entry;
  throw new EngineError('binding-mismatch', `${snapshot.file} does not name ${url}`, {
    facts: { file: snapshot.file, field: `signed.meta.${url}`, expected: url, got: '' },
  });
}
