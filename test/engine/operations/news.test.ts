import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carryOut, trial } from './trial.ts';

const request = (address: string, target: string, versions: readonly string[]) => ({
  ...{ source: { address }, target, components: { tidb: versions }, oses: ['linux'], archs: ['amd64'] },
});

test('newer versions of what was cloned are news until the clone has them; others are none', async () => {
  const { engine, mirror, target } = trial();
  await carryOut(engine.clone, request(mirror, target, ['v1.0.0']));
  const clone = trial({ mirror: target }).engine;
  expect(await clone.news()).toBeNull();
  // signed anew, with one owner more, and nothing new to fetch
  const { path } = await carryOut(engine.genkey, { name: 'another' });
  await carryOut(engine.grant, { id: 'another', keys: [path] });
  expect(await clone.news()).toBeNull();
  const tarball = { tarball: 'some.tar.gz', entry: 'x.sh', os: 'linux', arch: 'amd64' };
  await carryOut(engine.publish, { component: 'tidb', version: 'v3.0.0', ...tarball });
  const newer = { tidb: 'v3.0.0' };
  expect(await clone.news()).toEqual({ mirror: target, source: mirror, newer });
  await carryOut(engine.clone, request(mirror, target, ['latest']));
  expect(await clone.news()).toBeNull();
});

test('a mirror that is no clone has no news, nor has one whose receipt can not be read', async () => {
  const { engine, mirror } = trial();
  expect(await engine.news()).toBeNull();
  writeFileSync(join(mirror, 'receipt.json'), '{"source":{"address":7}}');
  expect(await engine.news()).toBeNull();
});

test('a new home is one without mirror and root, and TIUP_MIRRORS makes it none', async () => {
  expect(await trial({ mirror: undefined, home: '/nowhere' }).engine.isNew()).toBe(true);
  expect(await trial({ home: '/nowhere' }).engine.isNew()).toBe(false);
});
