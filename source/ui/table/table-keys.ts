import type { Meaning } from '../bindings.ts';
import { fieldOf, pressField } from '../form/field.ts';
import {
  chooseShown,
  filterBy,
  filterByField,
  moveTo,
  range,
  sortNext,
  sortReverse,
  type TableState,
  toggle,
} from './table-state.ts';

/** What a key press needs to know of the table's looks: rows on the screen, columns that can be sorted by. */
export type TableShape = { readonly height: number; readonly columns: number };

/** The table after a key press, or null when the key means nothing to a table (Enter, Esc, an own key). */
export function pressTable(table: TableState, meaning: Meaning, shape: TableShape): TableState | null {
  if (table.typing) return pressFilter(table, meaning, shape.height);
  if (meaning.kind !== 'action') return null;
  const { height, columns } = shape;
  switch (meaning.action) {
    case 'up':
      return moveTo(table, table.cursor - 1, height);
    case 'down':
      return moveTo(table, table.cursor + 1, height);
    case 'page-up':
      return moveTo(table, table.cursor - Math.max(1, height - 1), height);
    case 'page-down':
      return moveTo(table, table.cursor + Math.max(1, height - 1), height);
    case 'first':
      return moveTo(table, 0, height);
    case 'last':
      return moveTo(table, table.shown.length - 1, height);
    case 'toggle':
      return table.anchor === null ? toggle(table, height) : range(table);
    case 'range':
      return range(table);
    case 'all':
    case 'none':
    case 'invert':
      return chooseShown(table, meaning.action);
    case 'filter':
      return { ...table, typing: true, caret: fieldOf(table.filter).caret, anchor: null };
    case 'sort':
      return sortNext(table, columns, height);
    case 'sort-reverse':
      return sortReverse(table, height);
    case 'back':
      if (table.anchor !== null) return { ...table, anchor: null };
      return table.filter === '' ? null : filterBy(table, '', height);
    default:
      return null;
  }
}

/**
 * The filter is a line of text like every other one. A `/` in an empty one is the key that opens it, pressed again;
 * further on it is a character, as in addresses and platforms.
 */
function pressFilter(table: TableState, meaning: Meaning, height: number): TableState {
  if (meaning.kind === 'text' && meaning.text === '/' && table.filter === '') return table;
  const field = pressField({ value: table.filter, caret: table.caret }, meaning);
  if (field !== null) return filterByField(table, field, height);
  if (meaning.kind !== 'action') return table;
  switch (meaning.action) {
    case 'keep':
      return { ...table, typing: false };
    case 'back':
      return { ...filterBy(table, '', height), typing: false };
    case 'up':
      return moveTo(table, table.cursor - 1, height);
    case 'down':
      return moveTo(table, table.cursor + 1, height);
    default:
      return table;
  }
}
