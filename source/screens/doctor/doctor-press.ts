import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressWork } from '../work/work-state.ts';
import { checkLines } from './doctor-lines.ts';
import { type DoctorState, findingAt, lookAgain } from './doctor-state.ts';
import { remedyRoom } from './remedy-room.ts';

/** Rows of the table; below it stands what to do about the marked one. */
export function tableHeight(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 12);
}

/** What a key does. */
export function pressDoctor(state: DoctorState, press: Press): Outcome<DoctorState> | null {
  const action = actionOf(press.meaning);
  const { work } = state;
  if (work.task !== null || work.problem !== null) {
    if (work.problem === null && action === 'back') return { state, leave: true };
    const pressed = pressWork(work, press);
    if (pressed === null) return null;
    const given = { state: { ...state, work: pressed.work }, notice: pressed.notice };
    return work.problem !== null && action === 'back' ? { ...given, leave: true } : given;
  }
  return state.reading ? pressReport(state, press) : pressFindings(state, press);
}

function pressReport(state: DoctorState, { meaning, view }: Press): Outcome<DoctorState> | null {
  const { body, messages } = view;
  const lines = state.result === null ? [] : checkLines(state.result, messages);
  const top = pressPager(state.top, wrapped(lines, body.width).length, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  return actionOf(meaning) === 'back' ? { state: { ...state, reading: false } } : null;
}

function pressFindings(state: DoctorState, { meaning, view }: Press): Outcome<DoctorState> | null {
  const table = pressTable(state.table, meaning, { height: tableHeight(view.body.height), columns: 0 });
  if (table !== null) return { state: { ...state, table } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'refresh':
      return { state: lookAgain(state) };
    case 'details':
      return { state: { ...state, reading: true, top: 0 } };
    case 'open': {
      const finding = findingAt(state);
      if (finding === null) return { state, notice: 'noRow' };
      const go = remedyRoom(finding.code);
      return go === null ? { state, notice: 'noRemedyRoom' } : { state, go };
    }
    default:
      return null;
  }
}
