import { EngineError } from '../../errors.ts';
import type { Component, Index, Manifest, PublicKey, Role, Root, TopRole } from '../manifest.ts';
import type { PrivateKey } from '../private-key.ts';
import { own } from '../record.ts';
import { signManifest } from '../sign.ts';

/** Those of `keys` that `listed` names, each once. */
export function keysAmong(
  keys: readonly PrivateKey[],
  listed: Readonly<Record<string, PublicKey>>,
): PrivateKey[] {
  const mine = new Map(keys.filter((key) => Object.hasOwn(listed, key.id)).map((key) => [key.id, key]));
  return [...mine.values()];
}

/**
 * Signs a role's manifest with all of the role's keys that are in `keys`.
 * @throws `target-keys-missing` below the threshold; `manifest-too-long` for a timestamp that no stock client reads
 */
export function signRole(
  name: TopRole,
  role: Role,
  manifest: Manifest,
  keys: readonly PrivateKey[],
): Uint8Array {
  const mine = enoughKeys(name, role, keys);
  try {
    return signManifest(manifest, mine);
  } catch (error) {
    const tooLong = error instanceof EngineError && error.code === 'manifest-too-long';
    if (!tooLong || mine.length === role.threshold) throw error;
    // Every further signature makes a timestamp longer than clients read: no more than are needed, then.
    return signManifest(manifest, mine.slice(0, role.threshold));
  }
}

/**
 * Signs a root with all keys of role root that are in `keys`: its own, and those of the root before it, which hand
 * over. Throws `target-keys-missing` below the threshold of either.
 */
export function signRoot(root: Root, before: Root | null, keys: readonly PrivateKey[]): Uint8Array {
  const mine = [root, ...(before === null ? [] : [before])].flatMap(({ roles }) =>
    enoughKeys('root', roles.root, keys),
  );
  return signManifest(root, mine);
}

/** The role's keys that are in `keys`. Throws `target-keys-missing` below its threshold. */
function enoughKeys(name: TopRole, role: Role, keys: readonly PrivateKey[]): PrivateKey[] {
  const mine = keysAmong(keys, role.keys);
  if (mine.length >= role.threshold) return mine;
  throw new EngineError(
    'target-keys-missing',
    `${mine.length} of the ${role.threshold} keys that have to sign as ${name} are here`,
    { facts: { file: `${name}.json`, needed: role.threshold, got: mine.length } },
  );
}

/**
 * Signs a component's manifest with all keys of its owner that are in `keys`.
 * @throws `key-not-owner` when none is, `owner-keys-missing` when the owner needs more
 */
export function signComponent(component: Component, index: Index, keys: readonly PrivateKey[]): Uint8Array {
  const { id } = component;
  const owner = own(index.components, id)?.owner;
  const signers = owner === undefined ? undefined : own(index.owners, owner);
  if (owner === undefined || signers === undefined) throw new Error(`${id} has no owner in the index`);
  const mine = keysAmong(keys, signers.keys);
  const facts = { component: id, owner, needed: signers.threshold, got: mine.length };
  if (mine.length === 0) {
    throw new EngineError('key-not-owner', `no key of ${owner}, who owns ${id}, is here`, { facts });
  }
  if (mine.length < signers.threshold) {
    throw new EngineError(
      'owner-keys-missing',
      `${id} needs the signatures of ${signers.threshold} keys of its owner ${owner}, ${mine.length} are here`,
      { facts },
    );
  }
  return signManifest(component, mine);
}
