import { hasProblem, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { pressKeyChoice } from '../key-choice/key-choice-press.ts';
import type { KeyAsk } from '../key-choice/key-choice-state.ts';
import { actionOf, type Press, type Reason } from '../screen.ts';
import {
  after,
  changesNothing,
  choosing,
  fateAt,
  lastsUntil,
  type RoleDraft,
  tooFewLeft,
  turned,
  turnedLost,
  withChosen,
} from './role-draft.ts';
import { draftRows } from './role-draft-lines.ts';

/** What a key leads to: the next draft, and what is asked of the engine, or where the person goes from it. */
export type DraftPress = {
  readonly draft: RoleDraft;
  readonly ask?: KeyAsk;
  readonly to?: 'back' | 'next' | 'new-root';
  readonly notice?: Reason | undefined;
};

/** What a key does among the keys of a role; null: nothing here. */
export function pressDraft(draft: RoleDraft, press: Press): DraftPress | null {
  if (draft.choice !== null) return pressChoice(draft, draft.choice, press);
  if (draft.typing !== null) return pressNumbers(draft, draft.typing, press);
  const { meaning, view } = press;
  const table = pressTable(draft.table, meaning, {
    height: draftRows(draft, view.body, view.messages),
    columns: 2,
  });
  if (table !== null) return { draft: { ...draft, table } };
  const fate = fateAt(draft);
  switch (actionOf(meaning)) {
    case 'back':
      return { draft, to: 'back' };
    case 'replace':
      if (fate === null) return { draft, notice: 'onlyListed' };
      return { draft: choosing(draft, fate.id), ask: { kind: 'ring' } };
    case 'add-key':
      return { draft: choosing(draft, null), ask: { kind: 'ring' } };
    case 'remove':
      return rowAt(draft.table) === null ? { draft, notice: 'noRow' } : { draft: turned(draft) };
    case 'lost':
      return fate === null ? { draft, notice: 'onlyListed' } : { draft: turnedLost(draft) };
    case 'threshold':
      return { draft: { ...draft, typing: draft.numbers } };
    case 'new-root':
      return tooFewLeft(draft) === null ? { draft, notice: 'rootKeysEnough' } : { draft, to: 'new-root' };
    case 'accept': {
      if (tooFewLeft(draft) !== null) return { draft, notice: 'rootKeysLost' };
      const { keys, threshold } = after(draft);
      if (keys < threshold) return { draft, notice: 'tooFewKeys' };
      if (lastsUntil(draft).isEarlier) return { draft, notice: 'lastsShorter' };
      return changesNothing(draft) ? { draft, notice: 'nothingChanges' } : { draft, to: 'next' };
    }
    default:
      return null;
  }
}

function pressChoice(
  draft: RoleDraft,
  choice: NonNullable<RoleDraft['choice']>,
  press: Press,
): DraftPress | null {
  const told = pressKeyChoice(choice.keys, press);
  if (told === null) return null;
  if (told.left === true) return { draft: { ...draft, choice: null } };
  const next = { ...draft, choice: { ...choice, keys: told.choice } };
  if (told.taken !== undefined) return { draft: withChosen(next, told.taken) };
  return told.ask === undefined ? { draft: next, notice: told.notice } : { draft: next, ask: told.ask };
}

const number = /^[1-9]\d{0,4}$/;

function pressNumbers(
  draft: RoleDraft,
  typed: NonNullable<RoleDraft['typing']>,
  { meaning }: Press,
): DraftPress | null {
  const edited = pressForm(typed, meaning);
  if (edited !== null) return { draft: { ...draft, typing: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { draft: { ...draft, typing: null } };
  if (action !== 'accept') return null;
  const wrong = (name: 'threshold' | 'days') => {
    const text = textOf(typed, name);
    return text === '' || number.test(text) ? null : ('number' as const);
  };
  const checked = withProblems(typed, { threshold: wrong('threshold'), days: wrong('days') });
  if (hasProblem(checked)) return { draft: { ...draft, typing: checked }, notice: 'formWrong' };
  return { draft: { ...draft, numbers: { ...checked, focus: 0 }, typing: null } };
}
