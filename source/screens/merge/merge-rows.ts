import type { ListedSource, MergeCompared, MergeConflict, MergePlan } from '../../engine/index.ts';
import {
  filterBy,
  moveTo,
  rowAt,
  type TableRow,
  type TableState,
  tableOf,
} from '../../ui/table/table-state.ts';
import { type Decisions, decidedAs, decidedConflicts } from './decisions.ts';
import type { MergeState } from './merge-state.ts';

/** The same rows under new cells: cursor, filter and order stay. */
export function relaid(table: TableState, rows: readonly TableRow[], height: number): TableState {
  const held = rowAt(table)?.id;
  const fresh = { ...tableOf(rows, table.chosen), sort: table.sort, top: table.top };
  const arranged = filterBy(fresh, table.filter, height);
  const place = arranged.shown.findIndex((index) => rows[index]?.id === held);
  const next = moveTo({ ...arranged, top: table.top }, Math.max(0, place), height);
  return { ...next, typing: table.typing };
}

/** Sources that may be merged: all but the current mirror, which is merged into, and those that were typed. */
export function sourceTable(list: readonly ListedSource[], before: TableState): TableState {
  const known = list
    .filter(({ current, name }) => !current && name !== '')
    .map(({ name, address }) => ({ id: name, cells: [name, address] }));
  const ids = new Set(known.map(({ id }) => id));
  const typed = before.rows.filter((row) => row.cells[0] === '' && !ids.has(row.id));
  return relaid(before, [...known, ...typed], known.length + typed.length);
}

/** One more source, which is chosen at once. */
export function withSource(table: TableState, address: string): TableState {
  const isKnown = table.rows.some(({ id, cells }) => id === address || cells[1] === address);
  const row = table.rows.find(({ id, cells }) => id === address || cells[1] === address);
  const rows = isKnown ? table.rows : [...table.rows, { id: address, cells: ['', address] }];
  const next = relaid(
    { ...table, chosen: new Set([...table.chosen, row?.id ?? address]) },
    rows,
    rows.length,
  );
  const place = next.shown.findIndex((index) => rows[index]?.id === (row?.id ?? address));
  return moveTo({ ...next, top: 0 }, Math.max(0, place), rows.length);
}

/** The sources in the order in which they stand: they are merged one after the other. */
export function chosenSources({ sources }: Pick<MergeState, 'sources'>): readonly string[] {
  return sources.rows.filter(({ id }) => sources.chosen.has(id)).map(({ id }) => id);
}

/** What a conflict is about, without its kind. */
export function aboutOf({ kind, component, version, platform, name }: MergeConflict): string {
  if (kind === 'file' || kind === 'owner-keys' || kind === 'owner-unknown') return name ?? '';
  return [version, platform].filter((part) => part !== null).join(' ') || (component ?? '');
}

/** How a conflict is decided; behind `rename` the other name. */
function decisionCell({ decision, to }: MergeConflict): string {
  return decision === 'rename' && to !== null ? `${decision} ${to}` : decision;
}

/** Columns: state, component, what, kind of the conflict, decision, source. */
export const differenceColumns = 6;

/** A row for each conflict; for what comes in, is alike or stays out one for each component. */
export function differenceRows(
  plan: MergePlan,
  decisions: Decisions,
  onlyConflicts: boolean,
): readonly TableRow[] {
  const conflicts = decidedConflicts(plan, decisions).map((conflict, at): TableRow => {
    const { component, kind, source, name } = conflict;
    return {
      id: `conflict ${at}`,
      cells: ['conflict', component ?? name ?? '', aboutOf(conflict), kind, decisionCell(conflict), source],
    };
  });
  if (onlyConflicts) return conflicts;
  const coming = plan.components.map(({ id, action, added, replaced, from }): TableRow => {
    const what = [...added, ...replaced];
    const newest = what.at(-1) ?? '';
    return {
      id: `component ${id}`,
      cells: [
        action === 'new' ? 'new' : 'more',
        id,
        what.length > 1 ? `${newest} +${what.length - 1}` : newest,
        '',
        '',
        [...new Set(from.map(({ source }) => source))].join(' '),
      ],
    };
  });
  const alike = plan.alike.map(
    ({ source, component, versions }): TableRow => ({
      id: `alike ${component} ${source}`,
      cells: ['same', component, versions, '', '', source],
    }),
  );
  return [...conflicts, ...coming, ...leftRows(plan), ...alike];
}

/** What stays out; a component that is itself in conflict has its own row, one that waits for its owner's has not. */
function leftRows({ left, conflicts }: MergePlan): readonly TableRow[] {
  const rows = new Map<string, { cells: readonly string[]; count: number; source: string }>();
  for (const { source, component, version, platform, reason } of left) {
    const isDecided = reason === 'kept' || reason === 'undecided';
    if (isDecided && conflicts.some((conflict) => conflict.component === component)) continue;
    const id = `left ${component} ${reason} ${source}`;
    const known = rows.get(id);
    if (known !== undefined) known.count += 1;
    else {
      const what = [version, platform].filter((part) => part !== null).join(' ');
      rows.set(id, { cells: ['left', component, what], count: 1, source });
    }
  }
  return [...rows].map(([id, { cells, count, source }]): TableRow => {
    const [state = '', component = '', what = ''] = cells;
    return { id, cells: [state, component, count > 1 ? `${what} +${count - 1}` : what, '', '', source] };
  });
}

/** The table after a decision or a new plan. */
export function differenceTable(state: MergeState, height: number): TableState {
  const { plan, decisions, onlyConflicts, table } = state;
  return plan === null ? table : relaid(table, differenceRows(plan, decisions, onlyConflicts), height);
}

export type RowConflict = { readonly conflict: MergeConflict; readonly compared: MergeCompared };

/** The conflict of a row, as it stands decided; null for other rows. */
export function conflictOfRow({ plan, decisions }: MergeState, id: string): RowConflict | null {
  const at = /^conflict (\d+)$/.exec(id)?.[1];
  const conflict = at === undefined ? undefined : plan?.conflicts[Number(at)];
  if (plan === null || conflict === undefined) return null;
  const compared = plan.compared[Number(at)] ?? { here: null, there: null };
  return { conflict: decidedAs(conflict, decisions, plan), compared };
}

/** Places of the next undecided conflict below the cursor, or from the top; null when all are decided. */
export function nextUndecided(table: TableState): number | null {
  const { shown, rows, cursor } = table;
  const isOpen = (place: number): boolean => {
    const row = rows[shown[place] ?? -1];
    return row?.cells[0] === 'conflict' && row.cells[4] === 'fail';
  };
  for (let step = 1; step <= shown.length; step += 1) {
    const place = (cursor + step) % shown.length;
    if (isOpen(place)) return place;
  }
  return null;
}
