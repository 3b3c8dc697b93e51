/** What a folder is found to be while another process makes a mirror of it. */
import { readdirSync } from 'node:fs';
import type * as promises from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { openStore } from '../../../source/engine/io/mirror-store.ts';
import { tempFolder } from '../../helpers/temp.ts';

/** What the next look into a folder finds there: what was there a moment ago. */
const early = vi.hoisted((): (() => string[])[] => []);

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>();
  return { ...real, readdir: async (path: string) => early.pop()?.() ?? (await real.readdir(path)) };
});

afterEach(() => interceptMutations(null));

test('a look that begins within the first commit and ends after it finds a mirror', async () => {
  const folder = join(tempFolder(), 'm');
  const store = openStore(folder);
  let within: string[] = [];
  interceptMutations(({ name, path }) => {
    if (name === 'rename' && path === join(folder, 'root.json')) within = readdirSync(folder);
  });
  await store.change('first', async (tx) => {
    await tx.put('1.index.json', Buffer.from('{}'));
    await tx.put('root.json', Buffer.from('{}'));
    await tx.put('timestamp.json', Buffer.from('{}'));
  });
  expect(within).toContain('1.index.json');
  expect(within).not.toContain('root.json');
  early.push(() => within);
  expect(await store.state()).toBe('mirror');
  expect(early).toEqual([]);
});

test('a folder that is made while it is looked for is no link to nowhere', async () => {
  const folder = tempFolder();
  early.push(() => {
    throw Object.assign(new Error('no such file or directory'), { code: 'ENOENT' });
  });
  expect(await openStore(folder).state()).toBe('empty');
  expect(early).toEqual([]);
});
