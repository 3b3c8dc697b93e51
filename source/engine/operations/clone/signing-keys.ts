import { join } from 'node:path';
import { keysPerRole, type RoleKeys } from '../../domain/edits/new-mirror.ts';
import type { ChangedFile } from '../../domain/edits/sign-edit.ts';
import type { Owner, PublicKey, TopRole } from '../../domain/manifest.ts';
import { generateKey, type PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { roleKeys } from '../role-keys.ts';

export type MirrorKeys = Readonly<Record<TopRole, readonly PrivateKey[]>>;

/** A key that is to be kept, and the role or the owner that it is for. */
export type MadeKey = { readonly role: string; readonly key: PrivateKey };
/** What a clone signs and the keys that it makes for that. */
export type Signed = {
  readonly files: readonly ChangedFile[];
  readonly keys: readonly MadeKey[];
  /** Public halves of role root, by id: the new mirror's, or the target's. */
  readonly rootKeys: readonly string[];
};

/** A mirror that stays as it is. */
export function unsigned(target: OpenMirror): Signed {
  return { files: [], keys: [], rootKeys: Object.keys(target.root.manifest.roles.root.keys) };
}

/** New RSA keys for every role, as many as a mirror of stock has. */
export async function keysForNewMirror(): Promise<MirrorKeys> {
  const make = (role: TopRole) =>
    Promise.all(Array.from({ length: keysPerRole[role] }, () => generateKey('rsa')));
  const [root, index, snapshot, timestamp] = await Promise.all([
    make('root'),
    make('index'),
    make('snapshot'),
    make('timestamp'),
  ]);
  return { root, index, snapshot, timestamp };
}

/** What a root lists of them. */
export function publicHalves(keys: MirrorKeys): RoleKeys {
  const halves = (role: TopRole): PublicKey[] => keys[role].map((key) => key.public);
  return {
    root: halves('root'),
    index: halves('index'),
    snapshot: halves('snapshot'),
    timestamp: halves('timestamp'),
  };
}

/** All of them, each with its role. */
export function withRoles(keys: MirrorKeys): readonly MadeKey[] {
  return Object.entries(keys).flatMap(([role, list]) => list.map((key) => ({ role, key })));
}

/** A new key for an owner, and the owner as the clone lists it: the source's own key is not ours to sign with. */
export async function newOwner(name: string): Promise<{ readonly owner: Owner; readonly key: PrivateKey }> {
  const key = await generateKey('rsa');
  return { owner: { name, keys: { [key.id]: key.public }, threshold: 1 }, key };
}

/**
 * The private keys of a mirror's roles and owners that are here.
 * @throws `target-keys-missing` when none is: such a mirror is somebody else's, and not to be written over
 */
export async function keysOfMirror(context: Context, target: OpenMirror): Promise<readonly PrivateKey[]> {
  const folder = target.identity.address;
  const keys = await roleKeys(context, folder);
  if (keys.length > 0) return keys;
  throw new EngineError(
    'target-keys-missing',
    `no private key of this mirror lies in ${join(folder, 'keys')}`,
    {
      facts: { path: folder },
    },
  );
}

/**
 * Makes sure, before anything is fetched, that this mirror can be signed.
 * @param owners ids of the owners, listed in the target, whose components are to change
 * @throws `target-keys-missing`, naming the role or the owner whose keys aren't here
 */
export async function checkKeysOfMirror(
  context: Context,
  target: OpenMirror,
  owners: Iterable<string>,
): Promise<void> {
  const here = new Set((await keysOfMirror(context, target)).map((key) => key.id));
  const { roles } = target.root.manifest;
  const needed: [string, { readonly keys: object; readonly threshold: number }][] = [
    ['index', roles.index],
    ['snapshot', roles.snapshot],
    ['timestamp', roles.timestamp],
  ];
  for (const id of owners) {
    const owner = own(target.index.manifest.owners, id);
    if (owner !== undefined) needed.push([id, owner]);
  }
  for (const [name, { keys, threshold }] of needed) {
    const got = Object.keys(keys).filter((id) => here.has(id)).length;
    if (got >= threshold) continue;
    throw new EngineError(
      'target-keys-missing',
      `${got} of ${threshold} keys of ${name} lie with this mirror`,
      {
        facts: { path: target.identity.address, owner: name, needed: threshold, got },
      },
    );
  }
}
