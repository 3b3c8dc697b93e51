import { keyId } from '../key.ts';
import type { Index, PublicKey, Role, Root, TopRole } from '../manifest.ts';
import { expiryIn, type Lifetimes } from './lifetimes.ts';

/** How many keys each role of a new mirror has; all of them have to sign. */
export const keysPerRole: Readonly<Record<TopRole, number>> = {
  root: 3,
  index: 1,
  snapshot: 1,
  timestamp: 1,
};

export type RoleKeys = Readonly<Record<TopRole, readonly PublicKey[]>>;

function roleOf(name: TopRole, keys: readonly PublicKey[]): Role {
  return {
    url: `/${name}.json`,
    keys: Object.fromEntries(keys.map((key) => [keyId(key), key])),
    threshold: keys.length,
  };
}

/**
 * Root and index of a mirror that doesn't exist yet, both version 1, no owner and no component in it. Every key of a
 * role has to sign. Snapshot and timestamp follow when it is signed.
 */
export function newMirror(keys: RoleKeys, now: Date, lifetimes: Lifetimes): { root: Root; index: Index } {
  return {
    root: {
      _type: 'root',
      spec_version: '0.1.0',
      expires: expiryIn(now, lifetimes.root),
      version: 1,
      roles: {
        root: roleOf('root', keys.root),
        index: roleOf('index', keys.index),
        snapshot: roleOf('snapshot', keys.snapshot),
        timestamp: roleOf('timestamp', keys.timestamp),
      },
    },
    index: {
      _type: 'index',
      spec_version: '0.1.0',
      expires: expiryIn(now, lifetimes.index),
      version: 1,
      owners: {},
      components: {},
      default_components: [],
    },
  };
}
