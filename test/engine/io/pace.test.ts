import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fetchFiles } from '../../../source/engine/io/fetch-files.ts';
import { networkOf } from '../../../source/engine/io/network.ts';
import { Pace } from '../../../source/engine/io/pace.ts';
import { Traffic } from '../../../source/engine/operations/traffic.ts';
import { fine, startBadServer } from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { until } from '../../helpers/until.ts';

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');

/** So many files of so many bytes, and what is wanted of them. */
async function manyFiles(count: number, length: number) {
  const server = await startBadServer();
  const wanted = Array.from({ length: count }, (_, at) => {
    const body = Buffer.alloc(length, `${at} `);
    const name = `${at}.tar.gz`;
    server.files.set(name, { body, behave: fine });
    return { name, length, sha256: sha256(body) };
  });
  return { source: { address: server.address, kind: 'http' as const }, wanted };
}

test.each([
  ['few large files', 4, 1_500_000],
  ['many small files', 60, 100_000],
])('%s come at the rate, over all threads and connections together', async (_, count, length) => {
  const { source, wanted } = await manyFiles(count, length);
  const pace = new Pace();
  const rate = 3_000_000;
  pace.setRate(rate);
  const seen: { at: number; done: number }[] = [];
  const network = networkOf({ pace: pace.memory }, {});
  const report = await fetchFiles(source, wanted, {
    folder: tempFolder(),
    jobs: 8,
    network,
    onEvent: (event) => {
      if (event.type === 'bytes' && event.done > 0) seen.push({ at: performance.now(), done: event.done });
    },
  });
  expect(report.done).toHaveLength(count);
  // from the first look on: until threads have started, nothing comes
  const [first, last] = [seen[0], seen.at(-1)];
  const bytes = (last?.done ?? 0) - (first?.done ?? 0);
  const measured = (bytes * 1000) / ((last?.at ?? 0) - (first?.at ?? 0));
  expect(measured).toBeLessThan(rate * 1.1);
  // a machine that is busy with other things may be late
  expect(measured).toBeGreaterThan(rate * 0.5);
});

test('a rate that is changed holds at once, also for those who wait', async () => {
  const { source, wanted } = await manyFiles(4, 1_000_000);
  const traffic = new Traffic('10k', () => new Date());
  let reached = 0;
  const network = networkOf({ pace: traffic.memory }, {});
  const done = fetchFiles(source, wanted, {
    folder: tempFolder(),
    jobs: 4,
    network,
    onEvent: (event) => {
      if (event.type === 'bytes') reached = event.done;
    },
  });
  await until(() => reached > 0, 'the first bytes');
  // at 10 kB/s this would take minutes
  traffic.setRate(null);
  expect((await done).done).toHaveLength(4);
});

test('a timetable is followed by the clock that was given', async () => {
  let now = new Date(2026, 10, 22, 7, 59);
  const traffic = new Traffic('20M,08:00-18:00=5M', () => now);
  expect(traffic.state).toEqual({ limitRate: '20M,08:00-18:00=5M', bytesPerSecond: 20e6 });
  now = new Date(2026, 10, 22, 8, 0);
  await until(() => traffic.state.bytesPerSecond === 5e6, "eight o'clock");
  traffic.setRate('1M');
  expect(traffic.state.bytesPerSecond).toBe(1e6);
  traffic.followSettings('3M');
  expect(traffic.state.bytesPerSecond).toBe(1e6);
});

test('what was not used is lost: after a rest there is no flood', async () => {
  const pace = new Pace();
  pace.setRate(1_000_000);
  await pace.granted(pace.take(1000));
  const rested = performance.now() + 400;
  await until(() => performance.now() > rested, 'a rest');
  const begin = performance.now();
  const waits = () => pace.missing(pace.take(400_000)) + performance.now() - begin;
  // 100 ms may be made up for, 400 ms not
  expect(waits()).toBeGreaterThan(250);
  expect(waits()).toBeGreaterThan(650);
});
