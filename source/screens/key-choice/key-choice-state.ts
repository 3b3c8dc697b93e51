import type { KeyEntry } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import { pickerContext } from '../../ui/picker/picker-press.ts';
import { type PickerEvent, type PickerState, reducePicker } from '../../ui/picker/picker-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';

/** A key that may be taken: one of the home, one that was just made or pasted, or one in a file that was picked. */
export type OfferedKey = Pick<KeyEntry, 'file' | 'id' | 'half'> & { readonly uses: string };
export type ChosenKey = Pick<OfferedKey, 'file' | 'id'>;

/** What the screen around it has the engine do. */
export type KeyAsk =
  | { readonly kind: 'ring' }
  | { readonly kind: 'generate'; readonly name: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'files'; readonly files: readonly string[] };

/** The keys of the home, or further ones that are taken at once. */
export type KeyAnswer = { readonly kind: 'ring' | 'added'; readonly keys: readonly OfferedKey[] };

/** Choosing keys: from those of the home, newly made, pasted, or out of files. A part of the screens that need keys. */
export type KeyChoice = {
  readonly many: boolean;
  /** Ids that can't be taken, because they stand where the chosen ones go. */
  readonly without: readonly string[];
  /** What a new key is called, unless the person has a better name. */
  readonly suggested: string;
  readonly keys: readonly OfferedKey[];
  readonly table: TableState;
  /** A name being typed, or a public half being pasted. */
  readonly form: FormState<'name' | 'paste', 'empty'> | null;
  readonly picker: PickerState | null;
};

export function keyChoice(wants: Pick<KeyChoice, 'many' | 'without' | 'suggested'>): KeyChoice {
  return { ...wants, keys: [], table: tableOf([]), form: null, picker: null };
}

/** Which keys hold. */
export function keyChoiceContext({ form, picker, table, many }: KeyChoice): ContextName {
  if (picker !== null) return pickerContext(picker);
  if (form !== null) return formContext(form);
  if (table.typing) return 'filter';
  return many ? 'key-choice' : 'key-choice-one';
}

/** Each key once, where its private half is if it is here. */
function offered(keys: readonly OfferedKey[], without: readonly string[]): readonly OfferedKey[] {
  const known = new Map<string, OfferedKey>();
  for (const key of keys)
    if (!without.includes(key.id) && known.get(key.id)?.half !== 'private') known.set(key.id, key);
  return [...known.values()];
}

/** Cells: which half, what it signs, the beginning of its id, its file. */
function rowsOf(keys: readonly OfferedKey[]) {
  return keys.map(({ id, half, uses, file }) => ({ id, cells: [half, uses, id.slice(0, 16), file] }));
}

/** The engine's answer: what was added is chosen, and the cursor goes there; what came out of files stays. */
export function withKeys(choice: KeyChoice, { kind, keys: found }: KeyAnswer): KeyChoice {
  const keys = offered(
    kind === 'ring' ? [...found, ...choice.keys] : [...choice.keys, ...found],
    choice.without,
  );
  const added = kind === 'ring' ? [] : found.map(({ id }) => id);
  const chosen = choice.many ? [...choice.table.chosen, ...added] : [];
  const table = tableOf(rowsOf(keys), chosen);
  const last = keys.findIndex(({ id }) => id === added.at(-1));
  const cursor = Math.max(0, last < 0 ? choice.table.cursor : last);
  const shown = { ...table, cursor: Math.min(cursor, Math.max(0, keys.length - 1)) };
  return { ...choice, keys, table: { ...shown, top: Math.max(0, shown.cursor - 4) }, form: null };
}

/** What the disk has answered. */
export function withPicker(choice: KeyChoice | null, event: PickerEvent): KeyChoice | null {
  if (choice === null || choice.picker === null) return choice;
  return { ...choice, picker: reducePicker(choice.picker, event) };
}

/** A private key that was pasted by mistake stands no longer on the screen. */
export function afterFailure(choice: KeyChoice | null, { code }: Problem): KeyChoice | null {
  return choice !== null && code === 'private-key-shown' ? { ...choice, form: null } : choice;
}

/** A name that no file of the home has yet. */
export function freeName({ suggested, keys }: KeyChoice): string {
  const taken = new Set(keys.map(({ file }) => file.slice(file.lastIndexOf('/') + 1)));
  let name = suggested;
  for (let at = 2; taken.has(`${name}.json`); at += 1) name = `${suggested}-${at}`;
  return name;
}
