import type { MergeDecision, MergeLeft } from '../../api/merge.ts';
import { fileOfUrl } from '../names.ts';
import { own } from '../record.ts';
import { addComponent } from './add-component.ts';
import { compareComponent, type Difference, liveNightlies, nightlyOf } from './compare-component.ts';
import { componentQuestions, isNewNightly } from './component-questions.ts';
import type { Answer, Question } from './conflicts.ts';
import { nameOf, placeTarball } from './merge-files.ts';
import type { Growing } from './merge-state.ts';
import { checkOtherComponent } from './new-names.ts';
import { itemIn, type Visit } from './visit.ts';

/** Merges a component as far as it is decided; what isn't merged is noted, with the reason. */
export function mergeComponent(visit: Visit): void {
  const { state, source, id } = visit;
  const item = own(state.items, id);
  if (item === undefined) {
    addComponent(visit);
    return;
  }
  if (item.yanked) {
    state.leave(source, id, 'yanked-here');
    return;
  }
  const here = state.component(id);
  if (here === null) {
    state.leave(source, id, 'unusable');
    return;
  }
  const { differences, identical, unmerged } = compareComponent(here.items, visit.verified.manifest);
  if (identical > 0) state.alike.push({ source: source.address, component: id, versions: identical });
  for (const { reason, version, platform } of unmerged) state.leave(source, id, reason, version, platform);
  if (differences.length > 0) mergeDifferences(visit, here, differences);
}

function mergeDifferences(visit: Visit, here: Growing, differences: readonly Difference[]): void {
  const { state, owners, id, isRenamed } = visit;
  const owner = owners.ofKnown(itemIn(visit).owner, own(state.items, id)?.owner ?? '');
  if (owner === 'kept' || owner === 'undecided') {
    leaveAll(visit, differences, owner);
    return;
  }
  const nightlies = liveNightlies(here.items);
  const questions = componentQuestions(visit, here, differences, owner === 'different', nightlies);
  const asked = questions.map((question) => ({ question, answer: answered(visit, question) }));
  const moved = asked.find(({ answer }) => answer.decision === 'rename')?.answer;
  const answers = new Answers(asked);
  const toOwner = moved === undefined ? answers.to('owner') : 'rename';
  for (const { question, answer } of asked) {
    // A decision that moves or leaves out the whole component leaves nothing to be asked about its parts.
    if (toOwner === 'keep' && question.kind !== 'owner') continue;
    if (moved === undefined) state.conflicts.note(question, answer);
    else if (question.allowed.includes('rename')) state.conflicts.note(question, moved);
  }
  if (moved !== undefined && !isRenamed) {
    mergeComponent({ ...visit, id: checkOtherComponent(visit, moved.to ?? ''), isRenamed: true });
    return;
  }
  if (toOwner !== 'take') {
    leaveAll(visit, differences, reasonOf(toOwner));
    return;
  }
  const came: string[] = [];
  for (const difference of differences) {
    const { version, platform } = difference;
    const against = [
      answers.to('version', version, platform),
      isNewNightly(difference, nightlies) ? answers.to('nightly') : 'take',
      answers.to('platform', null, platform),
    ].find((decision) => decision !== 'take');
    if (against !== undefined) leaveAll(visit, [difference], reasonOf(against));
    else if (accept(visit, here, difference)) came.push(version);
  }
  if (came.length === 0) return;
  const isNew = differences.some((one) => isNewNightly(one, nightlies) && came.includes(one.version));
  if (isNew) replaceNightlies(visit, here);
  settle(visit, here);
}

/** Who comes in under another id brings the components along under other ids, where nothing else is decided. */
function answered(visit: Visit, question: Question): Answer {
  const answer = visit.state.conflicts.answer(question);
  const { owner } = itemIn(visit);
  const mayMove = question.kind === 'owner' && owner === question.here && question.allowed.includes('rename');
  if (answer.decision !== 'fail' || !mayMove || !visit.owners.isMoved(owner)) return answer;
  return { decision: 'rename', to: question.otherName ?? null };
}

/** How the questions about one component were answered; what was no question may come in. */
class Answers {
  readonly #asked: readonly { readonly question: Question; readonly answer: Answer }[];

  constructor(asked: readonly { readonly question: Question; readonly answer: Answer }[]) {
    this.#asked = asked;
  }

  to(kind: Question['kind'], version: string | null = null, platform: string | null = null): MergeDecision {
    const found = this.#asked.find(
      ({ question }) =>
        question.kind === kind && question.version === version && question.platform === platform,
    );
    return found?.answer.decision ?? 'take';
  }
}

function reasonOf(decision: MergeDecision): MergeLeft['reason'] {
  return decision === 'keep' ? 'kept' : 'undecided';
}

function leaveAll(
  { state, source, id }: Visit,
  differences: readonly Difference[],
  reason: MergeLeft['reason'],
): void {
  for (const { version, platform } of differences) state.leave(source, id, reason, version, platform);
}

/** Puts one version into the component; false when its tarball has no place. */
function accept(visit: Visit, here: Growing, { version, platform, item, here: known }: Difference): boolean {
  const { state, source, id, isRenamed } = visit;
  const arrival = { source, component: id, version, platform, item, isRenamed };
  const placed = placeTarball(state, arrival);
  if (placed === null) return false;
  if (known !== null && fileOfUrl(known.url) !== fileOfUrl(placed.url)) {
    state.release(known, nameOf(arrival));
  }
  here.items[platform] = { ...here.items[platform], [version]: placed };
  return true;
}

/** As a publish does it: what is new is the nightly now, and the others go, on every platform. */
function replaceNightlies({ state, id, verified }: Visit, here: Growing): void {
  const nightly = nightlyOf(verified.manifest) ?? '';
  for (const [platform, versions] of Object.entries(here.items)) {
    const going = liveNightlies({ [platform]: versions }).filter((version) => version !== nightly);
    const all = Object.entries(versions);
    here.items[platform] = Object.fromEntries(all.filter(([version]) => !going.includes(version)));
    for (const [version, item] of all) {
      if (going.includes(version)) state.release(item, nameOf({ component: id, version, platform }));
    }
  }
  here.nightly = nightly;
}

/** The source's description comes along with its versions, as in stock; flags stay as the target has them. */
function settle({ state, source, verified, id }: Visit, here: Growing): void {
  if (verified.manifest.description !== '') here.description = verified.manifest.description;
  here.from.push({ source: source.address, verified });
  state.grown.set(id, here);
}
