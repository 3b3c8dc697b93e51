import { readFileSync, writeFileSync } from 'node:fs';
import { isAbsent, mutateSync } from './files.ts';

/** What is remembered of a half file, beside it. The bytes themselves are hashed again before they are trusted. */
export type PartJournal = {
  readonly url: string;
  /** Bytes of the whole file; 0 when unknown. */
  readonly length: number;
  readonly sha256: string;
  /** For If-Range: a strong ETag, or a date of last change; empty when the server gave none. */
  readonly validator: string;
};

const longest = 16 * 1024;

/** The journal of a part; null where none is, `corrupt` where one is that can't be one. */
export function readPartJournal(path: string): PartJournal | 'corrupt' | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return isAbsent(error) ? null : 'corrupt';
  }
  if (text.length > longest) return 'corrupt';
  try {
    const value: unknown = JSON.parse(text);
    return isJournal(value) ? value : 'corrupt';
  } catch {
    return 'corrupt';
  }
}

function isJournal(value: unknown): value is PartJournal {
  if (typeof value !== 'object' || value === null) return false;
  const { url, length, sha256, validator } = value as Partial<Record<keyof PartJournal, unknown>>;
  return (
    typeof url === 'string' &&
    typeof length === 'number' &&
    Number.isSafeInteger(length) &&
    length >= 0 &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof validator === 'string' &&
    // it goes into a header
    /^[\x20-\x7e]{0,1024}$/.test(validator)
  );
}

/**
 * Writes it in place, unsynced: one that a crash tore is corrupt, and then the part is fetched anew. Throws the
 * errors of the file system.
 */
export function writePartJournal(path: string, journal: PartJournal): void {
  mutateSync('write', path, () => writeFileSync(path, `${JSON.stringify(journal)}\n`, { mode: 0o644 }));
}
