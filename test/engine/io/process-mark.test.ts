import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asideOf, sweepAsides, writeAtomic } from '../../../source/engine/io/atomic-file.ts';
import { isAbandoned, isRunning, processMark } from '../../../source/engine/io/process-mark.ts';
import { tempFolder } from '../../helpers/temp.ts';

/** The number of a process that is gone. */
const gone = (): number => spawnSync('true').pid;

test('a mark is new each time, and tells a process that runs from one that is gone', async () => {
  const mark = processMark();
  expect(mark).not.toBe(processMark());
  const [, where, random] = mark.split('-');
  expect(await isAbandoned('/nowhere', mark)).toBe(false);
  expect(await isAbandoned('/nowhere', `${gone()}-${where}-${random}`)).toBe(true);
  for (const other of ['', 'x', '1-2', `${gone()}-${where}`, `${gone()}-${where}-${random}-1`])
    expect(await isAbandoned('/nowhere', other)).toBe(false);
});

test('what another machine’s process left counts by its age', async () => {
  const file = join(tempFolder(), 'x');
  writeFileSync(file, '');
  expect(await isAbandoned(file, `${gone()}-00000000-00000000`)).toBe(false);
  const before = new Date(Date.now() - 25 * 60 * 60_000);
  utimesSync(file, before, before);
  expect(await isAbandoned(file, `${gone()}-00000000-00000000`)).toBe(true);
  expect(await isAbandoned(`${file}y`, `${gone()}-00000000-00000000`)).toBe(false);
});

test.skipIf(!existsSync('/proc/self/stat'))(
  'a process that has ended runs no more, also while nobody has asked how it ended',
  async () => {
    const child = spawn('sleep', ['600']);
    await once(child, 'spawn');
    const { pid = 0 } = child;
    expect(isRunning(pid)).toBe(true);
    child.kill('SIGKILL');
    // Node asks after it once this is over
    while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
    expect(isRunning(pid)).toBe(false);
    await once(child, 'exit');
    expect(isRunning(pid)).toBe(false);
  },
);

test('the next write of a folder sweeps up what the dead left aside, and nothing else', async () => {
  const folder = tempFolder();
  const where = processMark().split('-')[1];
  const left = `.settings.json.${gone()}-${where}-0a0a0a0a.new`;
  const others = [
    asideOf(join(folder, 'y')),
    join(folder, '.x.new'),
    join(folder, '.x.1-2.new'),
    join(folder, 'x.new'),
  ];
  for (const path of [join(folder, left), ...others]) writeFileSync(path, '');
  await writeAtomic(join(folder, 'a'), 'a');
  expect(readdirSync(folder)).not.toContain(left);
  expect(readdirSync(folder)).toHaveLength(others.length + 1);
  await sweepAsides(join(folder, 'nowhere'));
});
