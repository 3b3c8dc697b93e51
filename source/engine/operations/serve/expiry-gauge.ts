import { EngineError } from '../../errors.ts';
import { fileState } from '../../io/server/matched-pair.ts';
import type { Gauges } from '../../io/server/metrics.ts';
import type { Context } from '../context.ts';
import { expiryQuery } from '../expiry.ts';

const day = 86_400_000;

type Read = { readonly file: string; readonly role: string | null; readonly at: number };

/**
 * Days until the mirror's manifests expire. All of them are read and verified when the mirror has changed, and only
 * then, however often somebody looks.
 */
export function expiryGauge(context: Context, folder: string): Gauges['expiries'] {
  const query = expiryQuery(context);
  let seen: string | undefined;
  let reading: Promise<readonly Read[] | null> = Promise.resolve(null);
  const read = async (): Promise<readonly Read[] | null> => {
    try {
      const { entries } = await query({ address: folder });
      return entries
        .filter(({ kind, yanked }) => kind !== 'key' && !yanked)
        .map(({ kind, name, file, expires }) => ({
          file,
          role: kind === 'role' ? name : null,
          at: Date.parse(expires),
        }));
    } catch (error) {
      if (error instanceof EngineError) return null;
      throw error;
    }
  };
  return async () => {
    const state = await fileState(folder);
    if (state !== seen) reading = read();
    seen = state;
    const found = await reading;
    if (found === null || found.length === 0) return null;
    const days = (at: number) => (at - context.now().getTime()) / day;
    return {
      nearest: Math.min(...found.map(({ at }) => days(at))),
      roles: new Map(found.flatMap(({ role, at }) => (role === null ? [] : [[role, days(at)] as const]))),
    };
  };
}
