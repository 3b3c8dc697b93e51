import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createEngine,
  type Engine,
  type JobRequest,
  type PublishRequest,
} from '../../../source/engine/index.ts';
import { makeTempFolder, removeFolder } from '../../helpers/temp.ts';

const folder = makeTempFolder();
const mirror = join(folder, 'mirror');
const other = join(folder, 'other');
let engine: Engine;

/** A mirror of one's own, and another with one component, of the same owner. */
beforeAll(async () => {
  engine = createEngine({
    home: join(folder, 'home'),
    settingsFolder: join(folder, 'config'),
    stateFolder: join(folder, 'state'),
    workingFolder: folder,
  });
  await engine.genkey.apply(await engine.genkey.plan({}));
  for (const path of [other, mirror]) {
    await engine.init.apply(await engine.init.plan({ path }));
    await engine.set.apply(await engine.set.plan({ address: path }));
    await engine.grant.apply(await engine.grant.plan({ id: 'jdoe' }));
  }
});
afterAll(() => removeFolder(folder));

function requestOf(component: string, version: string, tarball: string): PublishRequest {
  return { component, version, tarball, entry: component, os: 'linux', arch: 'amd64' };
}

/** Packs a program by a job, and gives what publishing it asks for. */
async function packed(component: string, version: string): Promise<PublishRequest> {
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, component), `#!/bin/sh\necho ${component} ${version}\n`);
  chmodSync(join(work, component), 0o755);
  const request = { targets: [component], name: component, release: version, entry: component };
  const plan = await engine.pack.plan({
    ...request,
    os: 'linux',
    arch: 'amd64',
    directory: work,
    output: work,
  });
  const { result } = await through({ kind: 'pack', plan });
  expect(result).toMatchObject({ kind: 'pack', result: { file: plan.file } });
  return requestOf(component, version, plan.file);
}

async function through(request: JobRequest) {
  const { id } = await engine.jobs.start(request);
  await engine.jobs.follow(id);
  return await engine.jobs.get(id);
}

/** Takes the last lines of a journal away: as if its process had been killed before it wrote them. */
function forgetLines(id: string, count: number): void {
  const path = join(folder, 'state', 'jobs', id, 'journal.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${lines.slice(0, -count).join('\n')}\n`);
}

async function versionsOf(component: string): Promise<readonly string[]> {
  const { components } = await engine.catalogue({ address: mirror });
  return components.find(({ id }) => id === component)?.versions.map(({ version }) => version) ?? [];
}

test('several are published one after another, and one that fails keeps no other back', async () => {
  const first = await packed('hello', 'v1.0.0');
  const second = await packed('hello', 'v1.1.0');
  const third = await packed('world', 'v1.0.0');
  const plans = [];
  for (const request of [first, second, third]) plans.push(await engine.publish.plan(request));
  // not the file any more that was reviewed
  writeFileSync(second.tarball, readFileSync(first.tarball));
  const job = await through({ kind: 'publish', plans });
  expect(job).toMatchObject({
    state: 'incomplete',
    exitCode: 3,
    title: { target: mirror, names: ['hello v1.0.0', 'hello v1.1.0', 'world v1.0.0'] },
    result: {
      published: [
        { component: 'hello', version: 'v1.0.0' },
        { component: 'world', version: 'v1.0.0' },
      ],
      failures: [{ component: 'hello', version: 'v1.1.0', error: { code: 'source-changed' } }],
    },
    // one bar over all three
    progress: { filesTotal: 3, total: plans.reduce((sum, { length }) => sum + length, 0) },
  });
  expect(await versionsOf('hello')).toEqual(['v1.0.0']);

  // what was published stays so, and the one that failed is tried again
  await packed('hello', 'v1.1.0');
  await engine.jobs.resume(job.id);
  expect(await engine.jobs.follow(job.id)).toMatchObject({ state: 'done' });
  expect(await versionsOf('hello')).toEqual(['v1.1.0', 'v1.0.0']);
});

test('a publish whose process died after the commit finds that it was done', async () => {
  const plan = await engine.publish.plan(await packed('late', 'v1.0.0'));
  const { id, state } = await through({ kind: 'publish', plans: [plan] });
  expect(state).toBe('done');
  forgetLines(id, 2);
  expect((await engine.jobs.get(id)).state).toBe('interrupted');
  await engine.jobs.resume(id);
  expect(await engine.jobs.follow(id)).toMatchObject({ state: 'done', exitCode: 0 });
  expect(await versionsOf('late')).toEqual(['v1.0.0']);
});

test('a merge, and once more when nobody knows that it was done', async () => {
  const request = await packed('guest', 'v1.0.0');
  await engine.set.apply(await engine.set.plan({ address: other }));
  await engine.publish.apply(await engine.publish.plan(request));
  await engine.set.apply(await engine.set.plan({ address: mirror }));
  const plan = await engine.merge.plan({ sources: [{ address: other }] });
  const job = await through({ kind: 'merge', plan });
  expect(job).toMatchObject({ state: 'done', title: { target: mirror, sources: [other], names: ['guest'] } });
  expect(await versionsOf('guest')).toEqual(['v1.0.0']);
  forgetLines(job.id, 1);
  // another mirror is the current one by now: it goes on with its own
  await engine.set.apply(await engine.set.plan({ address: other }));
  await engine.jobs.resume(job.id);
  expect(await engine.jobs.follow(job.id)).toMatchObject({ state: 'done' });
  await engine.set.apply(await engine.set.plan({ address: mirror }));
  const { result } = await engine.jobs.get(job.id);
  expect(result).toMatchObject({ kind: 'merge', result: { target: mirror, changed: false } });
});

test('verify tells what is wrong by its state, repair puts it right', async () => {
  const file = readdirSync(mirror).find((name) => name.startsWith('guest-')) ?? '';
  rmSync(join(mirror, file));
  expect(await through({ kind: 'verify', request: { address: mirror } })).toMatchObject({
    state: 'incomplete',
    exitCode: 3,
    result: { kind: 'verify', result: { problems: [{ file, code: 'file-missing' }] } },
  });
  const request = { address: mirror, from: [other] };
  const plan = await engine.repair.plan(request);
  expect(await through({ kind: 'repair', request, plan })).toMatchObject({
    state: 'done',
    exitCode: 0,
    result: { result: { repaired: [file] } },
  });
  expect(existsSync(join(mirror, file))).toBe(true);
});

test('prune, and what it fails with', async () => {
  const plan = await engine.prune.plan({ components: ['hello'], keepLast: 1, now: true });
  expect(plan.yanks).toHaveLength(1);
  expect(await through({ kind: 'prune', plan })).toMatchObject({ state: 'done', result: { kind: 'prune' } });
  expect(await versionsOf('hello')).toEqual(['v1.1.0']);
  expect(await through({ kind: 'prune', plan })).toMatchObject({
    state: 'failed',
    exitCode: 1,
    error: { code: 'mirror-changed' },
    result: null,
  });
});
