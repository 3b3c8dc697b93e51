import { hasProblem, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { pressKeyChoice } from '../key-choice/key-choice-press.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, reading } from '../work/work-state.ts';
import { askedByChange, keysAfter, type OwnerChange } from './owner-change.ts';
import { wholeNumber } from './owner-forms.ts';
import type { OwnersState } from './owners-state.ts';

type Answer = Outcome<OwnersState> | null;

/** What a key does while somebody is given keys. */
export function pressChange(state: OwnersState, change: OwnerChange, press: Press): Answer {
  switch (change.step) {
    case 'who':
      return pressWho(state, change, press);
    case 'old':
      return pressOld(state, change, press);
    case 'keys':
      return pressKeys(state, change, press);
    case 'threshold':
      return pressThreshold(state, change, press);
  }
}

function moved(state: OwnersState, change: OwnerChange, more: Partial<OwnerChange>): OwnersState {
  return { ...state, change: { ...change, ...more } };
}

/** On to the keys: those of the home are read as they are now. */
function toKeys(state: OwnersState, change: OwnerChange): OwnersState {
  const work = reading(state.work, { kind: 'key', ask: { kind: 'ring' } } as const);
  return { ...moved(state, change, { step: 'keys' }), work };
}

function pressWho(state: OwnersState, change: OwnerChange, { meaning }: Press): Answer {
  const { who, choice } = change;
  const edited = pressForm(who, meaning);
  if (edited !== null) return { state: moved(state, change, { who: edited }) };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, change: null, kept: change } };
  if (action !== 'accept') return null;
  const id = textOf(who, 'id');
  const exists = state.listed?.owners?.owners.some((owner) => owner.id === id) === true;
  const checked = withProblems(who, { id: id === '' ? 'empty' : exists ? 'exists' : null });
  if (hasProblem(checked)) return { state: moved(state, change, { who: checked }), notice: 'formWrong' };
  if (who.focus < who.entries.length - 1)
    return { state: moved(state, change, { who: { ...checked, focus: who.focus + 1 } }) };
  return { state: toKeys(state, { ...change, who: checked, choice: { ...choice, suggested: id } }) };
}

function pressOld(state: OwnersState, change: OwnerChange, { meaning, view }: Press): Answer {
  const table = pressTable(change.old, meaning, { height: view.body.height - 4, columns: 1 });
  if (table !== null) return { state: moved(state, change, { old: table }) };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, change: null, kept: change } };
  return action === 'accept' && rowAt(change.old) !== null ? { state: toKeys(state, change) } : null;
}

function pressKeys(state: OwnersState, change: OwnerChange, press: Press): Answer {
  const told = pressKeyChoice(change.choice, press);
  if (told === null) return null;
  const { choice, ask, taken, left, notice } = told;
  const next: OwnerChange = { ...change, choice };
  if (left === true) return { state: leftKeys(state, next) };
  if (ask !== undefined) {
    const begin = ask.kind === 'generate' || ask.kind === 'paste' ? changing : reading;
    return { state: { ...moved(state, next, {}), work: begin(state.work, { kind: 'key', ask }) } };
  }
  if (taken === undefined) return { state: moved(state, next, {}), notice };
  const chosen: OwnerChange = { ...next, taken };
  // one key signs alone, and one that is replaced leaves the threshold as it was
  if (change.kind === 'replace' || keysAfter(chosen) === 1) return { state: planned(state, chosen) };
  return { state: moved(state, chosen, { step: 'threshold' }) };
}

function leftKeys(state: OwnersState, change: OwnerChange): OwnersState {
  if (change.kind === 'grant') return moved(state, change, { step: 'who' });
  if (change.kind === 'replace' && change.old.rows.length > 1) return moved(state, change, { step: 'old' });
  return { ...state, change: null, kept: change };
}

function pressThreshold(state: OwnersState, change: OwnerChange, { meaning }: Press): Answer {
  const { signers } = change;
  const edited = pressForm(signers, meaning);
  if (edited !== null) return { state: moved(state, change, { signers: edited }) };
  const action = actionOf(meaning);
  if (action === 'back') return { state: moved(state, change, { step: 'keys' }) };
  if (action !== 'accept') return null;
  const wanted = textOf(signers, 'threshold');
  const isNumber = wholeNumber.test(wanted);
  const threshold = !isNumber ? 'number' : Number(wanted) > keysAfter(change) ? 'many' : null;
  const checked = withProblems(signers, { threshold });
  const next = { ...change, signers: checked };
  if (threshold !== null) return { state: moved(state, next, {}), notice: 'formWrong' };
  return { state: planned(state, next) };
}

/** Has the engine plan it. */
function planned(state: OwnersState, change: OwnerChange): OwnersState {
  const { who, old, signers } = change;
  const alone = keysAfter(change) === 1;
  const asked = askedByChange(change, {
    id: textOf(who, 'id'),
    name: textOf(who, 'name'),
    old: rowAt(old)?.id ?? '',
    threshold: alone ? 1 : Number(textOf(signers, 'threshold')),
  });
  return { ...state, change, work: reading(state.work, asked) };
}
