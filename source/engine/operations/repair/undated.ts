import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { EngineWarning } from '../../events.ts';
import { readIfThere } from '../../io/files.ts';
import type { Survey } from './survey.ts';

/** What timestamp.json is now, as sha256; null for nothing. */
export async function timestampHash(folder: string): Promise<string | null> {
  const bytes = await readIfThere(join(folder, 'timestamp.json'));
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}

/** Null unless a timestamp has to be signed, and may be. */
export function undatedState({ root, dated, index, findings }: Survey) {
  if (dated === null || dated.timestamp !== null || index === null) return null;
  const { snapshot, newest } = dated;
  const isWhole = findings.left.every(({ file }) => file === 'timestamp.json');
  return isWhole ? { root, index, snapshot, timestamp: newest } : null;
}

/** The sign of a commit that was stopped: snapshot and timestamp don't belong together, or its files still wait. */
export function halfCommitted(
  { findings, dated }: Survey,
  staged: readonly string[],
): readonly EngineWarning[] {
  const isUndated = dated !== null && dated.timestamp === null;
  const broken = [...findings.items, ...findings.left].map(({ file }) => file);
  const waits = findings.items.some(({ from }) => from?.startsWith('commits/') === true);
  if (!waits && !broken.includes('snapshot.json') && !broken.includes('timestamp.json') && !isUndated)
    return [];
  const [newest = ''] = staged;
  return [{ code: 'half-committed', facts: newest === '' ? {} : { staged: newest } }];
}
