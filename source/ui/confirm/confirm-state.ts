import type { Meaning } from '../bindings.ts';
import { type Field, fieldOf, pressField } from '../form/field.ts';

/** A word that has to be typed before something that can't be undone. */
export type ConfirmState = {
  /** The word, such as the name of the folder that goes away. */
  readonly word: string;
  readonly field: Field;
  /** Something else was typed and Enter pressed. */
  readonly wrong: boolean;
};

export type ConfirmPress = {
  readonly confirm: ConfirmState;
  /** `confirmed`: the word stands there; `left`: the person goes back. */
  readonly outcome?: 'confirmed' | 'left';
  /** A key of `messages.shell.reasons`. */
  readonly notice?: 'otherWord';
};

/** Nothing is typed yet. */
export function confirmBy(word: string): ConfirmState {
  return { word, field: fieldOf(), wrong: false };
}

/** What a key does; null: nothing here. The context is `confirm`. Only the very word confirms. */
export function pressConfirm(confirm: ConfirmState, meaning: Meaning): ConfirmPress | null {
  const field = pressField(confirm.field, meaning);
  if (field !== null) return { confirm: { ...confirm, field, wrong: false } };
  if (meaning.kind !== 'action') return null;
  if (meaning.action === 'back') return { confirm, outcome: 'left' };
  if (meaning.action !== 'confirm') return null;
  // a blank that came along with a pasted name is no other name
  if (confirm.field.value.trim() === confirm.word.trim()) return { confirm, outcome: 'confirmed' };
  return { confirm: { ...confirm, wrong: true }, notice: 'otherWord' };
}
