import type { ClonePlan } from '../../api/clone.ts';
import { EngineError } from '../../errors.ts';
import { readJson } from './json-file.ts';

/** Reads a saved plan. Throws `plan-corrupt` for anything else; the engine compares it with the mirrors. */
export async function readPlan(file: string, folder: string): Promise<ClonePlan> {
  const value = await readJson(file, folder, corrupt);
  if (!isPlan(value)) throw corrupt(file, 'it has not the fields of a clone plan');
  return value;
}

function corrupt(file: string, why: string, cause?: unknown): EngineError {
  return new EngineError('plan-corrupt', `${file} can't be used as a plan: ${why}`, {
    facts: { file },
    cause,
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The outline, enough for showing it; what it claims is checked where it is applied. */
function isPlan(value: unknown): value is ClonePlan {
  if (!isObject(value) || value.schema !== 'mirrordeck/clone-plan/1') return false;
  const { request, source, target, bytes } = value;
  const lists = [
    'platforms',
    'presets',
    'components',
    'files',
    'missing',
    'dropped',
    'keys',
    'signs',
    'warnings',
  ];
  return (
    isObject(request) &&
    isObject(source) &&
    isObject(source.identity) &&
    isObject(source.manifests) &&
    isObject(target) &&
    typeof target.path === 'string' &&
    isObject(bytes) &&
    typeof value.unchanged === 'boolean' &&
    lists.every((name) => Array.isArray(value[name]) && value[name].every(isEntry))
  );
}

function isEntry(value: unknown): boolean {
  return typeof value === 'string' || isObject(value);
}
