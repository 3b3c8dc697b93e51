import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { writeAtomic } from '../../../source/engine/io/atomic-file.ts';
import {
  createFile,
  fileError,
  interceptMutations,
  link,
  makeFolder,
  removeEmptyFolder,
  removeFile,
} from '../../../source/engine/io/files.ts';
import { writeJson } from '../../../source/engine/operations/saved/json-file.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe('a failed change of the disk', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EROFS', 'permission-denied'],
    ['EIO', 'io-failed'],
    ['EMFILE', 'io-failed'],
  ])('%s is %s and names the path', async (system, code) => {
    const path = join(tempFolder(), 'x');
    interceptMutations(() => {
      throw failure(system);
    });
    await expect(makeFolder(path)).rejects.toMatchObject({ code, facts: { file: path, system } });
  });

  test('keeps an error of the engine as it is', () => {
    const error = fileError(failure('EIO'), '/a');
    expect(fileError(error, '/b')).toBe(error);
  });

  test('names the folder that is not there, and not a file of ours', async () => {
    const folder = join(tempFolder(), 'none');
    const path = join(folder, 'root.json');
    const error = expect.objectContaining({ code: 'folder-missing', facts: { path: folder } });
    await expect(writeAtomic(path, 'new')).rejects.toThrow(error);
    await expect(createFile(path, 'new')).rejects.toThrow(error);
    await expect(writeJson('none/plan.json', join(folder, '..'), {})).rejects.toThrow(error);
  });

  test('leaves the old content and nothing aside, at whatever step', async () => {
    const folder = tempFolder();
    const path = join(folder, 'x.json');
    await writeAtomic(path, 'old');
    for (const step of ['write', 'rename']) {
      interceptMutations(({ name }) => {
        if (name === step) throw failure('ENOSPC');
      });
      await expect(writeAtomic(path, 'new')).rejects.toMatchObject({ code: 'disk-full' });
      expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['x.json'], 'old']);
    }
  });
});

test('an atomic write has the mode asked for, and takes the place of what is there', async () => {
  const path = join(tempFolder(), 'x');
  await writeAtomic(path, 'one', 0o600);
  await writeAtomic(path, 'two', 0o600);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['two', 0o600]);
});

describe('a folder is made', () => {
  test('with those above it, at once by several, and one that exists stays', async () => {
    const path = join(tempFolder(), 'a', 'b', 'c');
    await Promise.all([1, 2, 3].map(() => makeFolder(path, 0o700)));
    await makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  test.each([
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link to nowhere', (path: string) => symlinkSync('nowhere', path)],
  ])('not where %s is in the way', async (_, make) => {
    const path = join(tempFolder(), 'x');
    make(path);
    await expect(makeFolder(path)).rejects.toMatchObject({ code: 'io-failed' });
    await expect(makeFolder(join(path, 'y'))).rejects.toMatchObject({ code: 'io-failed' });
  });

  test.skipIf(!existsSync('/proc/self'))('not where the system makes none, and it says so', async () => {
    await expect(makeFolder('/proc/x/y')).rejects.toMatchObject({ code: 'io-failed' });
  });
});

test('what exists is not an error where it is asked about', async () => {
  const folder = tempFolder();
  const path = join(folder, 'x');
  expect([await createFile(path, 'a'), await createFile(path, 'b')]).toEqual([true, false]);
  writeFileSync(join(folder, 'y'), 'y');
  expect([await link(path, join(folder, 'y')), await link(path, join(folder, 'z'))]).toEqual([
    'exists',
    'linked',
  ]);
  expect([await removeEmptyFolder(folder), await removeEmptyFolder(join(folder, 'none'))]).toEqual([
    false,
    true,
  ]);
  await removeFile(join(folder, 'none'));
});
