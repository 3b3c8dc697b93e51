import { join } from 'node:path';
import { parseInstant } from '../../domain/instant.ts';
import { isTarballUrl } from '../../domain/names.ts';
import { readIfThere } from '../../io/files.ts';

/** A tarball whose version was yanked by a prune, and when it may be deleted (RFC 3339). */
export type DueFile = { readonly file: string; readonly due: string };

/** Lies in the mirror besides what is signed: clients never ask for it, and what it says is only a date. */
export const recordName = 'prune.json';
const schema = 'mirrordeck/prune/1';

/** What earlier runs left to be deleted. A record that can't be read says nothing: its files stay. */
export async function readRecord(folder: string): Promise<readonly DueFile[]> {
  const bytes = await readIfThere(join(folder, recordName));
  if (bytes === null) return [];
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('schema' in value) || !('files' in value)) return [];
    return value.schema === schema && Array.isArray(value.files) ? value.files.filter(isDueFile) : [];
  } catch {
    return [];
  }
}

export function encodeRecord(files: readonly DueFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.file < b.file ? -1 : 1));
  const entries = sorted.map(({ file, due }) => ({ file, due }));
  return Buffer.from(`${JSON.stringify({ schema, files: entries }, null, 2)}\n`);
}

/** Whoever wrote the record: nothing but a tarball is ever deleted by it. */
function isDueFile(value: unknown): value is DueFile {
  if (typeof value !== 'object' || value === null) return false;
  const { file, due } = value as Partial<Record<string, unknown>>;
  return (
    typeof file === 'string' &&
    isTarballUrl(file) &&
    !file.startsWith('/') &&
    typeof due === 'string' &&
    parseInstant(due) !== null
  );
}
