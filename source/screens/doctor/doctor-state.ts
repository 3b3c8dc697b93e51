import type { DoctorFinding, DoctorResult } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { rowAt, type TableState, tableOf } from '../../ui/table/table-state.ts';
import {
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';
import { bySeverity } from './finding-order.ts';

export type DoctorWork = 'look';

export type DoctorState = {
  readonly work: Work<DoctorWork>;
  readonly result: DoctorResult | null;
  /** The most severe first; a row's id is its place here. */
  readonly findings: readonly DoctorFinding[];
  readonly table: TableState;
  /** Everything that was looked at is read through. */
  readonly reading: boolean;
  readonly top: number;
};

export type DoctorEvent = WorkEvent | { readonly type: 'looked'; readonly result: DoctorResult };

export const doctorAtStart: DoctorState = {
  work: reading(idle(), 'look'),
  result: null,
  findings: [],
  table: tableOf([]),
  reading: false,
  top: 0,
};

/** Which keys hold. */
export function doctorContext(state: DoctorState): ContextName {
  return workContext(state.work) ?? (state.reading ? 'report' : 'doctor');
}

/** Looks at everything anew. */
export function lookAgain(state: DoctorState): DoctorState {
  return { ...state, work: reading(state.work, 'look') };
}

/** Coming back looks anew, since what was found has perhaps been put right meanwhile. */
export function entered(state: DoctorState): DoctorState {
  return state.work.task === null ? lookAgain(state) : state;
}

/** The finding that is marked. */
export function findingAt({ findings, table }: DoctorState): DoctorFinding | null {
  const row = rowAt(table);
  return row === null ? null : (findings[Number(row.id)] ?? null);
}

/** What the engine's answers change. */
export function reduceDoctor(state: DoctorState, event: DoctorEvent): DoctorState {
  if (event.type !== 'looked') return { ...state, work: withWorkEvent(state.work, event) };
  const findings = bySeverity(event.result.findings);
  const rows = findings.map(({ state: gravity, area }, at) => ({
    id: String(at),
    cells: [gravity, area, at],
  }));
  const kept = Math.min(state.table.cursor, Math.max(0, rows.length - 1));
  const table = { ...tableOf(rows), cursor: kept, top: Math.min(state.table.top, kept) };
  return { ...state, work: settled(state.work), result: event.result, findings, table };
}
