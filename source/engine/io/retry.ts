import { setTimeout as sleep } from 'node:timers/promises';
import { checkSignal, interrupted } from '../errors.ts';
import type { Network } from './network.ts';
import { SourceFault } from './source-fault.ts';

/** Time and chance, passed in so that tests need neither. */
export type Chance = {
  /** 0 ≤ x < 1. */
  random(): number;
  /** Waits that many milliseconds; rejects when the signal fires. */
  pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
};

export const realChance: Chance = {
  random: Math.random,
  pause: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
  now: Date.now,
};

/** Bytes that make a try count as progress: an endless flaky line gets along, one that gives nothing does not. */
const progressBytes = 1024 * 1024;

/**
 * Milliseconds before try `attempt + 1` (the first is 1): doubling, half of it by chance so that many clients
 * don't come back at once; what the server asked for at least, but never beyond the longest wait.
 */
export function waitAfter(attempt: number, asked: number, network: Network, random: () => number): number {
  const doubled = network.firstWait * 2 ** Math.min(attempt - 1, 30);
  const bounded = Math.min(network.longestWait, doubled);
  return Math.min(network.longestWait, Math.max(asked, bounded * (0.5 + random() / 2)));
}

export type Retries = {
  readonly network: Network;
  readonly chance: Chance;
  readonly signal?: AbortSignal | undefined;
  /** The farthest byte reached so far; tries count anew when it grows. */
  readonly reached?: () => number;
  readonly onRetry?: (fault: SourceFault) => void;
};

/** Runs `work` until it succeeds, a lasting fault comes, or too many passing ones in a row. Throws the last fault. */
export async function retrying<T>(work: () => Promise<T>, retries: Retries): Promise<T> {
  const { network, chance, signal } = retries;
  let attempt = 0;
  let mark = retries.reached?.() ?? 0;
  for (;;) {
    checkSignal(signal);
    try {
      return await work();
    } catch (error) {
      checkSignal(signal);
      if (!(error instanceof SourceFault) || !error.passing) throw error;
      const reached = retries.reached?.() ?? 0;
      if (reached >= mark + progressBytes) {
        attempt = 0;
        mark = reached;
      }
      attempt += 1;
      if (attempt >= network.attempts) throw error;
      retries.onRetry?.(error);
      await chance.pause(waitAfter(attempt, error.wait, network, chance.random), signal).catch((cause) => {
        throw interrupted(cause);
      });
    }
  }
}
