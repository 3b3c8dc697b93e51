import { join } from 'node:path';
import type { DemoResult } from '../../api/demo.ts';
import { EngineError } from '../../errors.ts';
import { readIfThere } from '../../io/files.ts';

const schema = 'mirrordeck/demo/1';

/** What says that a folder is a demo's. `made`: null while it is being made. */
export type DemoRecord = {
  readonly made: Pick<DemoResult, 'fingerprint' | 'components' | 'tarballs' | 'bytes'> | null;
};

export function recordFile(folder: string): string {
  return join(folder, 'demo.json');
}

export function encodeRecord(made: DemoRecord['made']): string {
  return `${JSON.stringify({ schema, made }, null, 2)}\n`;
}

/** Null when the folder has none. Throws `journal-corrupt`. */
export async function readRecord(folder: string): Promise<DemoRecord | null> {
  const file = recordFile(folder);
  const text = (await readIfThere(file))?.toString('utf8');
  if (text === undefined) return null;
  const unreadable = (cause?: unknown) =>
    new EngineError('journal-corrupt', `${file} can't be read`, { facts: { file }, cause });
  let value: Partial<Record<string, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(cause);
  }
  if (value?.schema !== schema) throw unreadable();
  if (value.made === null) return { made: null };
  const { fingerprint, components, tarballs, bytes }: Partial<Record<string, unknown>> = Object(value.made);
  if (
    typeof fingerprint !== 'string' ||
    typeof components !== 'number' ||
    typeof tarballs !== 'number' ||
    typeof bytes !== 'number'
  )
    throw unreadable();
  return { made: { fingerprint, components, tarballs, bytes } };
}
