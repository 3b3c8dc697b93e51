import type { KeyEntry, ListedOwner } from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { type FormState, isTicked, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';
import type { Asked } from './owners-asked.ts';

export type OwnerField = 'threshold' | 'keyName' | 'newName' | 'half' | 'paste' | 'to';
export type OwnerProblem = 'empty' | 'number' | 'many';
export type OwnerFormKind = 'threshold' | 'generate' | 'import' | 'paste' | 'export';

export type OwnerForm = {
  readonly kind: OwnerFormKind;
  /** The owner or the key file that it is about. */
  readonly about: string;
  /** Keys that the owner has; null where that says nothing about a threshold. */
  readonly keys: number | null;
  readonly fields: FormState<OwnerField, OwnerProblem>;
};

type Entries = OwnerForm['fields']['entries'];

function formOf(kind: OwnerFormKind, about: string, entries: Entries, keys: number | null = null): OwnerForm {
  return { kind, about, keys, fields: { entries, focus: 0 } };
}

/** How many keys of an owner sign. */
export function thresholdForm({ id, threshold, keys }: ListedOwner): OwnerForm {
  return formOf('threshold', id, [textEntry('threshold', String(threshold))], keys.length);
}

/** A new key of the home. */
export function generateForm(): OwnerForm {
  return formOf('generate', '', [textEntry('keyName')]);
}

/** A public half, pasted. */
export function pasteForm(): OwnerForm {
  return formOf('paste', '', [textEntry('paste')]);
}

/** A key file that was picked: what it is to be called here, and whether its public half is enough. */
export function importForm(file: string): OwnerForm {
  return formOf('import', file, [textEntry('newName'), { kind: 'tick', name: 'half', on: false }]);
}

/** Where the public half of a key is written. */
export function exportForm({ id, file }: KeyEntry): OwnerForm {
  return formOf('export', file, [textEntry('to', `${id.slice(0, 16)}-public.json`, true)]);
}

export const wholeNumber = /^[1-9]\d{0,2}$/;

/** The form with what is wrong in it marked. */
function checked({ fields, keys }: OwnerForm): OwnerForm['fields'] {
  const has = (name: OwnerField): boolean => fields.entries.some((entry) => entry.name === name);
  const need = (name: OwnerField): OwnerProblem | null =>
    has(name) && textOf(fields, name) === '' ? 'empty' : null;
  const wanted = textOf(fields, 'threshold');
  const most = keys ?? Number.POSITIVE_INFINITY;
  const number = wholeNumber.test(wanted) ? (Number(wanted) > most ? 'many' : null) : 'number';
  return withProblems(fields, {
    keyName: need('keyName'),
    paste: need('paste'),
    to: need('to'),
    threshold: has('threshold') ? number : null,
  });
}

/** What the form asks for, or the form with its problems marked. */
export function askedBy(form: OwnerForm): Asked | OwnerForm['fields'] {
  const fields = checked(form);
  if (fields.entries.some((entry) => entry.kind === 'text' && entry.problem !== null)) return fields;
  const text = (name: OwnerField): string => textOf(fields, name);
  switch (form.kind) {
    case 'threshold': {
      const threshold = Number(text('threshold'));
      return { kind: 'plan-change', request: { change: 'add-key', id: form.about, keys: [], threshold } };
    }
    case 'generate':
      return { kind: 'generate', name: text('keyName') };
    case 'paste':
      return { kind: 'paste', text: text('paste') };
    case 'import': {
      const half = isTicked(fields, 'half');
      return { kind: 'import', file: form.about, name: text('newName'), public: half };
    }
    case 'export':
      return { kind: 'export', key: form.about, to: withoutTilde(text('to')) };
  }
}
