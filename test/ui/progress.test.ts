import { expect, test, vi } from 'vitest';
import { barText, percentText } from '../../source/ui/bars.tsx';
import { progressFrom, secondsLeft, speedOf, withEvent } from '../../source/ui/progress.ts';
import { createPublisher } from '../../source/ui/publisher.ts';

const bytes = (done: number) =>
  ({ type: 'bytes', active: [], done, total: 10_000, filesDone: 0, filesTotal: 1 }) as const;

test('the speed is that of the last seconds', () => {
  let progress = progressFrom(0);
  expect(speedOf(progress)).toBeNull();
  for (let second = 1; second <= 10; second += 1) {
    progress = withEvent(progress, bytes(second < 5 ? 100 * second : 500 * second), second * 1000);
  }
  expect(speedOf(progress)).toBe(500);
  expect(secondsLeft(progress)).toBe(10);
});

test('a bar is full only at the end', () => {
  expect(barText(999, 1000, 10)).toBe('█████████░');
  expect(percentText(999, 1000)).toBe(' 99%');
  expect(percentText(1000, 1000)).toBe('100%');
  expect(barText(0, 0, 4)).toBe('░░░░');
});

test('only the newest value is shown, ten times a second, and none while the line is behind', () => {
  vi.useFakeTimers();
  const shown: number[] = [];
  let busy = false;
  const publisher = createPublisher<number>({ show: (value) => shown.push(value), isBusy: () => busy });
  for (let value = 1; value <= 5; value += 1) publisher.publish(value);
  expect(shown).toEqual([1]);
  busy = true;
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([1]);
  busy = false;
  vi.advanceTimersByTime(100);
  expect(shown).toEqual([1, 5]);
  publisher.publish(6);
  publisher.finish();
  expect(shown).toEqual([1, 5, 6]);
  vi.useRealTimers();
});
