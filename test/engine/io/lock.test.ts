import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../../../source/engine/io/lock.ts';
import { failFirst } from '../../helpers/passing-fault.ts';
import { tempFolder } from '../../helpers/temp.ts';

const here = () => join(tempFolder(), '.mirrordeck');

test('is given to one at a time, and leaves nothing', async () => {
  const folder = here();
  let inside = 0;
  let most = 0;
  const turn = async (n: number) => {
    const release = await takeLock(folder, `turn ${n}`);
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
    await release();
  };
  await Promise.all([1, 2, 3, 4].map(turn));
  expect(most).toBe(1);
  expect(existsSync(folder)).toBe(false);
});

test('leaves nothing on a disk that fails to remove each thing once', async () => {
  failFirst('remove');
  const folder = here();
  await (await takeLock(folder, 'turn'))();
  expect(existsSync(folder)).toBe(false);
});

test('names its holder when the wait is over (beat list 15)', async () => {
  const folder = here();
  const release = await takeLock(folder, 'publish tidb');
  await expect(takeLock(folder, 'grant', { wait: 0 })).rejects.toMatchObject({
    code: 'lock-held',
    facts: {
      holder: `process ${process.pid} on ${hostname()} (publish tidb)`,
      file: join(folder, 'lock.json'),
    },
  });
  await release();
  await (await takeLock(folder, 'grant', { wait: 0 }))();
});

test('stops waiting when it is told to (beat list 15)', async () => {
  const folder = here();
  await takeLock(folder, 'one');
  const stop = new AbortController();
  const waiting = takeLock(folder, 'two', { signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
});

/** A lock as another process would have left it. */
async function leftLock(change: object): Promise<string> {
  const folder = here();
  await takeLock(folder, 'dead');
  const file = join(folder, 'lock.json');
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change })}\n`);
  return folder;
}

test.each([
  ['number is free', { pid: 2 ** 22 + 1 }],
  ['number belongs to a later process', { started: '1' }],
  ['machine was started again since', { world: 'another-boot pid:[1]' }],
])('is taken over from a process that is gone: its %s', async (_, change) => {
  const folder = await leftLock(change);
  // Two at once: only one may take it over, and the other must not take that one's.
  const first = await takeLock(folder, 'a', { wait: 2000 });
  const [second] = await Promise.allSettled([takeLock(folder, 'b', { wait: 0 })]);
  expect(second.status).toBe('rejected');
  await first();
  expect(existsSync(folder)).toBe(false);
});

test('of another machine can’t be judged', async () => {
  const folder = await leftLock({ host: 'elsewhere', pid: 2 ** 22 + 1 });
  await expect(takeLock(folder, 'a', { wait: 0 })).rejects.toMatchObject({ code: 'lock-held' });
});

test('many find a dead one at once: each gets its turn alone', async () => {
  const folder = await leftLock({ started: '1' });
  let inside = 0;
  await Promise.all(
    Array.from({ length: 6 }, async (_, n) => {
      const release = await takeLock(folder, `${n}`);
      inside += 1;
      expect(inside).toBe(1);
      await Promise.resolve();
      inside -= 1;
      await release();
    }),
  );
  expect(existsSync(folder)).toBe(false);
});

test('private files of dead takers are swept up', async () => {
  const folder = await leftLock({ started: '1' });
  const dead = readFileSync(join(folder, 'lock.json'), 'utf8');
  writeFileSync(join(folder, 'lock.json.one'), dead);
  mkdirSync(join(folder, 'staging'));
  await (await takeLock(folder, 'a'))();
  expect(readdirSync(folder)).toEqual(['staging']);
});

test.each([
  ['a file', (path: string) => writeFileSync(path, ''), 'ENOTDIR'],
  ['a link to nowhere', (path: string) => symlinkSync('nowhere', path), 'EEXIST'],
])('where %s is in the way, that is the error, at once', async (_, make, system) => {
  const path = join(tempFolder(), 'mirror');
  make(path);
  await expect(takeLock(join(path, '.mirrordeck'), 'clone')).rejects.toMatchObject({
    code: 'io-failed',
    facts: { system },
  });
});
