import { EngineError } from '../../errors.ts';
import { eachItem } from '../clone-manifests.ts';
import type { Owner } from '../manifest.ts';
import { checkNewComponentName, checkOwnerId } from '../names.ts';
import { own } from '../record.ts';
import { type MergeSide, type MergeState, sha256Of } from './merge-state.ts';
import type { Visit } from './visit.ts';

/**
 * The other id that a component comes in under. Throws `name-invalid` for what can't be one, and `name-taken` where it
 * would not come in beside what there is.
 */
export function checkOtherComponent(visit: Visit, to: string): string {
  checkNewComponentName(to);
  if (isTaken(visit, to)) refuse('component', visit.verified.manifest.id, to);
  visit.state.namedComponents.set(to, visit.verified.manifest.id);
  return to;
}

/** Who it is that comes in: an owner of a source, by the id that the source has for it. */
export type Newcomer = { readonly id: string; readonly owner: Owner; readonly source: MergeSide };

/** The other id that an owner comes in under. Throws `name-invalid`, `owner-reserved`, `name-taken`. */
export function checkOtherOwner(state: MergeState, newcomer: Newcomer, to: string): string {
  checkOwnerId(to);
  if (isOwnerTaken(state, newcomer, to)) refuse('owner', newcomer.id, to);
  state.namedOwners.set(to, keysOf(newcomer.owner));
  return to;
}

/** The id that is proposed for an owner: with the beginning of its key, and the first that is free. */
export function proposedOwner(state: MergeState, newcomer: Newcomer): string {
  const { id, owner } = newcomer;
  const usual = `${id.slice(0, longestProposed)}-${keysOf(owner).slice(0, 8)}`;
  return firstFree(usual, (name) => isOwnerTaken(state, newcomer, name));
}

/** The id that is proposed for a component: the first that is free. */
export function proposedComponent(visit: Visit, owner: string): string {
  // An owner's id may have what a component's may not.
  const usual = `${visit.id}-${owner.replaceAll('+', '-')}`.slice(0, longestProposed);
  return firstFree(usual, (name) => isTaken(visit, name));
}

/** Leaves room for what makes a name another one. */
const longestProposed = 110;

function firstFree(usual: string, isTakenName: (name: string) => boolean): string {
  let name = usual;
  for (let count = 2; isTakenName(name); count += 1) name = `${usual}-${count}`;
  return name;
}

/** Another source may bring the same owner: then both mean the same one. */
function isOwnerTaken(state: MergeState, { id, owner, source }: Newcomer, to: string): boolean {
  const keys = keysOf(owner);
  const given = state.namedOwners.get(to);
  if (to === id || (given !== undefined && given !== keys)) return true;
  const theirs = own(source.index.owners, to);
  if (theirs !== undefined && keysOf(theirs) !== keys) return true;
  return given === undefined && own(state.owners, to) !== undefined;
}

function keysOf({ keys }: Owner): string {
  return Object.keys(keys).sort().join(' ');
}

/** What an earlier merge of the same component brought in under that id does not stand against it. */
function isTaken(visit: Visit, to: string): boolean {
  const { state, source, verified } = visit;
  const { id } = verified.manifest;
  const given = state.namedComponents.get(to);
  if (to === visit.id || to === id || (given !== undefined && given !== id)) return true;
  if (own(source.index.components, to)?.yanked === false) return true;
  return own(state.items, to) !== undefined && !hasOneOf(visit, to);
}

function hasOneOf({ state, verified }: Visit, to: string): boolean {
  const here = state.component(to)?.items;
  // What can't be verified is left alone, and said to be.
  if (here === undefined) return true;
  return [...eachItem(verified.manifest)].some(([platform, version, item]) => {
    const known = own(own(here, platform) ?? {}, version);
    return known !== undefined && sha256Of(known) === sha256Of(item);
  });
}

function refuse(kind: 'component' | 'owner', id: string, to: string): never {
  throw new EngineError('name-taken', `${kind} ${id} can't come in as ${to}: that name is taken`, {
    facts: { [kind]: to },
  });
}
