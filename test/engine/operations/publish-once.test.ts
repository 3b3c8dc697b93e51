import { afterEach, expect, onTestFinished, test } from 'vitest';
import { interceptMutations, type Mutation } from '../../../source/engine/io/files.ts';
import { carryOut, trial } from './trial.ts';

afterEach(() => interceptMutations(null));

test('a published tarball is written once and moved into its place (beat list 16)', async () => {
  // with another mask its mode is set by a step more
  const mask = process.umask(0o022);
  onTestFinished(() => void process.umask(mask));
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
