import { parseInstant } from '../instant.ts';
import type { ManifestKind } from '../manifest.ts';

/** How long each kind of manifest lasts from the moment it is signed, in days. */
export type Lifetimes = Readonly<Record<ManifestKind, number>>;

/** What stock gives everything but its clones. */
export const stockLifetimes: Lifetimes = {
  root: 365,
  index: 365,
  component: 5 * 365,
  snapshot: 30,
  timestamp: 30,
};

/** The same number of days for everything, as a clone wants it. */
export function sameLifetimes(days: number): Lifetimes {
  return { root: days, index: days, component: days, snapshot: days, timestamp: days };
}

/** A moment as manifests write it: RFC 3339, UTC, whole seconds. */
export function writeTime(moment: Date): string {
  return moment.toISOString().replace(/\.[0-9]{3}Z$/, 'Z');
}

/** `days` after `now`, as manifests write it. */
export function expiryIn(now: Date, days: number): string {
  return writeTime(new Date(now.getTime() + days * 86_400_000));
}

/** An expiry is only ever extended: the later of the one a manifest has and `days` from now. */
export function extendExpiry(current: string, now: Date, days: number): string {
  const next = expiryIn(now, days);
  const known = parseInstant(current);
  return known !== null && known >= Date.parse(next) ? current : next;
}

/** Whether two expiries, as manifests write them, fall on one day (UTC). */
export function isSameDay(one: string, other: string): boolean {
  const dayOf = (text: string) => Math.floor((parseInstant(text) ?? Number.NaN) / 86_400_000);
  return dayOf(one) === dayOf(other);
}
