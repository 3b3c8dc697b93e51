import type { MergeConflictKind, MergeDecision } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { type Column, placeColumns } from '../../ui/table/columns.ts';
import type { TableState } from '../../ui/table/table-state.ts';
import { cleanText, columnsOf } from '../../ui/text.ts';

/** Which of the columns tells how a conflict was decided. */
const decidedAt = 4;

function usualColumns({ merge: text, units }: Messages): readonly Column[] {
  const { columns, states, kinds, short } = text;
  const named = (names: Readonly<Record<string, string>>) => (cell: string | number) =>
    names[String(cell)] ?? String(cell);
  const wide = (title: string, names: Readonly<Record<string, string>>): number =>
    Math.max(...[title, ...Object.values(names)].map((name) => columnsOf(name)));
  const conflictKinds: Readonly<Record<MergeConflictKind, string>> = kinds;
  return [
    { title: columns.state, width: wide(columns.state, states), priority: 1, show: named(states) },
    { title: columns.component, width: 12, priority: 1 },
    {
      title: columns.what,
      width: 22,
      priority: 1,
      grows: true,
      show: (cell) => (typeof cell === 'number' ? units.versions(cell) : cell),
    },
    { title: columns.kind, width: wide(columns.kind, kinds), priority: 3, show: named(conflictKinds) },
    { title: columns.decision, width: wide(columns.decision, short), priority: 1 },
    { title: columns.source, width: 18, priority: 4 },
  ];
}

/** A decision with the other name that was given, and without it. */
function decisionTexts(cell: string | number, { merge }: Messages): readonly [whole: string, short: string] {
  const shorts: Readonly<Record<MergeDecision, string>> = merge.short;
  const names: Readonly<Record<string, string>> = shorts;
  const [decision = '', ...to] = String(cell).split(' ');
  const short = names[decision] ?? decision;
  return [to.length === 0 ? short : cleanText(`${short} → ${to.join(' ')}`), short];
}

/** Columns for these rows: other names show where the table has room for them, and no column gives way. */
export function differenceColumnsFor(
  messages: Messages,
  table: TableState,
  width: number,
): readonly Column[] {
  const usual = usualColumns(messages);
  const placed = placeColumns(usual, width);
  const spare = placed.reduce((sum, { column, width: wide }) => sum + wide - column.width, 0);
  const most = (usual[decidedAt]?.width ?? 0) + Math.max(0, spare);
  const fits = (cell: string | number): string => {
    const [whole, short] = decisionTexts(cell, messages);
    return columnsOf(whole) <= most ? whole : short;
  };
  const needed = table.rows.map(({ cells }) => columnsOf(fits(cells[decidedAt] ?? '')));
  return usual.map((column, at) =>
    at === decidedAt
      ? { ...column, width: needed.reduce((a, b) => Math.max(a, b), column.width), show: fits }
      : column,
  );
}
