import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { fetchFiles, type WantedFile } from '../../../source/engine/io/fetch-files.ts';
import type { Place } from '../../../source/engine/io/mirror-source.ts';
import { networkOf } from '../../../source/engine/io/network.ts';
import { severalPlaces } from '../../../source/engine/io/several-places.ts';
import {
  answers,
  type BadServer,
  type Behaviour,
  breaksAfter,
  fine,
  flipsBit,
  silent,
  startBadServer,
  trickles,
} from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';

const network = networkOf({ attempts: 3, firstWait: 1, longestWait: 5 }, {});
/** For places that go quiet only: one that is fine may be late on a busy machine. */
const impatient = { ...network, headersLimit: 300, stallLimit: 300 };
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');

/** The same files on servers that behave as they are told; one server for each behaviour. */
async function startPlaces(count: number, length: number, ...behaviours: readonly Behaviour[]) {
  const servers: BadServer[] = [];
  const places: Place[] = [];
  const wanted: WantedFile[] = [];
  for (const behave of behaviours) {
    const server = await startBadServer();
    for (let at = 0; at < count; at += 1) {
      const body = Buffer.alloc(length, `${at} is its content `);
      const name = `${at}.tar.gz`;
      server.files.set(name, { body, behave });
      if (wanted.length < count) wanted.push({ name, length, sha256: sha256(body) });
    }
    servers.push(server);
    places.push({ address: server.address, network: behave === silent ? impatient : network });
  }
  return { servers, wanted, places };
}

async function fetchFrom(places: readonly Place[], wanted: readonly WantedFile[]) {
  const events: EngineEvent[] = [];
  const folder = tempFolder();
  const source = { address: places[0]?.address ?? '', kind: 'http' as const, places };
  const report = await fetchFiles(source, wanted, {
    folder,
    jobs: 4,
    onEvent: (event) => events.push(event),
  });
  for (const { name, sha256: expected } of wanted)
    expect(sha256(readFileSync(join(folder, name))), name).toBe(expected);
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.warning] : []));
  return { report, warnings };
}

test.each([
  ['is gone', answers(503)],
  ['says nothing', silent],
  ['lacks them', answers(404)],
  ['breaks off', breaksAfter(1000, 'reset')],
])('files come from the other address when one %s', async (_, behave) => {
  const { wanted, places } = await startPlaces(6, 300_000, behave, fine);
  const { report } = await fetchFrom(places, wanted);
  expect(report.failures).toEqual([]);
  expect(report.done).toHaveLength(6);
});

/** Sends two megabytes once, and is gone. */
const dies: Behaviour = (ask) => (ask.before === 0 ? breaksAfter(2_000_000)(ask) : answers(503)(ask));

test('one that dies midway is gone on from elsewhere, by range', async () => {
  const { wanted, places, servers } = await startPlaces(1, 3_000_000, dies, fine);
  const { report } = await fetchFrom(places, wanted);
  expect(report.done).toHaveLength(1);
  const ranges = servers[1]?.log.map(({ range, ifRange }) => [range !== null, ifRange]);
  expect(ranges).toEqual([[true, null]]);
});

test('an address that gives wrong bytes is dropped with a warning, and nothing of it lands', async () => {
  const { wanted, places, servers } = await startPlaces(12, 50_000, flipsBit(7), fine);
  const { report, warnings } = await fetchFrom(places, wanted);
  expect(report.failures).toEqual([]);
  expect(warnings).toMatchObject([{ code: 'address-dropped', facts: { address: places[0]?.address } }]);
  // those that were under way; nothing after that
  expect(servers[0]?.log.length ?? 0).toBeLessThan(12);
});

test('the faster address gets most, and a download that has become slow moves there', async () => {
  const { wanted, places, servers } = await startPlaces(30, 200_000, trickles(20), fine);
  const { report } = await fetchFrom(
    places.map((place) => ({ ...place, network: { ...network, stallLimit: 60_000 } })),
    wanted,
  );
  expect(report.failures).toEqual([]);
  expect(servers[1]?.log.length ?? 0).toBeGreaterThan(25);
});

test('manifests come from the first that answers, and from the next when that is gone', async () => {
  const { places, servers } = await startPlaces(1, 0, silent, fine);
  const json = Buffer.from('{}');
  servers[0]?.files.set('timestamp.json', { body: json, behave: silent });
  servers[1]?.files.set('timestamp.json', { body: json, behave: fine });
  servers[1]?.files.set('snapshot.json', { body: json, behave: answers(503) });
  servers[0]?.files.set('snapshot.json', { body: json, behave: fine });
  const impatiently = severalPlaces(places);
  expect(await impatiently.read('timestamp.json', 100)).toEqual(json);
  await impatiently.close();
  // on a busy machine the first one, which is fine from here on, may be late
  const source = severalPlaces(places.map((place) => ({ ...place, network })));
  expect(source.address).toBe(places[0]?.address);
  expect(await source.read('timestamp.json', 100)).toEqual(json);
  expect(await source.read('snapshot.json', 100)).toEqual(json);
  // from there on it is the first one
  expect(await source.read('other.json', 100)).toBe(null);
  expect(servers[0]?.log.at(-1)?.path).toBe('other.json');
  await source.close();
});

test('when none answers, the fault of the first is told', async () => {
  const { places, servers } = await startPlaces(1, 0, fine, fine);
  for (const server of servers)
    server.files.set('timestamp.json', { body: Buffer.from('{}'), behave: answers(500) });
  const source = severalPlaces(places);
  await expect(source.read('timestamp.json', 100)).rejects.toMatchObject({
    code: 'source-unreachable',
    facts: { address: `${places[0]?.address}timestamp.json` },
  });
  await source.close();
});
