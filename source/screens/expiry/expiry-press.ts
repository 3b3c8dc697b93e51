import type { RenewRequest } from '../../engine/index.ts';
import { pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { othersSign, renewedLines, renewLines } from './expiry-lines.ts';
import { dueRows, type ExpiryState, expiryAtStart, requestOf, requestWithOthers } from './expiry-state.ts';

type Told = Outcome<ExpiryState> | null;

/** Rows of the time line: above it a title and two lines, below it what is seen. */
export function expiryRows(height: number): number {
  return Math.max(3, height - 5);
}

/** What a key does. */
export function pressExpiry(state: ExpiryState, press: Press): Told {
  if (workContext(state.work) !== null) {
    const pressed = pressWork(state.work, press);
    if (pressed === null) return null;
    // a time line that could not be read leaves nothing to look at
    if (state.found === null && pressed.work.task === null && pressed.work.problem === null)
      return { state: { ...state, work: pressed.work }, leave: true };
    // what it was planned on may have moved: the person looks at a new plan
    if (pressed.again !== undefined)
      return {
        state: {
          ...state,
          work: reading(pressed.work, { kind: 'plan', request: state.request ?? requestOf(state) }),
        },
      };
    return { state: { ...state, work: pressed.work }, notice: pressed.notice };
  }
  switch (state.step) {
    case 'list':
      return pressList(state, press);
    case 'days':
      return pressDays(state, press);
    case 'way':
      return pressWay(state, press);
    default:
      return pressReport(state, press);
  }
}

function pressList(state: ExpiryState, { meaning, view }: Press): Told {
  const table = pressTable(state.table, meaning, { height: expiryRows(view.body.height), columns: 5 });
  if (table !== null) return { state: { ...state, table } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'refresh':
      return { state: { ...state, work: reading(state.work, { kind: 'read' }) } };
    case 'renew': {
      const here = rowAt(state.table);
      if (here === null) return { state, notice: 'noRow' };
      const chosen = state.table.chosen.size > 0 ? state.table.chosen : new Set([here.id]);
      return { state: { ...state, table: { ...state.table, chosen }, step: 'days' } };
    }
    case 'renew-due': {
      const due = state.found === null ? [] : dueRows(state.found);
      if (due.length === 0) return { state, notice: 'nothingDue' };
      return { state: { ...state, table: { ...state.table, chosen: new Set(due) }, step: 'days' } };
    }
    default:
      return null;
  }
}

function pressDays(state: ExpiryState, { meaning }: Press): Told {
  const form = pressForm(state.form, meaning);
  if (form !== null) return { state: { ...state, form } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'list' } };
  if (action !== 'accept') return null;
  const typed = textOf(state.form, 'days');
  const days = Number(typed);
  if (typed !== '' && !(Number.isInteger(days) && days >= 1 && days <= 36_500))
    return { state: { ...state, form: withProblems(state.form, { days: 'days' }) }, notice: 'formWrong' };
  return planned(state, requestOf(state));
}

function planned(state: ExpiryState, request: RenewRequest): Told {
  return { state: { ...state, request, work: reading(state.work, { kind: 'plan', request }) } };
}

function pressWay(state: ExpiryState, { meaning }: Press): Told {
  const way = pressForm(state.way, meaning);
  if (way !== null) return { state: { ...state, way } };
  const action = actionOf(meaning);
  if (action === 'back') return planned(state, requestOf(state));
  if (action !== 'accept') return null;
  const filled = (['listen', 'out', 'from'] as const).filter((name) => textOf(state.way, name) !== '');
  // a folder that came back can be waited for again, too: that is a server's alone
  if (filled.length <= 1) return planned(state, requestWithOthers(state));
  const last = filled.at(-1) ?? 'from';
  return {
    state: { ...state, way: withProblems(state.way, { [last]: 'oneWay' as const }) },
    notice: 'formWrong',
  };
}

function pressReport(state: ExpiryState, { meaning, view }: Press): Told {
  const { plan, result, step, work } = state;
  if (plan === null) return null;
  const lines =
    step === 'done' && result !== null
      ? renewedLines(result, view.messages)
      : renewLines(plan, view.messages);
  const count = wrapped(lines, view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'done':
      return { state: { ...expiryAtStart(result?.saved ?? ''), work }, go: 'home' };
    case 'back':
      return { state: { ...state, step: plan.collects.length > 0 ? 'way' : 'days' } };
    case 'ask-signers':
      return othersSign(plan) ? { state: { ...state, step: 'way' } } : { state, notice: 'signersHere' };
    case 'start':
      if (plan.missing.length > 0) return { state, notice: 'signersMissing' };
      if (plan.items.length === 0) return { state, notice: 'nothingToRenew' };
      return { state: { ...state, work: changing(work, { kind: 'renew', plan }) } };
    default:
      return null;
  }
}
