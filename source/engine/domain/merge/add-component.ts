import { eachItem } from '../clone-manifests.ts';
import { isAvailable } from '../clone-selection.ts';
import type { VersionItem } from '../manifest.ts';
import { isReservedComponent, tarballName } from '../names.ts';
import { isNightly } from '../version.ts';
import { liveNightlies, nightlyOf } from './compare-component.ts';
import { placeTarball } from './merge-files.ts';
import { ownerIn } from './merge-owners.ts';
import { empty, type Growing } from './merge-state.ts';
import { itemIn, type Visit } from './visit.ts';

/** Brings a component into a target that has none of that name: all of it, with what is yanked in it. */
export function addComponent(visit: Visit): void {
  const { state, source, owners, verified, id } = visit;
  if (isReservedComponent(id) || !state.isFree(id)) {
    state.leave(source, id, 'reserved');
    return;
  }
  const { owner: theirs, standalone, hidden } = itemIn(visit);
  const owner = owners.ofNew(theirs);
  if (owner.id === null) {
    const needed = ownerIn(source, theirs).threshold;
    if (owner.reason === 'undecided') state.unowned.push({ owner: theirs, component: id, needed });
    state.leave(source, id, owner.reason);
    return;
  }
  const { description } = verified.manifest;
  const growing = { ...empty(id), description };
  bringItems(visit, growing);
  // With nothing in it that clients could install it would only be a name.
  if (!hasLive(growing.items)) return;
  growing.nightly = liveNightlies(growing.items)[0] ?? '';
  growing.from.push({ source: source.address, verified });
  state.grown.set(id, growing);
  state.add({ yanked: false, owner: owner.id, url: `/${id}.json`, standalone, hidden }, id);
}

function bringItems(visit: Visit, growing: Growing): void {
  const { state, source, verified, id, isRenamed } = visit;
  const nightly = nightlyOf(verified.manifest);
  for (const [platform, version, item] of eachItem(verified.manifest)) {
    if (isNightly(version) && isAvailable(item) && version !== nightly) {
      state.leave(source, id, 'old-nightly', version, platform);
      continue;
    }
    const arrival = { source, component: id, version, platform, item, isRenamed };
    const isLive = isAvailable(item);
    const placed = isLive ? placeTarball(state, arrival) : withdrawn(visit, version, platform, item);
    if (placed === null) continue;
    growing.items[platform] = { ...growing.items[platform], [version]: placed };
    if (!isLive && !item.yanked) state.leave(source, id, 'unusable', version, platform);
  }
}

function hasLive(items: Growing['items']): boolean {
  return Object.values(items).some((versions) => Object.values(versions).some(isAvailable));
}

/** A manifest lists only what is there: what nobody could install stands in it as yanked. */
function withdrawn(
  { id, isRenamed }: Visit,
  version: string,
  platform: string,
  item: VersionItem,
): VersionItem {
  if (!isRenamed) return item.yanked ? item : { ...item, yanked: true };
  return { ...item, yanked: true, url: `/${tarballName(id, version, platform)}` };
}
