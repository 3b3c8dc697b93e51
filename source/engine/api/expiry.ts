import type { EngineWarning } from '../events.ts';
import type { MirrorIdentity, SourceReference } from './source.ts';

export type ExpiryRequest = SourceReference & {
  /** Days from now until which something counts as due; default 0: only what has expired. */
  readonly within?: number | undefined;
};

export type ExpiryEntry = {
  /** A role, a component, or an owner's key, which expires with the index that lists it. */
  readonly kind: 'role' | 'key' | 'component';
  /** The role, the component, or the owner. */
  readonly name: string;
  /** The id of the key, for a key. */
  readonly key: string | null;
  /** The manifest whose expiry it is. */
  readonly file: string;
  readonly expires: string;
  /** Whole days left, rounded down; negative when it has expired. */
  readonly days: number;
  readonly state: 'expired' | 'due' | 'fine';
  /** A yanked component: no client reads it, so it is never due. */
  readonly yanked: boolean;
};

export type ExpiryResult = {
  readonly identity: MirrorIdentity;
  readonly now: string;
  readonly within: number;
  /** The most urgent first. */
  readonly entries: readonly ExpiryEntry[];
  /** How many have expired or are due. */
  readonly due: number;
  /** Components that couldn't be read or trusted, whatever their expiry. */
  readonly warnings: readonly EngineWarning[];
};
