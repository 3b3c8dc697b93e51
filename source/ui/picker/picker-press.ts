import type { Meaning } from '../bindings.ts';
import { fieldOf, pressField } from '../form/field.ts';
import { pressTable } from '../table/table-keys.ts';
import { rowAt, type TableState } from '../table/table-state.ts';
import type { ListedEntry, Listing } from './listing.ts';
import { hereRow, laidOut, type Picked, type PickerState, pathOf, upRow, walkTo } from './picker-state.ts';

type PickerContext =
  | 'lone-path'
  | 'filter'
  | 'picker'
  | 'picker-one'
  | 'picker-reading'
  | 'picker-one-reading';

/** Which keys hold in a picker. */
export function pickerContext({ path, table, many, asked }: PickerState): PickerContext {
  if (path !== null) return 'lone-path';
  if (asked !== null) return many ? 'picker-reading' : 'picker-one-reading';
  if (table.typing) return 'filter';
  return many ? 'picker' : 'picker-one';
}

/** What a key leads to: the next state, and what was taken, or that the picker is left. */
export type PickerPress = {
  readonly picker: PickerState;
  readonly taken?: readonly Picked[] | undefined;
  readonly left?: true | undefined;
  /** Why nothing was taken: keys of `messages.shell.reasons`. */
  readonly notice?: 'nothingPicked' | 'pickFile' | 'pickFolder' | 'notPickable' | undefined;
};

/** What a key does; null: nothing here. `rows`: of the table on the screen. */
export function pressPicker(picker: PickerState, meaning: Meaning, rows: number): PickerPress | null {
  if (picker.path !== null) return pressPath(picker, picker.path, meaning);
  const table = pressTable(picker.table, meaning, { height: rows, columns: 2 });
  if (table !== null) return withTable(picker, table, meaning);
  if (meaning.kind !== 'action') return null;
  const { listing } = picker;
  switch (meaning.action) {
    case 'back':
      return { picker, left: true };
    case 'path':
      return { picker: { ...picker, path: { field: fieldOf(startOf(listing?.folder)), completion: null } } };
    case 'hidden':
      return { picker: laidOut({ ...picker, hidden: !picker.hidden }, rowAt(picker.table)?.id ?? null) };
    case 'above':
      return listing?.parent == null ? { picker } : { picker: walkTo(picker, listing.parent) };
    case 'below':
    case 'open':
      return open(picker, meaning.action);
    case 'take':
      return take(picker);
    default:
      return null;
  }
}

function startOf(folder: string | undefined): string {
  return folder === undefined ? '~/' : folder === '/' ? folder : `${folder}/`;
}

function pressPath(
  picker: PickerState,
  path: NonNullable<PickerState['path']>,
  meaning: Meaning,
): PickerPress | null {
  const field = pressField(path.field, meaning);
  if (field !== null) return { picker: { ...picker, path: { field, completion: null } } };
  switch (meaning.kind === 'action' ? meaning.action : null) {
    case 'complete':
      return {
        picker: { ...picker, path: { ...path, completion: { text: path.field.value, found: null } } },
      };
    case 'back':
      return { picker: { ...picker, path: null } };
    case 'accept':
      return {
        picker: path.field.value.trim() === '' ? { ...picker, path: null } : walkTo(picker, path.field.value),
      };
    default:
      return null;
  }
}

function pickedOf({ listing, pick }: PickerState, id: string, entry = entryOf(listing, id)): Picked | null {
  if (listing === null || id === upRow) return null;
  const kind = id === hereRow ? 'folder' : (entry?.kind ?? 'other');
  if (kind === 'other' || (pick !== 'both' && `${kind}s` !== pick)) return null;
  return { path: pathOf(listing, id), kind, bytes: entry?.bytes ?? 0 };
}

function entryOf(listing: Listing | null, id: string): ListedEntry | undefined {
  return listing?.entries.find(({ name }) => name === id);
}

/** What the table's keys have chosen, kept by path; what can't be picked is let go at once. */
function withTable(picker: PickerState, table: TableState, meaning: Meaning): PickerPress {
  const { listing } = picker;
  if (table.chosen === picker.table.chosen || listing === null) return { picker: { ...picker, table } };
  const single = meaning.kind === 'action' && (meaning.action === 'toggle' || meaning.action === 'range');
  const picked = new Map(picker.picked);
  const chosen = new Set<string>();
  let refused = 0;
  const entries = new Map(listing.entries.map((entry) => [entry.name, entry]));
  for (const id of picker.table.chosen) if (!table.chosen.has(id)) picked.delete(pathOf(listing, id));
  for (const id of table.chosen) {
    // everything in a folder is not the folder itself as well
    const one = !single && id === hereRow ? null : pickedOf(picker, id, entries.get(id));
    if (one === null) {
      refused += 1;
      continue;
    }
    chosen.add(id);
    picked.set(one.path, one);
  }
  const notice = refused > 0 && single ? reasonOf(picker) : undefined;
  return { picker: { ...picker, picked, table: { ...table, chosen } }, notice };
}

function reasonOf({ pick }: PickerState): 'pickFile' | 'pickFolder' | 'notPickable' {
  return pick === 'files' ? 'pickFile' : pick === 'folders' ? 'pickFolder' : 'notPickable';
}

/** Enter: a folder is walked into; a file, and the row of the folder itself, are taken. */
function open(picker: PickerState, action: 'open' | 'below'): PickerPress {
  const { listing, table } = picker;
  const id = rowAt(table)?.id;
  if (listing === null || id === undefined) return { picker };
  const entry = entryOf(listing, id);
  if (id === upRow || entry?.kind === 'folder') return { picker: walkTo(picker, pathOf(listing, id)) };
  return action === 'below' ? { picker, notice: undefined } : take(picker);
}

/** Takes what is picked; without that, the row under the cursor. */
function take(picker: PickerState): PickerPress {
  const id = rowAt(picker.table)?.id;
  const here = id === undefined ? null : pickedOf(picker, id);
  if (!picker.many) {
    if (here !== null) return { picker, taken: [here] };
    return { picker, notice: reasonOf(picker) };
  }
  const all = [...picker.picked.values()];
  if (all.length > 0) return { picker, taken: all };
  return here === null ? { picker, notice: 'nothingPicked' } : { picker, taken: [here] };
}
