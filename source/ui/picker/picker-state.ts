import { join } from 'node:path';
import type { Field } from '../form/field.ts';
import { type TableRow, type TableState, tableOf } from '../table/table-state.ts';
import type { ListedEntry, Listing } from './listing.ts';

/** What may be picked, and whether several of it. */
export type PickerWants = { readonly pick: 'files' | 'folders' | 'both'; readonly many: boolean };

/** A file or folder that was picked; the path is absolute. */
export type Picked = { readonly path: string; readonly kind: 'folder' | 'file'; readonly bytes: number };

export type PickerState = PickerWants & {
  /** What is to be listed; a new `id` starts it. */
  readonly asked: { readonly id: number; readonly path: string } | null;
  /** The last number that was asked with. */
  readonly asks: number;
  readonly listing: Listing | null;
  readonly table: TableState;
  /** Names that begin with a dot are shown. */
  readonly hidden: boolean;
  /** A path being typed, and what Tab has found for it. */
  readonly path: TypedPath | null;
  /** By path, in all folders that were walked through. */
  readonly picked: ReadonlyMap<string, Picked>;
};

export type TypedPath = {
  readonly field: Field;
  /** Tab was pressed for this text, and what was found once that is known. */
  readonly completion: { readonly text: string; readonly found: readonly string[] | null } | null;
};

export type PickerEvent =
  | { readonly type: 'picker-listed'; readonly id: number; readonly listing: Listing }
  | { readonly type: 'picker-completed'; readonly text: string; readonly found: readonly string[] };

/** Rows that are no entries of the folder: the way up, and the folder itself. */
export const upRow = '..';
export const hereRow = '.';

/** A picker that begins in a folder: a path, `~`, or `.` for the working folder. */
export function pickerAt(path: string, wants: PickerWants, picked: readonly Picked[] = []): PickerState {
  return {
    ...wants,
    asked: { id: 1, path },
    asks: 1,
    listing: null,
    table: tableOf([]),
    hidden: false,
    path: null,
    picked: new Map(picked.map((one) => [one.path, one])),
  };
}

/** Walks to another folder, or to the folder of a file. */
export function walkTo(picker: PickerState, path: string): PickerState {
  const id = picker.asks + 1;
  return { ...picker, path: null, asks: id, asked: { id, path } };
}

/** The rows of a folder; the size of what is no file sorts before all files. */
function rowsOf({ listing, hidden, pick }: PickerState): readonly TableRow[] {
  if (listing === null) return [];
  const row = ({ name, kind, bytes }: ListedEntry): TableRow => ({
    id: name,
    cells: [kind === 'folder' ? `${name}/` : name, kind === 'file' ? bytes : -1],
  });
  return [
    ...(listing.parent === null ? [] : [{ id: upRow, cells: [`${upRow}/`, -1] }]),
    ...(pick === 'files' || listing.problem !== null ? [] : [{ id: hereRow, cells: [`${hereRow}/`, -1] }]),
    ...listing.entries.filter(({ name }) => hidden || !name.startsWith('.')).map(row),
  ];
}

/** The path of a row of the folder that is shown. */
export function pathOf({ folder, parent }: Listing, id: string): string {
  if (id === upRow) return parent ?? folder;
  return id === hereRow ? folder : join(folder, id);
}

/** The rows as they are now; the cursor goes to a name, or stays at its place when there is none. */
export function laidOut(picker: PickerState, at: string | null): PickerState {
  const { listing } = picker;
  if (listing === null) return picker;
  const rows = rowsOf(picker);
  const chosen = rows.filter(({ id }) => id !== upRow && picker.picked.has(pathOf(listing, id)));
  const place = at === null ? -1 : rows.findIndex(({ id }) => id === at);
  const table = tableOf(
    rows,
    chosen.map(({ id }) => id),
  );
  const cursor = Math.max(place, 0);
  return { ...picker, table: { ...table, cursor, top: Math.max(0, cursor - 4) } };
}

/** What the disk has answered. */
export function reducePicker(picker: PickerState, event: PickerEvent): PickerState {
  if (event.type === 'picker-completed') return completed(picker, event.text, event.found);
  if (picker.asked?.id !== event.id) return picker;
  const { listing } = event;
  const left = picker.listing;
  // going up, the cursor is on the folder that one comes from
  const from = left?.parent === listing.folder ? left.folder.slice(listing.folder.length) : null;
  const at = listing.at ?? from?.replace(/^\//, '') ?? null;
  const hidden = picker.hidden || at?.startsWith('.') === true;
  return laidOut({ ...picker, hidden, asked: null, listing }, at);
}

/** The field goes as far as all that was found agrees. */
function completed(picker: PickerState, text: string, found: readonly string[]): PickerState {
  const { path } = picker;
  if (path === null || path.field.value !== text) return picker;
  const value = found.length === 0 ? text : sameStart(found);
  const field = { value, caret: Array.from(new Intl.Segmenter().segment(value)).length };
  return { ...picker, path: { field, completion: { text: value, found } } };
}

function sameStart([first = '', ...others]: readonly string[]): string {
  const characters = Array.from(first);
  let start = '';
  for (const character of characters) {
    if (!others.every((other) => other.startsWith(start + character))) break;
    start += character;
  }
  return start;
}
