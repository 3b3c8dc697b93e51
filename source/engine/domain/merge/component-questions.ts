import type { MergeDecision } from '../../api/merge.ts';
import { own } from '../record.ts';
import { isNightly } from '../version.ts';
import { type Difference, hiddenBy, nightlyOf } from './compare-component.ts';
import type { Question } from './conflicts.ts';
import { type Growing, sha256Of, shownItem } from './merge-state.ts';
import { proposedComponent } from './new-names.ts';
import { itemIn, type Visit } from './visit.ts';

const fixed: readonly MergeDecision[] = ['fail', 'keep', 'take'];

/**
 * All that has to be decided before a component that both have changes.
 * @param isOthers it belongs to somebody else in the target
 * @param nightlies those that the target has
 */
export function componentQuestions(
  visit: Visit,
  here: Growing,
  differences: readonly Difference[],
  isOthers: boolean,
  nightlies: readonly string[],
): readonly Question[] {
  return [
    ...(isOthers ? [aboutOwner(visit)] : []),
    ...aboutVersions(visit, differences),
    ...aboutNightlies(visit, differences, nightlies),
    ...aboutPlatforms(visit, here, differences),
  ];
}

function subject({ source, id }: Visit) {
  return { source: source.address, component: id, version: null, platform: null, name: null };
}

/** The whole component can come in under another id, once. */
function movable(visit: Visit): Pick<Question, 'allowed' | 'otherName'> {
  const allowed: readonly MergeDecision[] = visit.isRenamed ? fixed : [...fixed, 'rename'];
  return { allowed, otherName: proposedComponent(visit, theirsIn(visit)) };
}

/** The owner in the source; of two with the same id theirs is told apart by the id that it has here, or gets. */
function theirsIn(visit: Visit): string {
  const { owner } = itemIn(visit);
  return owner === own(visit.state.items, visit.id)?.owner ? visit.owners.idHere(owner) : owner;
}

function aboutOwner(visit: Visit): Question {
  const { owner: name } = itemIn(visit);
  const here = own(visit.state.items, visit.id)?.owner ?? '';
  return { ...subject(visit), ...movable(visit), kind: 'owner', name, here, there: theirsIn(visit) };
}

function aboutVersions(visit: Visit, differences: readonly Difference[]): readonly Question[] {
  const ours = own(visit.state.items, visit.id)?.owner ?? '';
  const theirs = itemIn(visit).owner;
  return differences.flatMap(({ version, platform, item, here }): Question[] => {
    if (here === null) return [];
    const bytes = { here: sha256Of(here), there: sha256Of(item) };
    const compared = { here: shownItem(here, ours), there: shownItem(item, theirs) };
    return [{ ...subject(visit), ...movable(visit), kind: 'version', version, platform, ...bytes, compared }];
  });
}

function aboutNightlies(
  visit: Visit,
  differences: readonly Difference[],
  nightlies: readonly string[],
): readonly Question[] {
  if (nightlies.length === 0 || !differences.some((one) => isNewNightly(one, nightlies))) return [];
  const there = nightlyOf(visit.verified.manifest) ?? '';
  return [{ ...subject(visit), kind: 'nightly', here: nightlies.join(' '), there, allowed: fixed }];
}

function aboutPlatforms(
  visit: Visit,
  here: Growing,
  differences: readonly Difference[],
): readonly Question[] {
  const platforms = [...new Set(differences.map(({ platform }) => platform))];
  return platforms.flatMap((platform): Question[] => {
    const hidden = hiddenBy(platform, here.items);
    if (hidden.length === 0) return [];
    const there = differences.filter((one) => one.platform === platform).map(({ version }) => version);
    const sides = { here: hidden.join(' '), there: there.join(' ') };
    return [{ ...subject(visit), kind: 'platform', platform, ...sides, allowed: fixed }];
  });
}

/** A nightly that would take the place of those that are there. */
export function isNewNightly({ version }: Difference, nightlies: readonly string[]): boolean {
  return isNightly(version) && !nightlies.includes(version);
}
