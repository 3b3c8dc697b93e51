import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carryOut, trial } from './trial.ts';

test('a folder is read without any key of it; only a change asks for them (beat list 31)', async () => {
  const { engine, mirror, home, work, target } = trial();
  renameSync(join(home, 'keys'), join(work, 'keys'));
  rmSync(join(mirror, 'keys'), { recursive: true });
  // what keeps every stock command from reading the mirror
  mkdirSync(join(mirror, 'keys'));
  writeFileSync(join(mirror, 'keys', 'notes.json'), 'not a key');
  expect(await engine.list({})).toMatchObject({ kind: 'components' });
  expect(await carryOut(engine.install, { components: ['hello'] })).toMatchObject({ kept: [] });
  expect((await engine.clone.plan({ target, full: true })).files.length).toBeGreaterThan(20);
  expect((await engine.verify({ address: mirror, quick: true })).problems).toEqual([]);

  renameSync(join(work, 'keys'), join(home, 'keys'));
  const request = { component: 'fresh', version: 'v1.0.0', tarball: 'some.tar.gz', entry: 'x.sh' };
  await expect(carryOut(engine.publish, request)).rejects.toMatchObject({ code: 'target-keys-missing' });
});
