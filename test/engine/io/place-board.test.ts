import { expect, test } from 'vitest';
import { PlaceBoard } from '../../../source/engine/io/place-board.ts';

const none = new Set<number>();

test('each address is tried once, then the fastest is taken', () => {
  const board = new PlaceBoard(3);
  for (const place of [0, 1, 2]) {
    expect(board.choose(none)).toBe(place);
    board.begin(place);
  }
  for (const [place, bytes] of [100, 900, 500].entries()) {
    board.note(place, bytes, 1000);
    board.end(place);
  }
  expect(board.choose(none)).toBe(1);
  expect(board.choose(new Set([1]))).toBe(2);
  expect(board.choose(new Set([0, 1, 2]))).toBe(null);
  expect(board.isMuchFasterElsewhere(0, 100)).toBe(true);
  expect(board.isMuchFasterElsewhere(0, 300)).toBe(false);
});

test('one that failed rests, one that gave wrong bytes is out for good, and the last one stays', () => {
  let now = 1000;
  const board = new PlaceBoard(2, undefined, () => now);
  board.note(0, 900, 1000);
  board.note(1, 100, 1000);
  board.rest(0);
  expect(board.choose(none)).toBe(1);
  expect(board.choose(new Set([1]))).toBe(0);
  now += 25_000;
  expect(board.choose(none)).toBe(0);
  expect(board.drop(0)).toBe(true);
  expect(board.drop(0)).toBe(false);
  expect(board.choose(none)).toBe(1);
  expect(board.choose(new Set([1]))).toBe(null);
  expect(board.drop(1)).toBe(false);
});

test('a speed of long ago is none', () => {
  let now = 1000;
  const board = new PlaceBoard(2, undefined, () => now);
  board.note(0, 100, 1000);
  now += 1000;
  board.note(1, 900, 1000);
  now += 29_500;
  expect(board.choose(none)).toBe(0);
});
