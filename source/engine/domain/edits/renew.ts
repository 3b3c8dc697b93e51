import type { Manifest } from '../manifest.ts';
import { extendExpiry } from './lifetimes.ts';

/** The next version of a manifest (a snapshot has none), which lasts `days` from now, or as long as it did. */
export function renewed<M extends Manifest>(manifest: M, now: Date, days: number): M {
  const { version, expires } = manifest;
  return {
    ...manifest,
    version: version > 0 ? version + 1 : 0,
    expires: extendExpiry(expires, now, days),
  };
}

/** The same, or null where it lasts that long already: then there is nothing to sign. */
export function renewedIfLonger<M extends Manifest>(manifest: M, now: Date, days: number): M | null {
  const next = renewed(manifest, now, days);
  return next.expires === manifest.expires ? null : next;
}
