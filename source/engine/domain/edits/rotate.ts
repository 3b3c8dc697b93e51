import { EngineError } from '../../errors.ts';
import { sameJson } from '../clone-manifests.ts';
import { keyId } from '../key.ts';
import type { PublicKey, Role, Root, TopRole } from '../manifest.ts';
import { own } from '../record.ts';
import { isExpired } from '../trust.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';
import type { Edit, MirrorState } from './sign-edit.ts';

export const topRoles: readonly TopRole[] = ['root', 'index', 'snapshot', 'timestamp'];

/** One wish about a root. `key` is an id or its beginning; without a role it is meant wherever it is listed. */
export type RootChange =
  | { readonly kind: 'add'; readonly role: TopRole; readonly key: PublicKey }
  | { readonly kind: 'remove'; readonly role: TopRole | null; readonly key: string }
  | {
      readonly kind: 'replace';
      readonly role: TopRole | null;
      readonly key: string;
      readonly by: PublicKey;
    }
  | { readonly kind: 'threshold'; readonly role: TopRole; readonly threshold: number };

/** Digits of an id that are enough to name a key. */
const shortestId = 8;

/**
 * The next root with these changes, one version on. Whether it is a sound one is not asked here
 * (`rotation-rules.ts`). Throws `usage` for a key that isn't listed, or that the beginning doesn't tell from another.
 */
export function changedRoot(root: Root, changes: readonly RootChange[], expires: string): Root {
  const roles: Record<TopRole, Role> = { ...root.roles };
  for (const change of changes) {
    switch (change.kind) {
      case 'add':
        roles[change.role] = withKey(roles[change.role], change.key);
        break;
      case 'threshold':
        roles[change.role] = { ...roles[change.role], threshold: change.threshold };
        break;
      case 'remove':
      case 'replace':
        for (const { role, id } of listings(roles, change.role, change.key)) {
          const without = withoutKey(roles[role], id);
          roles[role] = change.kind === 'remove' ? without : withKey(without, change.by);
        }
    }
  }
  return { ...root, version: root.version + 1, expires, roles };
}

function withKey(role: Role, key: PublicKey): Role {
  return { ...role, keys: { ...role.keys, [keyId(key)]: key } };
}

function withoutKey(role: Role, id: string): Role {
  return { ...role, keys: Object.fromEntries(Object.entries(role.keys).filter(([key]) => key !== id)) };
}

/** The whole id of a listed key, and the roles that it is meant in. */
function listings(
  roles: Readonly<Record<TopRole, Role>>,
  only: TopRole | null,
  wanted: string,
): { readonly role: TopRole; readonly id: string }[] {
  const found = topRoles
    .filter((role) => only === null || role === only)
    .flatMap((role) =>
      Object.keys(roles[role].keys).flatMap((id) => (id.startsWith(wanted) ? [{ role, id }] : [])),
    );
  const ids = new Set(found.map(({ id }) => id));
  if (ids.size === 1 && wanted.length >= shortestId) return found;
  const where = only === null ? 'the root' : `role ${only}`;
  const why =
    wanted.length < shortestId
      ? `a key is named by the first ${shortestId} digits of its id at least`
      : ids.size === 0
        ? `${where} lists no key ${wanted}`
        : `${where} lists ${ids.size} keys that begin with ${wanted}`;
  throw new EngineError('usage', why, { facts: { field: 'key', key: wanted } });
}

/** The whole ids of keys of role root that are named by their beginnings. Throws `usage`. */
export function rootKeyIds(root: Root, wanted: readonly string[]): string[] {
  return wanted.flatMap((key) => listings(root.roles, 'root', key).map(({ id }) => id));
}

export type RoleDifference = {
  readonly role: TopRole;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly threshold: { readonly from: number; readonly to: number };
};

/** Roles of which keys or threshold differ. */
export function differences(current: Root, next: Root): RoleDifference[] {
  return topRoles.flatMap((role) => {
    const [before, after] = [current.roles[role], next.roles[role]];
    const added = Object.keys(after.keys).filter((id) => own(before.keys, id) === undefined);
    const removed = Object.keys(before.keys).filter((id) => own(after.keys, id) === undefined);
    const threshold = { from: before.threshold, to: after.threshold };
    const same = added.length + removed.length === 0 && threshold.from === threshold.to;
    return same ? [] : [{ role, added: added.sort(), removed: removed.sort(), threshold }];
  });
}

/**
 * All that changes in the mirror with its next root: snapshot and timestamp always, the index when other keys sign
 * it from now on or when it has expired, so that no file is left with the old keys' signatures alone.
 */
export function rotationEdit(state: MirrorState, next: Root, now: Date, lifetimes: Lifetimes): Edit {
  const index = state.index.manifest;
  const sameSigners = sameJson(state.root.manifest.roles.index, next.roles.index);
  if (sameSigners && !isExpired(index, now)) return { root: next };
  const expires = extendExpiry(index.expires, now, lifetimes.index);
  return { root: next, index: { ...index, version: index.version + 1, expires } };
}
