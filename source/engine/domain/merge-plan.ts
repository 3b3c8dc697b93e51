import type { MergeClient, MergeConflict, MergePlan } from '../api/merge.ts';
import { isAvailable } from './clone-selection.ts';
import type { Lifetimes } from './edits/lifetimes.ts';
import type { Component, Index } from './manifest.ts';
import { Conflicts, type Rules } from './merge/conflicts.ts';
import { mergeComponent } from './merge/merge-component.ts';
import { OwnerMap } from './merge/merge-owners.ts';
import { type MergeSide, MergeState, type MergeTarget } from './merge/merge-state.ts';
import {
  grantedOwners,
  type MergedComponent,
  mergedComponent,
  mergedIndex,
  missingOwnerKeys,
} from './merge/outcome.ts';
import { clientTarballName, fileOfUrl } from './names.ts';
import { ANY } from './platform.ts';
import { own } from './record.ts';
import { latestOf } from './version.ts';

export type { MergeSide, MergeTarget } from './merge/merge-state.ts';

/** What merging comes to. */
export type MergeOutcome = {
  /** The target's own when nothing in it changes. */
  readonly index: Index;
  readonly components: readonly Component[];
  /** Whole files of those that stay as the source's owner signed them; the others are to be signed by theirs. */
  readonly signed: ReadonlyMap<Component, Uint8Array>;
  /** How a plan shows it. */
  readonly shown: Pick<
    MergePlan,
    | 'components'
    | 'files'
    | 'clients'
    | 'owners'
    | 'defaultComponents'
    | 'identical'
    | 'alike'
    | 'left'
    | 'conflicts'
    | 'compared'
    | 'missingKeys'
  >;
};

/**
 * Merges sources into a target, one after the other: what one of them brought is what the next is compared with.
 * Nothing of the target goes away and none of its versions changes unless a decision says so; a conflict without one
 * stays out, and is listed. The same sources with the same decisions change nothing the second time.
 * @throws `plan-corrupt` for a decision that its conflict can't be given, `name-invalid`, `owner-reserved` and
 *   `name-taken` for another name that can't be one
 */
export function planMerge(
  target: MergeTarget,
  sources: readonly MergeSide[],
  rules: Rules,
  now: Date,
  lifetimes: Lifetimes,
): MergeOutcome {
  const state = new MergeState(target, new Conflicts(rules));
  for (const source of sources) mergeSource(state, source);
  // Only now is it known which components there are.
  for (const source of sources) mergeDefaults(state, source);
  const merged = [...state.grown.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((growing) => mergedComponent(state, growing, now, lifetimes) ?? []);
  const changed = new Set(merged.map(({ shown }) => shown.id));
  const index = mergedIndex(state, now, lifetimes);
  return {
    index,
    components: merged.map(({ manifest }) => manifest),
    signed: new Map(merged.flatMap(({ manifest, kept }) => (kept === null ? [] : [[manifest, kept.bytes]]))),
    shown: {
      components: merged.map(({ shown }) => shown),
      files: [...state.files.values()]
        .filter(({ component }) => changed.has(component))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      clients: clientFiles(merged.find(({ shown }) => shown.id === 'tiup')),
      owners: grantedOwners(state),
      defaultComponents:
        state.defaults.length === target.index.default_components.length ? null : state.defaults,
      identical: state.alike.reduce((sum, { versions }) => sum + versions, 0),
      alike: state.alike,
      left: state.left,
      conflicts: state.conflicts.list,
      compared: state.conflicts.compared,
      missingKeys: missingOwnerKeys(state, merged),
    },
  };
}

/** Those that keep a plan from being carried out. */
export function openConflicts(conflicts: readonly MergeConflict[]): readonly MergeConflict[] {
  return conflicts.filter(({ decision }) => decision === 'fail');
}

function mergeSource(state: MergeState, source: MergeSide): void {
  const owners = new OwnerMap(state, source);
  for (const id of [...source.components.keys()].sort()) {
    const verified = source.components.get(id);
    if (verified === undefined || own(source.index.components, id)?.yanked !== false) continue;
    mergeComponent({ state, source, owners, verified, id, isRenamed: false });
  }
}

function mergeDefaults(state: MergeState, source: MergeSide): void {
  const more = source.index.default_components.filter(
    (id) => !state.defaults.includes(id) && own(state.items, id)?.yanked === false,
  );
  if (more.length === 0) return;
  const { decision } = state.conflicts.decide({
    kind: 'default-components',
    source: source.address,
    component: null,
    version: null,
    platform: null,
    name: null,
    here: state.defaults.join(' '),
    there: source.index.default_components.join(' '),
    allowed: ['fail', 'keep', 'take'],
  });
  if (decision === 'take') state.defaults.push(...more);
}

/** Installers look for the client beside its component: where the latest version is a new one, it becomes that. */
function clientFiles(tiup: MergedComponent | undefined): readonly MergeClient[] {
  if (tiup === undefined) return [];
  const came = new Set([...tiup.shown.added, ...tiup.shown.replaced]);
  return Object.entries(tiup.manifest.platforms).flatMap(([platform, versions]): MergeClient[] => {
    const live = Object.keys(versions).filter((version) => {
      const item = versions[version];
      return item !== undefined && isAvailable(item);
    });
    const latest = latestOf(live);
    const item = latest === null ? undefined : versions[latest];
    if (platform === ANY || item === undefined || !came.has(`${latest} ${platform}`)) return [];
    return [{ name: clientTarballName(platform), from: fileOfUrl(item.url) }];
  });
}
