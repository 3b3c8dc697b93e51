import type { Component, Index, PublicKey, Root } from '../manifest.ts';
import { own } from '../record.ts';
import type { Edit, MirrorState } from './sign-edit.ts';

/** A role or an owner whose keys don't suffice for what is to be signed. */
export type MissingKeys = {
  /** A role, or an owner's id. */
  readonly name: string;
  readonly kind: 'role' | 'owner';
  readonly needed: number;
  readonly got: number;
  /** Ids of its keys that aren't here. */
  readonly keys: readonly string[];
  /** Components that the owner has to sign. */
  readonly components: readonly string[];
};

type Signers = { readonly keys: Readonly<Record<string, PublicKey>>; readonly threshold: number };

/** Whose signatures an edit needs and can't get with the keys that are here. */
export function missingKeys(state: MirrorState, edit: Edit, here: ReadonlySet<string>): MissingKeys[] {
  const roles = (edit.root ?? state.root.manifest).roles;
  const index = edit.index ?? state.index.manifest;
  const changesIndex = edit.index !== undefined && edit.index !== state.index.manifest;
  const changes = edit.root !== undefined || changesIndex || (edit.components ?? []).length > 0;
  const found: (MissingKeys | null)[] = [];
  const need = (
    name: string,
    kind: MissingKeys['kind'],
    signers: Signers,
    components: readonly string[] = [],
  ) => found.push(shortOf(name, kind, signers, here, components));
  const isSigned = (manifest: Root | Index | Component) => edit.signed?.has(manifest) === true;
  if (edit.root !== undefined && !isSigned(edit.root)) {
    need('root', 'role', state.root.manifest.roles.root);
    if (roles.root !== state.root.manifest.roles.root) need('root', 'role', roles.root);
  }
  if (changesIndex && !isSigned(index)) need('index', 'role', roles.index);
  const unsigned = (edit.components ?? []).filter((component) => !isSigned(component));
  for (const [owner, components] of byOwner(unsigned, index.components)) {
    const signers = own(index.owners, owner);
    if (signers !== undefined) need(owner, 'owner', signers, components);
  }
  if (changes || edit.renew === 'snapshot') need('snapshot', 'role', roles.snapshot);
  if (changes || edit.renew !== undefined) need('timestamp', 'role', roles.timestamp);
  return found.filter((missing) => missing !== null);
}

function shortOf(
  name: string,
  kind: MissingKeys['kind'],
  { keys, threshold: needed }: Signers,
  here: ReadonlySet<string>,
  components: readonly string[],
): MissingKeys | null {
  const absent = Object.keys(keys).filter((id) => !here.has(id));
  const got = Object.keys(keys).length - absent.length;
  return got >= needed ? null : { name, kind, needed, got, keys: absent, components };
}

function byOwner(
  components: readonly Component[],
  items: Readonly<Record<string, { readonly owner: string }>>,
): ReadonlyMap<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { id } of components) {
    const owner = own(items, id)?.owner;
    if (owner !== undefined) owners.set(owner, [...(owners.get(owner) ?? []), id]);
  }
  return owners;
}
