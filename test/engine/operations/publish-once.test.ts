import { afterEach, expect, test } from 'vitest';
import { interceptMutations, type Mutation } from '../../../source/engine/io/files.ts';
import { carryOut, trial } from './trial.ts';

afterEach(() => interceptMutations(null));

test('a published tarball is written once and moved into its place (beat list 16)', async () => {
  const { engine, mirror } = trial();
  const seen: Mutation[] = [];
  interceptMutations((mutation) => {
    if (mutation.path.includes('.tar.gz')) seen.push(mutation);
  });
  const request = { component: 'fresh', version: 'v1.0.0', tarball: 'some.tar.gz', entry: 'x.sh' };
  await carryOut(engine.publish, request);
  expect(seen.map(({ name }) => name)).toEqual(['copy', 'rename']);
  expect(seen.every(({ path }) => path.startsWith(mirror))).toBe(true);
});
