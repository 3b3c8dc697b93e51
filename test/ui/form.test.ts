import { expect, test } from 'vitest';
import type { Action } from '../../source/ui/actions.ts';
import type { Meaning } from '../../source/ui/bindings.ts';
import { fieldOf, pressField } from '../../source/ui/form/field.ts';
import {
  type FormState,
  isTicked,
  pasteInto,
  pressForm,
  textEntry,
  textOf,
  withProblems,
} from '../../source/ui/form/form-state.ts';

const act = (action: Action): Meaning => ({ kind: 'action', action });
const type = (text: string): Meaning => ({ kind: 'text', text });

type Form = FormState<'path' | 'strict', 'empty'>;
const form: Form = { entries: [textEntry('path'), { kind: 'tick', name: 'strict', on: false }], focus: 0 };

function pressed(start: Form, ...meanings: readonly Meaning[]): Form {
  return meanings.reduce((now, meaning) => pressForm(now, meaning) ?? now, start);
}

test('a field is edited where its caret stands, wide characters whole', () => {
  const field = [act('left'), act('erase'), type('像'), act('line-end'), type('!')].reduce(
    (now, meaning) => pressField(now, meaning) ?? now,
    fieldOf('镜x子'),
  );
  expect(field.value).toBe('镜像子!');
  expect(pressField(fieldOf('/srv/mirrors/tidb'), act('erase-word'))?.value).toBe('/srv/mirrors/');
});

test('a form is filled in, ticked, pasted into and corrected', () => {
  const filled = pressed(pasteInto(form, '/srv/'), type('x'), act('next-field'), type(' '));
  expect(textOf(filled, 'path')).toBe('/srv/x');
  expect(isTicked(filled, 'strict')).toBe(true);
  const wrong = withProblems(filled, { path: 'empty' });
  expect(wrong.focus).toBe(0);
  expect(pressed(wrong, type('y')).entries[0]).toMatchObject({ problem: null });
  expect(pressForm(form, act('accept'))).toBeNull();
});
