import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PackageRequest } from '../../../source/engine/api/client.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { listTarball } from '../../../source/engine/io/list-tarball.ts';
import { packOperation } from '../../../source/engine/operations/package.ts';
import { tempFolder } from '../../helpers/temp.ts';

function setUp() {
  const folder = tempFolder();
  fs.mkdirSync(join(folder, 'lib'));
  fs.writeFileSync(join(folder, 'hello'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
  fs.writeFileSync(join(folder, 'lib/data'), 'data');
  const { plan, apply } = packOperation({ platform: 'linux/amd64', workingFolder: folder });
  const ask = (request: Partial<PackageRequest>) =>
    plan({ targets: ['hello'], name: 'hello', release: 'v0.0.1', ...request });
  return { folder, ask, apply };
}

test("the documents' example", async () => {
  const { folder, ask, apply } = setUp();
  const plan = await ask({ entry: 'hello' });
  expect(plan.file).toBe(join(folder, 'package', 'hello-v0.0.1-linux-amd64.tar.gz'));
  expect(fs.existsSync(join(folder, 'package'))).toBe(false);
  const events: EngineEvent[] = [];
  const result = await apply(plan, { onEvent: (event) => events.push(event) });
  expect(result.file).toBe(plan.file);
  expect(result.bytes).toBe(fs.statSync(plan.file).size);
  expect(await listTarball(plan.file)).toMatchObject([{ path: 'hello', executable: true }]);
  expect(events.at(-1)).toMatchObject({ type: 'file', state: 'done', done: plan.bytes });
});

test('-C, several targets, a platform, and a package that is there already', async () => {
  const { folder, ask, apply } = setUp();
  fs.mkdirSync(join(folder, 'out'));
  const request = {
    targets: ['data', './data'],
    directory: 'lib',
    output: 'out',
    os: 'darwin',
    arch: 'arm64',
  };
  const plan = await ask(request);
  expect(plan).toMatchObject({ replaces: false, bytes: 4, entries: [{ path: 'data', type: 'file' }] });
  await apply(plan);
  expect(plan.file).toBe(join(folder, 'out/package/hello-v0.0.1-darwin-arm64.tar.gz'));
  expect(await ask(request)).toMatchObject({ replaces: true });
  await expect(ask({ ...request, force: false })).rejects.toMatchObject({ code: 'version-exists' });
});

test('what was made before is no part of what is made next: the same bytes, for every platform and however often', async () => {
  const { folder, ask, apply } = setUp();
  fs.mkdirSync(join(folder, 'package'));
  fs.writeFileSync(join(folder, 'package', 'notes.txt'), 'mine');
  const archs = ['amd64', 'arm64'];
  const packed = async () => {
    // all are planned before the first is made, as the screen does
    const plans = await Promise.all(archs.map((arch) => ask({ targets: ['.'], os: 'linux', arch })));
    const made = [];
    for (const plan of plans) made.push((await apply(plan)).sha256);
    return { made, paths: plans.map(({ entries }) => entries.map(({ path }) => path)) };
  };
  const first = await packed();
  expect(first.paths[1]).toEqual(['hello', 'lib', 'lib/data', 'package', 'package/notes.txt']);
  expect(new Set(first.made).size).toBe(1);
  expect(await packed()).toEqual(first);
  fs.rmSync(join(folder, 'package', 'notes.txt'));
  expect((await packed()).paths[0]).toEqual(['hello', 'lib', 'lib/data']);
});

const refused: Record<string, [string, Partial<PackageRequest>]> = {
  'no target': ['usage', { targets: [] }],
  'a name with a slash': ['name-invalid', { name: '../hello' }],
  'a name that stock uses itself': ['name-invalid', { name: 'snapshot' }],
  'a version with a slash': ['version-invalid', { release: 'v1/2' }],
  'a version that could not be published': ['version-invalid', { release: '1.0.0' }],
  'an unknown platform': ['platform-invalid', { os: 'plan9' }],
  'an entry that is not packed': ['entry-missing', { entry: 'other' }],
  'an entry that is a folder': ['entry-missing', { targets: ['lib'], entry: 'lib' }],
  'an entry that leaves the package': ['entry-invalid', { entry: '../hello' }],
  'an entry that can not be run': ['entry-not-executable', { targets: ['lib'], entry: 'lib/data' }],
  'a target that is not there': ['file-missing', { targets: ['nothing'] }],
};

test.each(Object.entries(refused))('%s is refused and nothing written', async (_name, [code, request]) => {
  const { folder, ask } = setUp();
  await expect(ask(request)).rejects.toMatchObject({ code });
  expect(fs.existsSync(join(folder, 'package'))).toBe(false);
});

test('files that changed since the plan are refused', async () => {
  const { folder, ask, apply } = setUp();
  const plan = await ask({});
  fs.appendFileSync(join(folder, 'hello'), 'more');
  await expect(apply(plan)).rejects.toMatchObject({ code: 'source-changed' });
  expect(fs.existsSync(plan.file)).toBe(false);
});
