import type { MergeConflict } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';
import { readJson } from './json-file.ts';

const decisions = ['fail', 'keep', 'take', 'rename'];
const texts = ['kind', 'source', 'here', 'there'] as const;
const maybeTexts = ['component', 'version', 'platform', 'name', 'to'] as const;

/**
 * The conflicts of a merge with the decisions that somebody wrote into them: a plan as `--dry-run --json` prints it,
 * or the list in it alone. What they are about is compared by the engine. Throws `plan-corrupt`, `file-missing`.
 */
export async function readDecisions(file: string, folder: string): Promise<readonly MergeConflict[]> {
  const value = await readJson(file, folder, unusable);
  const list: unknown = Array.isArray(value) ? value : partOf(value, 'conflicts');
  if (Array.isArray(list) && list.every(isConflict)) return list;
  throw unusable(file, 'it has not the conflicts of a merge');
}

/** Named by the command that prints such a file: another one prints plans of a clone. */
function unusable(file: string, why: string, cause?: unknown): EngineError {
  return new EngineError('plan-corrupt', `${file} can't be used: ${why}`, {
    facts: { file, command: 'mirror merge' },
    cause,
  });
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function isConflict(value: unknown): value is MergeConflict {
  const decision = partOf(value, 'decision');
  return (
    typeof decision === 'string' &&
    decisions.includes(decision) &&
    texts.every((name) => typeof partOf(value, name) === 'string') &&
    maybeTexts.every((name) => {
      const text = partOf(value, name) ?? null;
      return text === null || typeof text === 'string';
    })
  );
}
