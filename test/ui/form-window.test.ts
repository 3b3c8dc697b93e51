import { expect, test } from 'vitest';
import { formWindow } from '../../source/ui/form/form-window.ts';

test('a form that has room stands whole, first without blank rows, then the part around the focus', () => {
  const heights = [1, 2, 1, 1, 1];
  expect(formWindow(heights, 0, 10)).toEqual({ from: 0, to: 5, airy: true });
  expect(formWindow(heights, 0, 9)).toEqual({ from: 0, to: 5, airy: false });
  expect(formWindow(heights, 0, 6)).toEqual({ from: 0, to: 5, airy: false });
  expect(formWindow(heights, 0, 5)).toEqual({ from: 0, to: 3, airy: false });
  expect(formWindow(heights, 4, 4)).toEqual({ from: 2, to: 5, airy: false });
  // a hint that is longer than the room still shows its field
  expect(formWindow([1, 9, 1], 1, 4)).toEqual({ from: 1, to: 2, airy: false });
});
