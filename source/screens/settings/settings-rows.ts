import type { Settings } from '../../engine/index.ts';
import { languages } from '../../messages/index.ts';
import { lookOf, type Surroundings } from '../../ui/look.ts';

/** What can be set, in the order of the screen. */
export const settingRows = [
  'language',
  'colours',
  'ascii',
  'animations',
  'screenReader',
  'limitRate',
  'jobs',
  'timeout',
  'platforms',
] as const;
export type SettingRow = (typeof settingRows)[number];

export type TypedRow = 'limitRate' | 'jobs' | 'timeout' | 'platforms';

/** Whether a value is typed; others are turned by a key. */
export function isTyped(row: SettingRow): row is TypedRow {
  return row === 'limitRate' || row === 'jobs' || row === 'timeout' || row === 'platforms';
}

/** The next value of a row that is turned. */
export function turned(
  row: Exclude<SettingRow, TypedRow>,
  settings: Settings,
  surroundings: Surroundings,
): Partial<Settings> {
  if (row === 'language') {
    const all = [null, ...languages];
    return { language: all[(all.indexOf(settings.language) + 1) % all.length] ?? null };
  }
  return { [row]: !lookOf(settings, surroundings)[row] };
}

/** A row as it is when nothing is set. */
export function untouched(row: SettingRow): Partial<Settings> {
  return { [row]: null };
}

/** Whether something is set there. */
export function isSet(row: SettingRow, settings: Settings): boolean {
  return (settings[row] ?? null) !== null;
}

/** What was typed, as the engine takes it; null where it can't be a number of downloads. */
export function typedChange(row: TypedRow, text: string): Partial<Settings> | null {
  if (text === '') return untouched(row);
  if (row !== 'jobs') return { [row]: text };
  const jobs = Number(text);
  return Number.isInteger(jobs) && jobs >= 1 && jobs <= 256 ? { jobs } : null;
}
