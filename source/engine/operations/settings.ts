import type { Settings } from '../api/engine.ts';
import { parsePlatforms } from '../domain/platform.ts';
import { parseRateRules } from '../domain/rate-rules.ts';
import { parseTimeLimits } from '../domain/time-limits.ts';
import { EngineError } from '../errors.ts';
import { isJobs, type SavedSettings } from '../io/settings.ts';
import type { Context } from './context.ts';

/** What the user has set. Throws `settings-corrupt`. */
export async function readSettings(context: Context): Promise<Settings> {
  return shown(await context.settings.read());
}

/** Changes what is named and returns all. Throws `settings-corrupt`, `usage`, `platform-invalid`, and the errors of files. */
export async function writeSettings(context: Context, change: Partial<Settings>): Promise<Settings> {
  const { limitRate, timeout, jobs, platforms } = change;
  if (typeof limitRate === 'string') parseRateRules(limitRate);
  if (typeof timeout === 'string') parseTimeLimits(timeout);
  if (typeof platforms === 'string') parsePlatforms(platforms);
  if (typeof jobs === 'number' && !isJobs(jobs)) {
    throw new EngineError('usage', 'downloads at once are a whole number from 1 to 256', {
      facts: { field: 'jobs', got: jobs },
    });
  }
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return shown(await context.settings.change((before) => ({ ...before, ...named })));
}

function shown({ language, limitRate, timeout, jobs, platforms, ...others }: SavedSettings): Settings {
  const { ascii, colours, animations, screenReader } = others;
  const set = { limitRate, timeout, jobs, platforms, ascii, colours, animations, screenReader };
  const known = Object.entries(set).filter(([, value]) => value !== undefined && value !== null);
  return { language, ...Object.fromEntries(known) };
}
