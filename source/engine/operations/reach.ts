import type { ReachOptions } from '../api/source.ts';
import { parseTimeLimits } from '../domain/time-limits.ts';
import { Traffic } from './traffic.ts';

/** How one engine reaches sources: what was said for all of them, and the rate that they share. */
export class Reach {
  readonly options: ReachOptions;
  readonly traffic: Traffic;
  /** The source that credentials without an address are for: the first that is opened. */
  #origin: string | null = null;

  /** Throws `usage` for a rate or time limits outside their grammar. */
  constructor(options: ReachOptions, now: () => Date) {
    this.options = options;
    this.traffic = new Traffic(options.limitRate ?? null, now);
    if (options.timeout !== undefined) parseTimeLimits(options.timeout);
  }

  /** Whether this is the source that credentials without an address are for: nobody else ever gets them. */
  isMeant(address: string): boolean {
    const { origin } = new URL(address);
    this.#origin ??= origin;
    return origin === this.#origin;
  }
}
