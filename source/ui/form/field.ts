import type { Meaning } from '../bindings.ts';
import { graphemes } from '../text.ts';

/** A line of text being edited; `caret` counts characters from its start. */
export type Field = { readonly value: string; readonly caret: number };

/** A field holding a text, the caret behind it. */
export function fieldOf(value = ''): Field {
  return { value, caret: graphemes(value).length };
}

/** Types or pastes a text at the caret. */
export function insert(field: Field, text: string): Field {
  const all = graphemes(field.value);
  const added = graphemes(text);
  const value = [...all.slice(0, field.caret), ...added, ...all.slice(field.caret)].join('');
  return { value, caret: field.caret + added.length };
}

function without(field: Field, from: number, to: number): Field {
  const all = graphemes(field.value);
  return { value: [...all.slice(0, from), ...all.slice(to)].join(''), caret: Math.max(0, from) };
}

/** The field after a key press, or null when the key does not edit. */
export function pressField(field: Field, meaning: Meaning): Field | null {
  if (meaning.kind === 'text') return insert(field, meaning.text);
  if (meaning.kind === 'nothing') return null;
  const length = graphemes(field.value).length;
  switch (meaning.action) {
    case 'left':
      return { ...field, caret: Math.max(0, field.caret - 1) };
    case 'right':
      return { ...field, caret: Math.min(length, field.caret + 1) };
    case 'line-start':
      return { ...field, caret: 0 };
    case 'line-end':
      return { ...field, caret: length };
    case 'erase':
      return field.caret === 0 ? field : without(field, field.caret - 1, field.caret);
    case 'erase-next':
      return without(field, field.caret, field.caret + 1);
    case 'erase-line':
      return without(field, 0, field.caret);
    case 'erase-word': {
      const before = graphemes(field.value).slice(0, field.caret).join('');
      const kept = graphemes(before.replace(/[^\s/]*[\s/]*$/, '')).length;
      return without(field, kept, field.caret);
    }
    default:
      return null;
  }
}
