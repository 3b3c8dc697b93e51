import { pressForm, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pickerRows } from '../../ui/picker/picker.tsx';
import { pressPicker } from '../../ui/picker/picker-press.ts';
import { type PickerState, pickerAt } from '../../ui/picker/picker-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Press, type Reason } from '../screen.ts';
import { type ChosenKey, freeName, type KeyAsk, type KeyChoice } from './key-choice-state.ts';

/** What a key leads to: the next state, and what is asked of the engine, was taken, or that the choice is left. */
export type KeyChoicePress = {
  readonly choice: KeyChoice;
  readonly ask?: KeyAsk;
  readonly taken?: readonly ChosenKey[];
  readonly left?: true;
  readonly notice?: Reason | undefined;
};

/** Rows of the table: a title above it, its head, its foot and a line below. */
export function keyRows(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 5);
}

/** What a key does; null: nothing here. */
export function pressKeyChoice(choice: KeyChoice, press: Press): KeyChoicePress | null {
  if (choice.picker !== null) return pressFiles(choice, choice.picker, press);
  if (choice.form !== null) return pressText(choice, choice.form, press);
  const { meaning, view } = press;
  const table = pressTable(choice.table, meaning, { height: keyRows(view.body.height), columns: 4 });
  if (table !== null) return { choice: { ...choice, table } };
  switch (actionOf(meaning)) {
    case 'back':
      return { choice, left: true };
    case 'generate':
      return withForm(choice, textEntry('name', freeName(choice)));
    case 'paste':
      return withForm(choice, textEntry('paste'));
    case 'file':
      return { choice: { ...choice, picker: pickerAt('.', { pick: 'files', many: choice.many }) } };
    case 'accept':
      return take(choice);
    default:
      return null;
  }
}

type Form = NonNullable<KeyChoice['form']>;

function withForm(choice: KeyChoice, entry: Form['entries'][number]): KeyChoicePress {
  return { choice: { ...choice, form: { entries: [entry], focus: 0 } } };
}

/** What is chosen; without that, the row under the cursor. */
function take(choice: KeyChoice): KeyChoicePress {
  const { table, keys, many } = choice;
  const here = rowAt(table)?.id;
  const ids = many && table.chosen.size > 0 ? table.chosen : new Set(here === undefined ? [] : [here]);
  const taken = keys.filter(({ id }) => ids.has(id)).map(({ file, id }) => ({ file, id }));
  return taken.length === 0 ? { choice, notice: 'noKeyYet' } : { choice, taken };
}

function pressFiles(choice: KeyChoice, picker: PickerState, { meaning, view }: Press): KeyChoicePress | null {
  const told = pressPicker(picker, meaning, pickerRows(view.body));
  if (told === null) return null;
  if (told.left === true) return { choice: { ...choice, picker: null } };
  if (told.taken === undefined) return { choice: { ...choice, picker: told.picker }, notice: told.notice };
  const files = told.taken.map(({ path }) => path);
  return { choice: { ...choice, picker: null }, ask: { kind: 'files', files } };
}

function pressText(choice: KeyChoice, form: Form, { meaning }: Press): KeyChoicePress | null {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { choice: { ...choice, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { choice: { ...choice, form: null } };
  if (action !== 'accept') return null;
  const [name, text] = [textOf(form, 'name'), textOf(form, 'paste')];
  if (name === '' && text === '') {
    const marked = withProblems(form, { name: 'empty', paste: 'empty' });
    return { choice: { ...choice, form: marked }, notice: 'formWrong' };
  }
  return { choice, ask: name === '' ? { kind: 'paste', text } : { kind: 'generate', name } };
}
