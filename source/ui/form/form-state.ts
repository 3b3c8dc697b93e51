import type { Meaning } from '../bindings.ts';
import { graphemes } from '../text.ts';
import { isWebAddress } from './complete-path.ts';
import { type Field, fieldOf, insert, pressField } from './field.ts';

/** A form of text fields and of boxes to tick. `problem` is a key that the screen's messages explain. */
export type FormEntry<Name extends string, Problem extends string> =
  | {
      readonly kind: 'text';
      readonly name: Name;
      readonly field: Field;
      readonly problem: Problem | null;
      readonly path: boolean;
    }
  | { readonly kind: 'tick'; readonly name: Name; readonly on: boolean };

export type FormState<Name extends string = string, Problem extends string = string> = {
  readonly entries: readonly FormEntry<Name, Problem>[];
  readonly focus: number;
  /** The text that folders are looked up for, and which begin like it once that is known. */
  readonly completion?: { readonly text: string; readonly found: readonly string[] | null } | undefined;
};

/** A text field of a form; `path`: of a folder, which Tab completes. */
export function textEntry<Name extends string, Problem extends string>(
  name: Name,
  value = '',
  path = false,
): FormEntry<Name, Problem> {
  return { kind: 'text', name, field: fieldOf(value), problem: null, path };
}

/** The text of a field, without blanks around it; empty for an unknown name. */
export function textOf<N extends string, P extends string>(form: FormState<N, P>, name: N): string {
  const entry = form.entries.find((one) => one.name === name);
  return entry?.kind === 'text' ? entry.field.value.trim() : '';
}

/** Whether a box is ticked. */
export function isTicked<N extends string, P extends string>(form: FormState<N, P>, name: N): boolean {
  const entry = form.entries.find((one) => one.name === name);
  return entry?.kind === 'tick' && entry.on;
}

function changed<N extends string, P extends string>(
  form: FormState<N, P>,
  change: (entry: FormEntry<N, P>) => FormEntry<N, P>,
): FormState<N, P> {
  const entries = form.entries.map((entry, at) => (at === form.focus ? change(entry) : entry));
  return { entries, focus: form.focus };
}

/** Pastes into the field that has the focus. */
export function pasteInto<N extends string, P extends string>(
  form: FormState<N, P>,
  text: string,
): FormState<N, P> {
  return changed(form, (entry) =>
    entry.kind === 'text' ? { ...entry, field: insert(entry.field, text), problem: null } : entry,
  );
}

/** The form after a key press; null when the key is the screen's (Enter, Esc). */
export function pressForm<N extends string, P extends string>(
  form: FormState<N, P>,
  meaning: Meaning,
): FormState<N, P> | null {
  const count = form.entries.length;
  const focusOn = (focus: number): FormState<N, P> => ({ entries: form.entries, focus: focus % count });
  const entry = form.entries[form.focus];
  switch (meaning.kind === 'action' ? meaning.action : null) {
    case 'complete':
      if (entry?.kind !== 'text' || isWebAddress(entry.field.value)) return focusOn(form.focus + 1);
      return { ...form, completion: { text: entry.field.value, found: null } };
    case 'next-field':
      return focusOn(form.focus + 1);
    case 'previous-field':
      return focusOn(form.focus + count - 1);
  }
  if (entry?.kind === 'tick') {
    const turned = meaning.kind === 'text' && meaning.text === ' ';
    return turned ? changed(form, (one) => (one.kind === 'tick' ? { ...one, on: !one.on } : one)) : null;
  }
  const field = entry === undefined ? null : pressField(entry.field, meaning);
  if (field === null) return null;
  return changed(form, (one) => (one.kind === 'text' ? { ...one, field, problem: null } : one));
}

/** Which keys hold in a form: where a path is typed Tab completes it, and else goes to the next field. */
export function formContext<N extends string, P extends string>({
  entries,
  focus,
}: FormState<N, P>): 'form' | 'lone-form' | 'path' | 'lone-path' {
  const entry = entries[focus];
  if (entry?.kind !== 'text' || !entry.path) return entries.length === 1 ? 'lone-form' : 'form';
  return entries.length === 1 ? 'lone-path' : 'path';
}

/**
 * What was found for a text: the field goes as far as all folders agree, and shows them when they are several.
 * Nothing found leads to the next field, as Tab does elsewhere; a text that was changed meanwhile stays.
 */
export function withFolders<N extends string, P extends string>(
  form: FormState<N, P>,
  text: string,
  found: readonly string[],
): FormState<N, P> {
  const { entries, focus } = form;
  const entry = entries[focus];
  if (entry?.kind !== 'text' || entry.field.value !== text) return { entries, focus };
  const [only] = found;
  if (only === undefined) return { entries, focus: (focus + 1) % entries.length };
  const value = found.length === 1 ? `${only}/` : sameStart(found);
  const longer = changed(form, () => ({ ...entry, field: fieldOf(value), problem: null }));
  return found.length === 1 ? longer : { ...longer, completion: { text: value, found } };
}

function sameStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts.map(graphemes);
  const at = [...first].findIndex((character, place) => others.some((other) => other[place] !== character));
  return [...first].slice(0, at < 0 ? first.length : at).join('');
}

/** Marks what is wrong; the focus goes to the first field with a problem. All null: the form is fine. */
export function withProblems<N extends string, P extends string>(
  form: FormState<N, P>,
  problems: Readonly<Partial<Record<N, P | null>>>,
): FormState<N, P> {
  const entries = form.entries.map((entry) =>
    entry.kind === 'text' ? { ...entry, problem: problems[entry.name] ?? null } : entry,
  );
  const wrong = entries.findIndex((entry) => entry.kind === 'text' && entry.problem !== null);
  return { entries, focus: wrong < 0 ? form.focus : wrong };
}

/** Whether any field has a problem. */
export function hasProblem<N extends string, P extends string>(form: FormState<N, P>): boolean {
  return form.entries.some((entry) => entry.kind === 'text' && entry.problem !== null);
}
