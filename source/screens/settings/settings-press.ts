import { pressForm, textEntry, textOf } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork } from '../work/work-state.ts';
import {
  isSet,
  isTyped,
  settingRows,
  type TypedRow,
  turned,
  typedChange,
  untouched,
} from './settings-rows.ts';
import { marked, type SettingsState, type ValueForm, withChange } from './settings-state.ts';

type Answer = Outcome<SettingsState> | null;

/** What a key does among the settings. */
export function pressSettings(state: SettingsState, press: Press): Answer {
  const { known, form } = state;
  if (state.work.problem !== null) return pressProblem(state, press);
  if (known === null) return actionOf(press.meaning) === 'back' ? { state, leave: true } : null;
  if (form !== null) return pressValue(state, form, press);
  const place = pressMenu(state.place, settingRows.length, press.meaning);
  if (place !== null) return { state: { ...state, place } };
  const row = settingRows[state.place] ?? 'language';
  switch (actionOf(press.meaning)) {
    case 'back':
      return { state, leave: true };
    case 'change': {
      if (isTyped(row)) return { state: { ...state, form: formFor(row, known.settings[row] ?? '') } };
      return shown(withChange(state, turned(row, known.settings, known.surroundings)), row);
    }
    case 'reset':
      if (!isSet(row, known.settings)) return { state, notice: 'nothingSet' };
      return shown(withChange(state, untouched(row)), row);
    default:
      return null;
  }
}

function formFor(row: TypedRow, value: string | number): ValueForm {
  return { entries: [textEntry<TypedRow, TypedRow>(row, String(value))], focus: 0 };
}

/** Everything looks so at once. */
function shown(state: SettingsState, row: (typeof settingRows)[number]): Answer {
  const notice = row === 'screenReader' ? ({ notice: 'nextStart' } as const) : {};
  return state.known === null ? { state } : { state, settings: state.known.settings, ...notice };
}

function pressProblem(state: SettingsState, press: Press): Answer {
  const outcome = pressWork(state.work, press);
  if (outcome === null) return null;
  const { known } = state;
  if (known === null && outcome.work.task === null && outcome.work.problem === null) {
    return { state, leave: true };
  }
  // a change that failed has not happened: what is shown goes back to what is kept
  const next: SettingsState = { ...state, work: outcome.work };
  if (outcome.again?.kind === 'write') return shown(withChange(next, outcome.again.change), 'language');
  return known === null ? { state: next } : { state: next, settings: known.saved };
}

function pressValue(state: SettingsState, form: ValueForm, { meaning }: Press): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, form: null } };
  const row = form.entries[0]?.name;
  if (action !== 'accept' || row === undefined) return null;
  const change = typedChange(row, textOf(form, row));
  if (change === null) return { state: { ...state, form: marked(form, true) }, notice: 'formWrong' };
  const work = changing(state.work, { kind: 'write' as const, change });
  return { state: { ...state, form: marked(form, false), work } };
}
