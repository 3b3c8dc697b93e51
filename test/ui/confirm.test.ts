import { expect, test } from 'vitest';
import { meaningOf } from '../../source/ui/bindings.ts';
import { type ConfirmState, confirmBy, pressConfirm } from '../../source/ui/confirm/confirm-state.ts';

/** Every stroke, one after another; the last answer. */
function pressed(confirm: ConfirmState, ...strokes: readonly string[]) {
  let answer: ReturnType<typeof pressConfirm> = { confirm };
  for (const stroke of strokes)
    answer = pressConfirm(answer?.confirm ?? confirm, meaningOf('confirm', stroke)) ?? answer;
  return answer;
}

test('only the very word confirms', () => {
  const asked = confirmBy('old-mirror');
  expect(pressed(asked, 'enter')).toMatchObject({ confirm: { wrong: true }, notice: 'otherWord' });
  expect(pressed(asked, ...'old', 'enter')?.outcome).toBeUndefined();
  expect(pressed(asked, ...'Old-mirror', 'enter')?.outcome).toBeUndefined();
  expect(pressed(asked, ...'old-mirror', 'enter')?.outcome).toBe('confirmed');
});

test('what was mistyped can be mended, and Esc leaves', () => {
  const asked = confirmBy('ab');
  const mended = pressed(asked, ...'ac', 'enter', 'backspace', 'b');
  expect(mended).toMatchObject({ confirm: { wrong: false, field: { value: 'ab' } } });
  expect(pressed(mended?.confirm ?? asked, 'enter')?.outcome).toBe('confirmed');
  expect(pressed(asked, 'a', 'escape')?.outcome).toBe('left');
});
