import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../../source/engine/domain/sample.ts';

const numbers = Array.from({ length: 50 }, (_, at) => at);

/** A small generator, so that a failing draw can be drawn again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('a sample', () => {
  test.each([
    [0.1, 5],
    [0.11, 6],
    [0.001, 1],
    [1, 50],
  ])('of %d has as many as that, in order, each once', (share, length) => {
    for (let seed = 1; seed < 20; seed += 1) {
      const drawn = sampleOf(numbers, share, seeded(seed));
      expect(drawn).toHaveLength(length);
      expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn);
    }
  });

  test('reaches every item in time, and is the same for the same random numbers', () => {
    const seen = new Set<number>();
    for (let seed = 1; seed < 200; seed += 1)
      for (const item of sampleOf(numbers, 0.1, seeded(seed))) seen.add(item);
    expect(seen.size).toBe(numbers.length);
    expect(sampleOf(numbers, 0.2, seeded(7))).toEqual(sampleOf(numbers, 0.2, seeded(7)));
    expect(sampleOf([], 0.5, seeded(1))).toEqual([]);
  });
});
