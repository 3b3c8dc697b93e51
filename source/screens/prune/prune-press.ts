import { pressForm, textOf } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { tableOf } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressWork } from '../work/work-state.ts';
import { isTyped, type PolicyRow, policyRows, turned, withText } from './policy.ts';
import { pressReceipt, pressReview, pressRunning, pressTyping } from './prune-end-press.ts';
import {
  fieldOf,
  isWorkingOut,
  type PruneState,
  pruneAtStart,
  withPlannedPolicy,
  withPolicy,
} from './prune-state.ts';

type Answer = Outcome<PruneState> | null;

/** What a key does. */
export function prunePress(state: PruneState, press: Press): Answer {
  if (state.work.problem !== null) return pressProblem(state, press);
  if (state.plan === null) return actionOf(press.meaning) === 'back' ? { state, leave: true } : null;
  if (state.form !== null) return pressField(state, state.form, press);
  switch (state.step) {
    case 'policy':
      return pressPolicy(state, press);
    case 'versions':
      return pressVersions(state, press);
    case 'components':
      return pressComponents(state, press);
    case 'review':
      return pressReview(state, press);
    case 'confirm':
      return pressTyping(state, press);
    case 'running':
      return pressRunning(state, press);
    case 'receipt':
      return pressReceipt(state, press);
  }
}

/** What a policy was refused for is changed; where the mirror can't be read at all there is nothing to go back to. */
function pressProblem(state: PruneState, press: Press): Answer {
  const pressed = pressWork(state.work, press);
  if (pressed === null) return null;
  const next = { ...state, work: pressed.work };
  if (actionOf(press.meaning) !== 'back') return { state: next };
  return state.plan === null ? { state: pruneAtStart, leave: true } : { state: withPlannedPolicy(next) };
}

function rowOf({ place }: PruneState): PolicyRow {
  return policyRows[place] ?? 'keepLast';
}

function pressPolicy(state: PruneState, { meaning }: Press): Answer {
  const place = pressMenu(state.place, policyRows.length, meaning);
  if (place !== null) return { state: { ...state, place } };
  const row = rowOf(state);
  const action = actionOf(meaning);
  switch (action) {
    case 'back':
      return { state, leave: true };
    case 'less':
    case 'more': {
      const policy = turned(state.policy, row, action === 'more' ? 1 : -1);
      return policy === null ? { state, notice: 'typeIt' } : { state: withPolicy(state, policy) };
    }
    case 'change':
      return changeRow(state, row);
    case 'pane':
      return { state: { ...state, step: 'versions' } };
    case 'accept':
      if (isWorkingOut(state)) return { state: { ...state, goesOn: true } };
      return { state: { ...state, step: 'review', top: 0 } };
    default:
      return null;
  }
}

function changeRow(state: PruneState, row: PolicyRow): Answer {
  if (row === 'components') {
    const components = tableOf(state.components.rows, state.policy.components);
    return { state: { ...state, components, step: 'components' } };
  }
  if (!isTyped(row)) {
    const policy = turned(state.policy, row, 1);
    return policy === null ? null : { state: withPolicy(state, policy) };
  }
  return { state: { ...state, form: fieldOf(row, state) } };
}

function pressField(state: PruneState, form: NonNullable<PruneState['form']>, { meaning }: Press): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, form: null } };
  const row = form.entries[0]?.name;
  if (action !== 'accept' || row === undefined) return null;
  const policy = withText(state.policy, row, textOf(form, row));
  if (policy === null) {
    const entries = form.entries.map((entry) => ({ ...entry, problem: 'number' as const }));
    return { state: { ...state, form: { entries, focus: 0 } }, notice: 'formWrong' };
  }
  return { state: withPolicy({ ...state, form: null }, policy) };
}

/** Rows of the table of versions when it has the screen. */
export function versionRowsOn(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 6);
}

function pressVersions(state: PruneState, { meaning, view }: Press): Answer {
  const shape = { height: versionRowsOn(view.body.height), columns: 4 };
  const versions = pressTable(state.versions, meaning, shape);
  if (versions !== null) return { state: { ...state, versions } };
  switch (actionOf(meaning)) {
    case 'back':
    case 'pane':
      return { state: { ...state, step: 'policy' } };
    default:
      return null;
  }
}

function pressComponents(state: PruneState, { meaning, view }: Press): Answer {
  const shape = { height: view.body.height - 4, columns: 2 };
  const components = pressTable(state.components, meaning, shape);
  if (components !== null) return { state: { ...state, components } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'policy' } };
    case 'accept': {
      const { chosen, rows } = state.components;
      // all of them is none in particular: what comes later is meant too
      const ids = chosen.size === rows.length ? [] : [...chosen].sort();
      return { state: withPolicy({ ...state, step: 'policy' }, { ...state.policy, components: ids }) };
    }
    default:
      return null;
  }
}
