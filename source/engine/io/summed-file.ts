import { createHash } from 'node:crypto';
import { isJsonObject, type JsonValue } from '../domain/json.ts';
import { writeAtomic } from './atomic-file.ts';
import { readIfThere } from './files.ts';

/** A small document of our own that nothing hangs on: one that isn't whole, or of another form, is as none. */
export type SummedFile<T> = {
  read(): Promise<T | null>;
  /** Mode 0600; its folder has to be there. */
  write(held: T): Promise<void>;
};

/**
 * The schema tells the shape of what the file holds, a sum over it that it is whole.
 * @param schema goes up when the same form may come to mean something else
 */
export function summedFile<T>(path: string, schema: string): SummedFile<T> {
  return {
    read: async () => {
      try {
        const bytes = await readIfThere(path);
        const value: JsonValue = bytes === null ? null : JSON.parse(bytes.toString('utf8'));
        if (!isJsonObject(value) || value.schema !== schema || typeof value.kept !== 'string') return null;
        return sumOf(value.kept) === value.sum ? JSON.parse(value.kept) : null;
      } catch {
        return null; // whoever reads it can do without
      }
    },
    write: async (held) => {
      const kept = JSON.stringify(held);
      await writeAtomic(path, `${JSON.stringify({ schema, sum: sumOf(kept), kept })}\n`, 0o600);
    },
  };
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
