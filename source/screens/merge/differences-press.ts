import { withoutTilde } from '../../ui/form/complete-path.ts';
import { pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { moveTo, rowAt } from '../../ui/table/table-state.ts';
import { stepBody } from '../../ui/wizard.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { reading } from '../work/work-state.ts';
import { choicesOf } from './choices.ts';
import { decidedConflicts, isPlannedWith } from './decisions.ts';
import { differenceHeight } from './layout.ts';
import { usualFile } from './merge-command.ts';
import { planned } from './merge-events.ts';
import { conflictOfRow, differenceColumns, differenceTable, nextUndecided } from './merge-rows.ts';
import { fileForm, type MergeState, type MergeWork, mergeRequest, policies } from './merge-state.ts';

type Answer = Outcome<MergeState> | null;

/** What differs, row by row. */
export function pressDifferences(state: MergeState, { meaning, view }: Press): Answer {
  const height = differenceHeight(stepBody(view.body));
  const table = pressTable(state.table, meaning, { height, columns: differenceColumns });
  if (table !== null) return { state: { ...state, table } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'trust', looking: Math.max(0, state.met.length - 1), top: 0 } };
    case 'accept':
      return goOn(state, height);
    case 'decide': {
      const row = rowAt(state.table)?.id;
      if (row === undefined) return { state, notice: 'noRow' };
      const found = conflictOfRow(state, row);
      const decision = found?.conflict.decision ?? 'fail';
      // what is open begins with the choice that changes nothing here
      const place = found === null || decision === 'fail' ? 0 : choicesOf(found).indexOf(decision);
      const drafts = row === state.row ? state.drafts : { ...state.drafts, to: undefined };
      return { state: { ...state, step: 'details', row, drafts, place: Math.max(0, place), top: 0 } };
    }
    case 'conflicts': {
      const next = { ...state, onlyConflicts: !state.onlyConflicts };
      return { state: { ...next, table: differenceTable(next, height) } };
    }
    case 'policy':
      return { state: { ...state, step: 'policy', rule: Math.max(0, policies.indexOf(state.policy)) } };
    case 'save':
      return asksFile(state, 'save');
    case 'load':
      return asksFile(state, 'load');
    default:
      return null;
  }
}

/** On to who signs, once everything is decided and planned so. */
function goOn(state: MergeState, height: number): Answer {
  if (state.plan === null) return { state: planned(state, false) };
  if (decidedConflicts(state.plan, state.decisions).some(({ decision }) => decision === 'fail')) {
    // what is open may be hidden by a filter
    const place = nextUndecided(state.table);
    const table = place === null ? state.table : moveTo(state.table, place, height);
    return { state: { ...state, table }, notice: 'mergeUndecided' };
  }
  if (!isPlannedWith(state.plan, mergeRequest(state))) return { state: planned(state, true) };
  return { state: { ...state, step: 'signing', top: 0 } };
}

/** The field for a file of decisions. */
export function asksFile(state: MergeState, what: 'load' | 'save'): Answer {
  if (what === 'save' && (state.plan?.conflicts.length ?? 0) === 0) return { state, notice: 'noConflicts' };
  return {
    state: { ...state, file: { what, form: fileForm(state.drafts.file ?? state.savedIn ?? usualFile) } },
  };
}

export function pressFile(
  state: MergeState,
  { what, form }: NonNullable<MergeState['file']>,
  { meaning }: Press,
): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, file: { what, form: edited } } };
  const action = actionOf(meaning);
  if (action === 'back')
    return { state: { ...state, file: null, drafts: { ...state.drafts, file: textOf(form, 'file') } } };
  if (action !== 'accept') return null;
  const file = withoutTilde(textOf(form, 'file'));
  if (file === '')
    return {
      state: { ...state, file: { what, form: withProblems(form, { file: 'empty' }) } },
      notice: 'formWrong',
    };
  const conflicts = state.plan === null ? [] : decidedConflicts(state.plan, state.decisions);
  const work: MergeWork = what === 'load' ? { kind: 'load', file } : { kind: 'save', file, conflicts };
  return { state: { ...state, work: reading<MergeWork>(state.work, work) } };
}

/** One rule for all that nobody decides by hand. */
export function pressPolicy(state: MergeState, { meaning }: Press): Answer {
  const rule = pressMenu(state.rule, policies.length, meaning);
  if (rule !== null) return { state: { ...state, rule } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'differences' } };
  if (action !== 'accept') return null;
  const policy = policies[state.rule] ?? 'fail';
  const next: MergeState = { ...state, policy, step: 'differences' };
  return { state: policy === state.policy ? next : planned(next, false) };
}
