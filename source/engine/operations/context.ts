import { isAbsolute, resolve } from 'node:path';
import type { Home } from '../io/home.ts';
import type { SettingsStore } from '../io/settings.ts';
import type { Reach } from './reach.ts';

/** What an operation works with besides its request. Made once per engine. */
export type Context = {
  /** The clock. An operation asks it once, at its start. */
  readonly now: () => Date;
  /** Numbers as Math.random gives them. */
  readonly random: () => number;
  readonly home: Home;
  readonly settings: SettingsStore;
  /** What relative paths start from; absolute. */
  readonly workingFolder: string;
  /** This machine, as `os/arch` of the mirror's grammar. */
  readonly platform: string;
  /** Downloads at once, where it was said for this engine. */
  readonly jobs: number | undefined;
  /** Mirror of this process only (TIUP_MIRRORS), instead of the home's. */
  readonly mirrorOverride: string | undefined;
  /** Environment of programs that are run. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How sources are reached, and how fast they may be read. */
  readonly reach: Reach;
};

const defaultJobs = 8;

/** Downloads at once: as was said for this engine, else by the settings. Throws `settings-corrupt`. */
export async function downloadsAtOnce({
  jobs,
  settings,
}: Pick<Context, 'jobs' | 'settings'>): Promise<number> {
  return jobs ?? (await settings.read()).jobs ?? defaultJobs;
}

/** A path of a request, absolute. */
export function resolvePath(context: Pick<Context, 'workingFolder'>, path: string): string {
  return isAbsolute(path) ? resolve(path) : resolve(context.workingFolder, path);
}
