/** Choices that outlive the process they were made in. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { EngineError } from '../../../source/engine/errors.ts';
import { type ChosenWork, createEngine, type Engine } from '../../../source/engine/index.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { goldenNow } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

const clone: ChosenWork = {
  kind: 'clone',
  request: { source: { address: 'http://a.example/' }, target: '/srv/m', components: { tidb: ['v8.5.1'] } },
  answers: { components: ['tidb'], mode: 'exact', newest: 1, prefix: '', typed: '', picks: ['tidb@v8.5.1'] },
};
const merge: ChosenWork = {
  kind: 'merge',
  request: { sources: [{ address: '/mnt/b' }], onConflict: 'keep' },
};

type World = { readonly engine: Engine; readonly home: string; readonly folder: string };

function world(now = goldenNow, home = tempFolder(), mirror = '/srv/current'): World {
  const engine = createEngine({
    home,
    mirror,
    settingsFolder: tempFolder(),
    now: () => now,
    environment: {},
  });
  return { engine, home, folder: join(home, '.mirrordeck', 'unfinished') };
}

/** The number of a process that is gone. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** As if the processes that kept something were gone. */
function orphan({ folder }: World): void {
  for (const name of readdirSync(folder))
    renameSync(join(folder, name), join(folder, name.replace(`-${process.pid}-`, `-${goneProcess()}-`)));
}

test('are offered once their process is gone, the newest first, each as it was last', async () => {
  const first = world();
  await first.engine.unfinished.keep({ ...clone, request: { ...clone.request, target: '/elsewhere' } });
  await first.engine.unfinished.keep(clone);
  expect(readdirSync(first.folder)).toHaveLength(1);
  const second = world(new Date(goldenNow.getTime() + 60_000), first.home);
  await second.engine.unfinished.keep(merge);
  expect(await second.engine.unfinished.list()).toEqual([]);
  orphan(first);
  expect(await second.engine.unfinished.list()).toEqual([
    { ...merge, id: expect.stringMatching(/^merge-/), when: '2026-11-22T02:01:00.000Z' },
    { ...clone, id: expect.stringMatching(/^clone-/), when: '2026-11-22T02:00:00.000Z' },
  ]);
});

test('go when they are carried out, gone on with or thrown away, and leave nothing of themselves', async () => {
  const { engine, home, folder } = world();
  await engine.unfinished.keep(clone);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  await engine.unfinished.drop('clone');
  expect(readdirSync(home)).toEqual([]);

  await engine.unfinished.keep(clone);
  orphan({ engine, home, folder });
  const [offered] = await engine.unfinished.list();
  await engine.unfinished.keep(clone, offered?.id);
  expect(await engine.unfinished.list()).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);

  orphan({ engine, home, folder });
  const [again] = await engine.unfinished.list();
  await engine.unfinished.discard(again?.id ?? '');
  expect(existsSync(join(home, '.mirrordeck'))).toBe(false);
  await engine.unfinished.drop('merge');
});

test('are offered also while their process runs, once it sets them aside', async () => {
  const { engine, home, folder } = world();
  await engine.unfinished.setAside('clone').catch(() => undefined);
  await engine.unfinished.keep(clone);
  await engine.unfinished.setAside('clone');
  await engine.unfinished.keep({ ...clone, request: { target: '/another' } });
  const [offered] = await engine.unfinished.list();
  expect(await engine.unfinished.list()).toEqual([{ ...clone, id: offered?.id, when: expect.anything() }]);
  expect(await world(goldenNow, home).engine.unfinished.list()).toEqual([]);
  await engine.unfinished.drop('clone');
  expect(await engine.unfinished.list()).toHaveLength(1);
  orphan({ engine, home, folder });
  expect(await world(goldenNow, home).engine.unfinished.list()).toMatchObject([clone]);
  const [left] = await engine.unfinished.list();
  await engine.unfinished.keep(clone, left?.id);
  expect(await engine.unfinished.list()).toEqual([]);
});

test('mean the same from whatever folder they are gone on with', async () => {
  const { home } = world();
  const from = (workingFolder: string): World => {
    const engine = createEngine({ home, workingFolder, settingsFolder: tempFolder(), environment: {} });
    return { engine, home, folder: join(home, '.mirrordeck', 'unfinished') };
  };
  const here = from('/srv/here');
  const sources = ['./b', '../c', 'd', 'official', 'http://e.example'].map((address) => ({ address }));
  await here.engine.unfinished.keep({ kind: 'merge', request: { sources } });
  await here.engine.unfinished.keep({ ...clone, request: { target: 'mirror' } });
  orphan(here);
  const requests = (await from('/srv/there').engine.unfinished.list()).map(({ request }) => request);
  expect(requests).toContainEqual({ target: '/srv/here/mirror' });
  const settled = ['/srv/here/b', '/srv/c', '/srv/here/d', 'official', 'http://e.example'].map((address) => ({
    address,
  }));
  expect(requests).toContainEqual({ sources: settled });
});

test('of a merge are offered only while its target is the current mirror', async () => {
  const here = world();
  await here.engine.unfinished.keep(merge);
  orphan(here);
  expect(await here.engine.unfinished.list()).toHaveLength(1);
  const elsewhere = world(goldenNow, here.home, '/srv/another');
  expect(await elsewhere.engine.unfinished.list()).toEqual([]);
  expect(await here.engine.unfinished.list()).toHaveLength(1);
});

test('that are spoilt, or not ours, are none; old ones are cleared away', async () => {
  const old = world();
  await old.engine.unfinished.keep(clone);
  orphan(old);
  const [name = ''] = readdirSync(old.folder);
  const file = join(old.folder, name);
  const right = readFileSync(file, 'utf8');
  for (const wrong of ['', '{', right.slice(0, -20), right.replace('tidb', 'tikv'), '[]', 'null']) {
    writeFileSync(file, wrong);
    expect(await old.engine.unfinished.list()).toEqual([]);
  }
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  writeFileSync(file, JSON.stringify({ schema: 'mirrordeck/unfinished/3', kept: '{}', sum: digest('{}') }));
  expect(await old.engine.unfinished.list()).toEqual([]);

  writeFileSync(file, right);
  mkdirSync(join(old.home, 'keys'));
  writeFileSync(join(old.home, 'keys', 'private.json'), 'x');
  await old.engine.unfinished.discard('../../keys/private');
  expect(existsSync(join(old.home, 'keys', 'private.json'))).toBe(true);

  const later = world(new Date(goldenNow.getTime() + 31 * 24 * 3_600_000), old.home);
  expect(await later.engine.unfinished.list()).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('of another start of the machine are offered after ten minutes without a change', async () => {
  const here = world();
  await here.engine.unfinished.keep(clone);
  const [name = ''] = readdirSync(here.folder);
  const foreign = join(here.folder, name.replace(/-[0-9a-f]{8}-(?=[0-9a-f]{8}\.json$)/, '-00000000-'));
  renameSync(join(here.folder, name), foreign);
  expect(await here.engine.unfinished.list()).toEqual([]);
  const before = new Date(Date.now() - 11 * 60_000);
  utimesSync(foreign, before, before);
  expect(await here.engine.unfinished.list()).toHaveLength(1);
});

test.each(['disk-full', 'permission-denied'] as const)(
  'nobody is troubled by %s; what was gone on with is there, or what takes its place',
  async (code) => {
    for (let left = 0, isWhole = false; !isWhole; left += 1) {
      const before = world();
      await before.engine.unfinished.keep(clone);
      orphan(before);
      const offered = await before.engine.unfinished.list();
      const now = world(new Date(goldenNow.getTime() + 60_000), before.home);
      let made = 0;
      interceptMutations(({ path }) => {
        made += 1;
        if (made > left) throw new EngineError(code, path);
      });
      await now.engine.unfinished.keep(clone, offered[0]?.id);
      interceptMutations(null);
      isWhole = made <= left;
      orphan(before);
      const found = await now.engine.unfinished.list();
      expect(found.map(({ request }) => request)).toContainEqual(clone.request);
      if (isWhole) expect(found.map(({ when }) => when)).toEqual(['2026-11-22T02:01:00.000Z']);
    }
  },
);

test('what else keeps a home from being written to is said, and read as nothing', async () => {
  const { engine, home } = world();
  writeFileSync(join(home, '.mirrordeck'), 'a file in the way');
  await expect(engine.unfinished.keep(clone)).rejects.toThrow();
  expect(await engine.unfinished.list()).toEqual([]);
});
