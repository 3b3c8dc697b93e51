import type { MergeDecision } from '../../engine/index.ts';
import { diffLines } from '../../ui/diff/diff-lines.ts';
import { pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { moveTo } from '../../ui/table/table-state.ts';
import { stepBody } from '../../ui/wizard.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { choicesOf, menuLines } from './choices.ts';
import { withDecision } from './decisions.ts';
import { conflictRows, rowLines, sideTitles } from './details-lines.ts';
import { differenceHeight, sidesHeight } from './layout.ts';
import { conflictOfRow, differenceTable, nextUndecided, type RowConflict } from './merge-rows.ts';
import { type MergeState, nameForm } from './merge-state.ts';
import { nameProblem } from './other-name.ts';

type Answer = Outcome<MergeState> | null;

/** One row: a conflict is decided, others are looked at. */
export function pressDetails(state: MergeState, press: Press): Answer {
  const found = conflictOfRow(state, state.row);
  if (found === null) return pressRow(state, press);
  if (state.naming !== null) return pressNaming(state, found, state.naming, press);
  const choices = choicesOf(found);
  const { meaning } = press;
  switch (actionOf(meaning)) {
    case 'page-down':
    case 'page-up':
      return { state: { ...state, top: scrolledSides(state, found, press) } };
    case 'back':
      return { state: { ...state, step: 'differences' } };
    case 'decide': {
      const decision = choices[state.place] ?? 'fail';
      if (decision === 'rename')
        return { state: { ...state, naming: nameForm(state.drafts.to ?? found.conflict.to ?? '') } };
      return { state: decided(state, found, decision, null, press) };
    }
  }
  const place = pressMenu(state.place, choices.length, meaning);
  return place === null ? null : { state: { ...state, place } };
}

/** The two sides may be longer than their room: pages move in them, single steps in the menu. */
function scrolledSides(state: MergeState, found: RowConflict, { meaning, view }: Press): number {
  const { messages } = view;
  const body = stepBody(view.body);
  const rows = conflictRows(found, messages);
  const menuHeight = choicesOf(found).length + menuLines(found, state.place, messages, body.width).length;
  const count = diffLines(rows, sideTitles(found, messages, body.width), body.width).length;
  return pressPager(state.top, count, sidesHeight(body, menuHeight), meaning) ?? state.top;
}

function pressNaming(
  state: MergeState,
  found: RowConflict,
  form: NonNullable<MergeState['naming']>,
  press: Press,
): Answer {
  const edited = pressForm(form, press.meaning);
  if (edited !== null) return { state: { ...state, naming: edited } };
  const action = actionOf(press.meaning);
  if (action === 'back')
    return { state: { ...state, naming: null, drafts: { ...state.drafts, to: textOf(form, 'to') } } };
  if (action !== 'accept') return null;
  const name = textOf(form, 'to');
  const problem = nameProblem(found.conflict, name, state.plan, state.decisions);
  if (problem !== null)
    return { state: { ...state, naming: withProblems(form, { to: problem }) }, notice: 'formWrong' };
  return { state: decided({ ...state, naming: null }, found, 'rename', name === '' ? null : name, press) };
}

/** Back at the table, on the next conflict that is still open. */
function decided(
  state: MergeState,
  { conflict }: RowConflict,
  decision: MergeDecision,
  to: string | null,
  { view }: Press,
): MergeState {
  const decisions = withDecision(state.decisions, conflict, decision, to);
  const drafts = { ...state.drafts, to: undefined };
  const next: MergeState = { ...state, decisions, drafts, step: 'differences', savedIn: null };
  const height = differenceHeight(stepBody(view.body));
  const table = differenceTable(next, height);
  const place = nextUndecided(table);
  return { ...next, table: place === null ? table : moveTo(table, place, height) };
}

function pressRow(state: MergeState, { meaning, view }: Press): Answer {
  if (actionOf(meaning) === 'back') return { state: { ...state, step: 'differences' } };
  if (state.plan === null) return null;
  const { width, height } = stepBody(view.body);
  const count = wrapped(rowLines(state.plan, state.row, view.messages), width).length;
  const top = pressPager(state.top, count, height, meaning);
  return top === null ? null : { state: { ...state, top } };
}
