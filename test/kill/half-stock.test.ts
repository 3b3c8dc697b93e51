/**
 * The stock client commits by copying file by file over the live ones, in no order. The halves of its last commits
 * of the golden origin (`origin-published` → `origin`): whichever files were copied when it died, `verify` tells a
 * mirror that no client can use from one that is only half as new.
 */
import { cpSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineError } from '../../source/engine/errors.ts';
import { goldenFolder } from '../helpers/golden.ts';
import { tempFolder } from '../helpers/temp.ts';
import { isWhole } from './points.ts';
import { bareReading } from './state.ts';
import { worldIn } from './world.ts';

const old = () => join(goldenFolder(), 'origin-published');
const later = () => join(goldenFolder(), 'origin');

/** Files of the later state that the older one lacks or has otherwise. */
function changed(): readonly string[] {
  const before = new Set(readdirSync(old()));
  return readdirSync(later(), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .filter(
      (name) =>
        !before.has(name) || !readFileSync(join(old(), name)).equals(readFileSync(join(later(), name))),
    );
}

/** The older mirror with some files of the later one. */
function half(copied: readonly string[]): string {
  const folder = tempFolder();
  cpSync(old(), folder, { recursive: true });
  for (const name of copied) cpSync(join(later(), name), join(folder, name));
  return folder;
}

/** What `verify` says: codes of problems or of the refusal, none for a mirror that is right. */
async function diagnosis(folder: string): Promise<readonly string[]> {
  const { engine } = worldIn(tempFolder());
  try {
    return (await engine.verify({ address: folder })).problems.map(({ code }) => code);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return [error.code];
  }
}

/** Random, yet the same every time. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const live = ['snapshot.json', 'timestamp.json'];

test.each(isWhole ? [1, 2, 3, 4, 5] : [1])('halves of a stock commit, in order %i', async (seed) => {
  const order = shuffled(changed(), seed);
  expect(order).toEqual(expect.arrayContaining(live));
  for (let copied = 0; copied <= order.length; copied += isWhole ? 1 : 4) {
    const done = order.slice(0, copied);
    const folder = half(done);
    const found = await diagnosis(folder);
    // only the pair that clients begin with decides: what else was copied belongs to nobody yet, or to somebody again
    const which = live.filter((name) => done.includes(name)).length;
    const complete = order.every((name) => done.includes(name) || name === 'lock');
    const isRight = which === 0 || (which === 2 && complete);
    if (isRight) expect(found, `after ${done.join(' ')}`).toEqual([]);
    else expect(found, `after ${done.join(' ')}`).not.toEqual([]);
    // no client takes a half for whole, and with the files of the new state at hand it is put right
    if (which === 1) expect(await bareReading(folder)).not.toBeNull();
    if (!isRight) {
      const { engine } = worldIn(tempFolder());
      await engine.repair.apply(await engine.repair.plan({ address: folder, from: [later()] }));
      expect(await diagnosis(folder), `repaired after ${done.join(' ')}`).toEqual([]);
    }
  }
});

test('a file that was being written over is diagnosed', async () => {
  for (const name of live) {
    const folder = half(changed());
    truncateSync(join(folder, name), 100);
    expect(await diagnosis(folder)).not.toEqual([]);
  }
});
