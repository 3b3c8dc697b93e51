import { type Field, fieldOf } from '../form/field.ts';

/** A row: what identifies it, and one value per column, as it is sorted and searched. */
export type TableRow = { readonly id: string; readonly cells: readonly (string | number)[] };

export type TableState = {
  readonly rows: readonly TableRow[];
  /** For each row what a filter looks in, in small letters. */
  readonly searched: readonly string[];
  /** Numbers of the rows that pass the filter, in their order on the screen. */
  readonly shown: readonly number[];
  /** Place in `shown` of the cursor, and of the first row on the screen. */
  readonly cursor: number;
  readonly top: number;
  readonly chosen: ReadonlySet<string>;
  readonly filter: string;
  /** Where in the filter the next character goes. */
  readonly caret: number;
  /** The filter is being typed. */
  readonly typing: boolean;
  readonly sort: { readonly column: number; readonly descending: boolean } | null;
  /** Place in `shown` where a range began. */
  readonly anchor: number | null;
};

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A table at its first row; `chosen` are ids. */
export function tableOf(rows: readonly TableRow[], chosen: Iterable<string> = []): TableState {
  return {
    rows,
    searched: rows.map((row) =>
      row.cells
        .filter((cell) => typeof cell === 'string')
        .join(' ')
        .toLowerCase(),
    ),
    shown: rows.map((_, index) => index),
    cursor: 0,
    top: 0,
    chosen: new Set(chosen),
    filter: '',
    caret: 0,
    typing: false,
    sort: null,
    anchor: null,
  };
}

/** The row under the cursor, or null when none is shown. */
export function rowAt(table: TableState, place: number = table.cursor): TableRow | null {
  const index = table.shown[place];
  return index === undefined ? null : (table.rows[index] ?? null);
}

/** Moves the cursor to a place, within bounds, and the window with it; `height` is the rows on the screen. */
export function moveTo(table: TableState, place: number, height: number): TableState {
  const cursor = Math.max(0, Math.min(place, table.shown.length - 1));
  const lastTop = Math.max(0, table.shown.length - height);
  const top = Math.min(lastTop, Math.max(cursor - height + 1, Math.min(table.top, cursor)));
  return { ...table, cursor, top };
}

function arranged(table: TableState, filter: string, sort: TableState['sort'], height: number): TableState {
  const held = rowAt(table)?.id;
  const words = filter.toLowerCase().split(' ').filter(Boolean);
  const shown: number[] = [];
  for (let index = 0; index < table.rows.length; index += 1) {
    const text = table.searched[index] ?? '';
    if (words.every((word) => text.includes(word))) shown.push(index);
  }
  if (sort !== null) {
    const value = (index: number): string | number => table.rows[index]?.cells[sort.column] ?? '';
    const sign = sort.descending ? -1 : 1;
    shown.sort((left, right) => sign * compareCells(value(left), value(right)) || left - right);
  }
  const next: TableState = { ...table, filter, caret: fieldOf(filter).caret, sort, shown, anchor: null };
  const place = shown.findIndex((index) => table.rows[index]?.id === held);
  return moveTo(next, Math.max(0, place), height);
}

function compareCells(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

/** Other rows in the same table: cursor, choice, filter and order stay where they can. */
export function withRows(table: TableState, rows: readonly TableRow[], height: number): TableState {
  const held = rowAt(table)?.id;
  const ids = new Set(rows.map(({ id }) => id));
  const fresh = tableOf(
    rows,
    [...table.chosen].filter((id) => ids.has(id)),
  );
  const next = arranged({ ...fresh, typing: table.typing }, table.filter, table.sort, height);
  const place = next.shown.findIndex((index) => rows[index]?.id === held);
  return moveTo({ ...next, top: table.top }, place < 0 ? table.cursor : place, height);
}

/** Shows the rows that contain every word of the filter; the cursor stays on its row while that is shown. */
export function filterBy(table: TableState, filter: string, height: number): TableState {
  return arranged(table, filter, table.sort, height);
}

/** The filter as it is typed: where the caret stands is kept. */
export function filterByField(table: TableState, { value, caret }: Field, height: number): TableState {
  return value === table.filter ? { ...table, caret } : { ...filterBy(table, value, height), caret };
}

/** Sorts by the next column (after the last one: the order that the rows came in). */
export function sortNext(table: TableState, columns: number, height: number): TableState {
  const column = table.sort === null ? 0 : table.sort.column + 1;
  return arranged(table, table.filter, column < columns ? { column, descending: false } : null, height);
}

/** Turns the order around. */
export function sortReverse(table: TableState, height: number): TableState {
  const sort = table.sort ?? { column: 0, descending: false };
  return arranged(table, table.filter, { ...sort, descending: !sort.descending }, height);
}

/** Takes the row under the cursor in or out, and steps on, so that held-down space marks a run. */
export function toggle(table: TableState, height: number): TableState {
  const row = rowAt(table);
  if (row === null) return table;
  const chosen = new Set(table.chosen);
  if (!chosen.delete(row.id)) chosen.add(row.id);
  return moveTo({ ...table, chosen }, table.cursor + 1, height);
}

/** Begins a range, or takes in everything from where it began to the cursor. */
export function range(table: TableState): TableState {
  if (table.anchor === null) return { ...table, anchor: table.cursor };
  const chosen = new Set(table.chosen);
  const [from, to] = [Math.min(table.anchor, table.cursor), Math.max(table.anchor, table.cursor)];
  for (let place = from; place <= to; place += 1) {
    const row = rowAt(table, place);
    if (row !== null) chosen.add(row.id);
  }
  return { ...table, chosen, anchor: null };
}

/** Takes in all rows that are shown, takes all of them out, or turns each around; rows filtered away stay. */
export function chooseShown(table: TableState, how: 'all' | 'none' | 'invert'): TableState {
  const chosen = new Set(table.chosen);
  for (let place = 0; place < table.shown.length; place += 1) {
    const id = rowAt(table, place)?.id;
    if (id === undefined) continue;
    if (how === 'all' || (how === 'invert' && !chosen.has(id))) chosen.add(id);
    else chosen.delete(id);
  }
  return { ...table, chosen, anchor: null };
}
