import * as fs from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  mendComponents,
  newStagingFolder,
  placeComponent,
  removeComponent,
  tidyComponents,
} from '../../../source/engine/io/component-folders.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

async function stage(home: string, content: string): Promise<string> {
  const staged = await newStagingFolder(home);
  fs.mkdirSync(staged);
  fs.writeFileSync(join(staged, 'tool'), content);
  return staged;
}

const read = (home: string) => fs.readFileSync(join(home, 'components/tool/v1/tool'), 'utf8');

/**
 * What `work` leaves when it ends before each of its changes to the disk: by an error that it can answer
 * (`fail`), or for good, as by a power cut (`crash`), and what is found after mending.
 */
async function atEveryChange(
  mode: 'fail' | 'crash',
  work: (home: string) => Promise<unknown>,
): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < 100; at += 1) {
    const home = tempFolder();
    await placeComponent(home, await stage(home, 'old'), 'tool', 'v1');
    let count = 0;
    let reached = false;
    interceptMutations(() => {
      const hit = mode === 'fail' ? count === at : count >= at;
      count += 1;
      if (!hit) return;
      reached = true;
      throw Object.assign(new Error('broken'), { code: 'EIO' });
    });
    await work(home).catch(() => undefined);
    interceptMutations(null);
    if (mode === 'crash') await mendComponents(home);
    if (!reached) return found;
    const path = join(home, 'components/tool/v1/tool');
    found.push(fs.existsSync(path) ? read(home) : 'gone');
  }
  throw new Error('never came to its end');
}

test.each(['fail', 'crash'] as const)(
  'placing over a good version: %s anywhere leaves the old or the new',
  async (mode) => {
    const found = await atEveryChange(mode, async (home) => {
      await placeComponent(home, await stage(home, 'new'), 'tool', 'v1');
    });
    expect(found.length).toBeGreaterThan(4);
    expect(found[0]).toBe('old');
    expect(new Set(found)).toEqual(new Set(['old', 'new']));
  },
);

test.each(['fail', 'crash'] as const)('removing: %s anywhere leaves all of it or nothing', async (mode) => {
  const found = await atEveryChange(mode, (home) => removeComponent(home, 'tool', 'v1'));
  expect(new Set(found)).toEqual(new Set(['old', 'gone']));
});

test('every file and every name of a version is on the disk before it appears', async () => {
  const home = tempFolder();
  const staged = await stage(home, 'new');
  fs.mkdirSync(join(staged, 'bin/deep'), { recursive: true });
  fs.writeFileSync(join(staged, 'bin/deep/helper'), '');
  fs.symlinkSync('deep/helper', join(staged, 'bin/link'));
  const place = join(home, 'components/tool/v1');
  const synced: string[] = [];
  let before: string[] | null = null;
  interceptMutations(({ name, path }) => {
    if (name === 'sync') synced.push(relative(staged, path));
    if (name === 'rename' && path === place) before = [...synced].sort();
  });
  await placeComponent(home, staged, 'tool', 'v1');
  expect(before).toEqual(['', 'bin', 'bin/deep', 'bin/deep/helper', 'tool']);
  expect(fs.readFileSync(join(place, 'bin/link'), 'utf8')).toBe('');
});

test('nothing of ours stays in a home', async () => {
  const home = tempFolder();
  await placeComponent(home, await stage(home, 'old'), 'tool', 'v1');
  await placeComponent(home, await stage(home, 'new'), 'tool', 'v1');
  await tidyComponents(home);
  expect(read(home)).toBe('new');
  expect(await removeComponent(home, 'tool', 'v1')).toBe(true);
  expect(await removeComponent(home, 'tool', 'v1')).toBe(false);
  await tidyComponents(home);
  expect(fs.readdirSync(home, { recursive: true })).toEqual(['.mirrordeck', 'components']);
});
