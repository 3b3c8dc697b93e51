import { EngineError } from '../../errors.ts';
import { eachItem } from '../clone-manifests.ts';
import type { Owner } from '../manifest.ts';
import { checkNewComponentName, checkOwnerId } from '../names.ts';
import { own } from '../record.ts';
import { type MergeState, sha256Of } from './merge-state.ts';
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

/** The other id that an owner comes in under. Throws `name-invalid`, `owner-reserved`, `name-taken`. */
export function checkOtherOwner(state: MergeState, id: string, owner: Owner, to: string): string {
  checkOwnerId(to);
  const keys = Object.keys(owner.keys).sort().join(' ');
  const given = state.namedOwners.get(to);
  // Another source may bring the same owner: then both mean the same one.
  const isTaken = given === undefined ? own(state.owners, to) !== undefined : given !== keys;
  if (to === id || isTaken) refuse('owner', id, to);
  state.namedOwners.set(to, keys);
  return to;
}

/** The id that is proposed for a component: the first that is free. */
export function proposedComponent(visit: Visit, owner: string): string {
  const usual = `${visit.id}-${owner}`;
  let name = usual;
  for (let count = 2; isTaken(visit, name); count += 1) name = `${usual}-${count}`;
  return name;
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
