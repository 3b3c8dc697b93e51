import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fetchFiles } from '../../../source/engine/io/fetch-files.ts';
import { networkOf } from '../../../source/engine/io/network.ts';
import { Pace } from '../../../source/engine/io/pace.ts';
import { Traffic } from '../../../source/engine/operations/traffic.ts';
import { type Behaviour, fine, startBadServer } from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { until } from '../../helpers/until.ts';

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');

/** So many files of so many bytes, what is wanted of them, and when the first of them was asked for. */
async function manyFiles(count: number, length: number) {
  const server = await startBadServer();
  const first = { at: Number.POSITIVE_INFINITY };
  const wanted = Array.from({ length: count }, (_, at) => {
    const body = Buffer.alloc(length, `${at} `);
    const name = `${at}.tar.gz`;
    const behave: Behaviour = (ask) => {
      first.at = Math.min(first.at, performance.now());
      fine(ask);
    };
    server.files.set(name, { body, behave });
    return { name, length, sha256: sha256(body) };
  });
  return { source: { address: server.address, kind: 'http' as const }, wanted, first };
}

/** Milliseconds from the first request to the end: until threads have started, nothing comes. */
async function timed({ source, wanted, first }: Awaited<ReturnType<typeof manyFiles>>, pace: Pace) {
  first.at = Number.POSITIVE_INFINITY;
  const network = networkOf({ pace: pace.memory }, {});
  const report = await fetchFiles(source, wanted, { folder: tempFolder(), jobs: 8, network });
  const end = performance.now();
  expect(report.done).toHaveLength(wanted.length);
  return end - first.at;
}

test.each([
  ['few large files', 4, 1_500_000],
  ['many small files', 60, 100_000],
])('%s come at the rate, over all threads and connections together', async (_, count, length) => {
  const files = await manyFiles(count, length);
  const unhindered = await timed(files, new Pace());
  const pace = new Pace();
  const rate = 3_000_000;
  pace.setRate(rate);
  const ideal = (count * length * 1000) / rate;
  const most = 2 * ideal + unhindered;
  // a machine that is busy with other things may be late, but not each time; too fast it must never be
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && best > most; tries += 1) {
    const took = await timed(files, pace);
    expect(took).toBeGreaterThan(ideal / 1.1);
    best = Math.min(best, took);
  }
  expect(best).toBeLessThanOrEqual(most);
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
