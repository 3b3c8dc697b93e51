import { ANY } from '../domain/platform.ts';
import { type ProgramKind, runsOn } from '../domain/program-kind.ts';
import type { EngineWarning } from '../events.ts';

/** Whether an entry is a program for the platform that it is packed or published for; null: nothing is known of it. */
export function platformWarnings(
  program: ProgramKind | null,
  entry: string,
  platform: string,
): readonly EngineWarning[] {
  if (program === null || runsOn(program, platform)) return [];
  const found = program.platforms.length === 0 ? program.format : program.platforms.join(' ');
  return [{ code: 'entry-platform', facts: { entry, platform: platform === ANY ? 'any' : platform, found } }];
}
