import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { type FetchOptions, fetchFiles, type WantedFile } from '../../../source/engine/io/fetch-files.ts';
import {
  answers,
  type BadServer,
  type Behaviour,
  breaksAfter,
  captivePortal,
  etagOf,
  fine,
  first,
  flipsBit,
  ignoresRanges,
  noLength,
  otherRange,
  silent,
  stallsAfter,
  startBadServer,
  trickles,
  wrongLength,
} from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';

/** Bytes that look like nothing else, and tell where they are. */
function bytesOf(seed: string, length: number): Buffer {
  const block = createHash('sha512').update(seed).digest();
  const body = Buffer.alloc(length, block);
  for (let at = 0; at + 4 <= length; at += 4096) body.writeUInt32LE(at, at);
  return body;
}

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const large = 3 * 1024 * 1024;
const half = 2 * 1024 * 1024;

/** Puts a file on the server, and says what is wanted of it. */
function put(server: BadServer, name: string, behave: Behaviour, length = 100_000): WantedFile {
  const body = bytesOf(name, length);
  server.files.set(name, { body, behave });
  return { name, length, sha256: sha256(body) };
}

const network = { attempts: 3, firstWait: 1, longestWait: 20 };
/** For servers that go quiet: one that is fine may be late on a busy machine, and is asked again. */
const impatient = { ...network, headersLimit: 300, stallLimit: 150, attempts: 200 };

async function fetchAll(
  server: BadServer,
  files: readonly WantedFile[],
  folder: string,
  extra: Partial<FetchOptions> = {},
) {
  return fetchFiles({ address: server.address, kind: 'http' }, files, { folder, jobs: 8, network, ...extra });
}

/** Every file that has its name is right, whatever happened. */
function expectNoWrongByte(folder: string, files: readonly WantedFile[]): void {
  for (const file of files) {
    const path = join(folder, file.name);
    if (existsSync(path)) expect(sha256(readFileSync(path)), file.name).toBe(file.sha256);
  }
}

test('passing faults are got over, one of each kind at a time (beat list 22, 39)', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const soon = { 'retry-after': '0' };
  const files = [
    put(server, 'fine.tar.gz', fine),
    put(server, 'empty.tar.gz', fine, 0),
    put(server, 'no-length.tar.gz', noLength),
    put(server, 'truncated.tar.gz', first(1, breaksAfter(40_000))),
    put(server, 'reset.tar.gz', first(2, breaksAfter(10, 'reset'))),
    put(server, 'error-500.tar.gz', first(1, answers(500))),
    put(server, 'error-503.tar.gz', first(2, answers(503))),
    put(server, 'error-429.tar.gz', first(1, answers(429, soon))),
    put(server, 'error-408.tar.gz', first(1, answers(408))),
    put(server, 'flipped.tar.gz', first(1, flipsBit(50_000))),
    put(server, 'shorter-once.tar.gz', first(1, wrongLength(-5))),
    put(server, 'moved.tar.gz', first(1, answers(302, { location: '/moved.tar.gz?again' }))),
  ];
  server.files.set('moved.tar.gz?again', { body: bytesOf('moved.tar.gz', 100_000), behave: fine });

  const events: EngineEvent[] = [];
  const report = await fetchAll(server, files, folder, { onEvent: (event) => events.push(event) });

  expect(report.failures).toEqual([]);
  expect([...report.done].sort()).toEqual(files.map((file) => file.name).sort());
  expectNoWrongByte(folder, files);
  expect(readdirSync(folder).sort()).toEqual(files.map((file) => file.name).sort());
  const sums = events.filter((event) => event.type === 'bytes').at(-1);
  expect(sums).toMatchObject({
    done: 1_100_000,
    total: 1_100_000,
    filesDone: 12,
    filesTotal: 12,
    active: [],
  });
  const states = events.flatMap((event) =>
    event.type === 'file' && event.name === 'error-503.tar.gz' ? [event.state] : [],
  );
  expect(states).toEqual(['started', 'retrying', 'retrying', 'done']);
});

test('an answer that does not come, or no more, or a byte now and then, is not waited for (beat list 22, 39)', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const files = [
    put(server, 'silent.tar.gz', first(1, silent)),
    put(server, 'stalled.tar.gz', first(1, stallsAfter(1000))),
    put(server, 'trickling.tar.gz', first(1, trickles(20))),
  ];
  const report = await fetchAll(server, files, folder, { network: impatient });
  expect(report.failures).toEqual([]);
  expect([...report.done].sort()).toEqual(files.map((file) => file.name));
  expectNoWrongByte(folder, files);
  for (const { name } of files)
    expect(server.log.filter(({ path }) => path === name).length).toBeGreaterThan(1);
});

test('lasting faults are reported for their file, the others are finished, and no wrong byte lands (beat list 22, 39)', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const files = [
    put(server, 'fine.tar.gz', fine),
    put(server, 'flipped.tar.gz', flipsBit(7)),
    put(server, 'longer.tar.gz', wrongLength(9)),
    put(server, 'shorter.tar.gz', wrongLength(-9)),
    put(server, 'portal.tar.gz', captivePortal),
    put(server, 'loop.tar.gz', answers(302, { location: '/loop.tar.gz' })),
    put(server, 'elsewhere.tar.gz', answers(301, { location: 'http://127.0.0.2:9/x.tar.gz' })),
    put(server, 'other-range.tar.gz', otherRange(10)),
    put(server, 'forbidden.tar.gz', answers(403)),
    put(server, 'not-implemented.tar.gz', answers(501)),
    put(server, 'down.tar.gz', answers(503)),
    { name: 'absent.tar.gz', length: 5, sha256: 'a'.repeat(64) },
    { ...put(server, 'too-long.tar.gz', noLength), length: 50 },
  ];
  const report = await fetchAll(server, files, folder);
  expect(report.done).toEqual(['fine.tar.gz']);
  expect(Object.fromEntries(report.failures.map(({ name, code }) => [name, code]))).toEqual({
    'flipped.tar.gz': 'hash-mismatch',
    'longer.tar.gz': 'length-mismatch',
    'shorter.tar.gz': 'length-mismatch',
    'portal.tar.gz': 'source-not-a-mirror',
    'loop.tar.gz': 'source-redirect',
    'elsewhere.tar.gz': 'source-redirect',
    'other-range.tar.gz': 'hash-mismatch',
    'forbidden.tar.gz': 'source-unreachable',
    'not-implemented.tar.gz': 'source-unreachable',
    'down.tar.gz': 'source-unreachable',
    'absent.tar.gz': 'file-missing',
    'too-long.tar.gz': 'length-mismatch',
  });
  const asked = (name: string) => server.log.filter(({ path }) => path === name).length;
  expect(asked('down.tar.gz')).toBe(network.attempts);
  expect(asked('flipped.tar.gz')).toBe(2);
  expect(asked('forbidden.tar.gz')).toBe(1);
  expect(readdirSync(folder)).toEqual(['fine.tar.gz']);
});

/** Leaves a folder with a finished file and a half one, as an earlier run that failed did. */
async function failHalfWay(server: BadServer, folder: string): Promise<WantedFile[]> {
  const breaks: Behaviour = (ask) => (ask.before === 0 ? breaksAfter(half)(ask) : answers(503)(ask));
  const files = [put(server, 'small.tar.gz', fine), put(server, 'large.tar.gz', breaks, large)];
  const report = await fetchAll(server, files, folder);
  expect(report.failures.map(({ name, code }) => [name, code])).toEqual([
    ['large.tar.gz', 'source-unreachable'],
  ]);
  expect(readdirSync(folder).sort()).toEqual(['large.tar.gz.part', 'large.tar.gz.part.json', 'small.tar.gz']);
  server.log.length = 0;
  return files;
}

function behave(server: BadServer, name: string, behaviour: Behaviour): void {
  const file = server.files.get(name);
  if (file !== undefined) server.files.set(name, { ...file, behave: behaviour });
}

test('a half file goes on by range in the next run, and finished ones are not fetched again (beat list 22)', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const files = await failHalfWay(server, folder);
  const tag = etagOf(server.files.get('large.tar.gz')?.body ?? Buffer.alloc(0));
  behave(server, 'large.tar.gz', fine);
  const states: string[] = [];
  const report = await fetchAll(server, files, folder, {
    onEvent: (event) => {
      if (event.type === 'file') states.push(`${event.name} ${event.state} ${event.done}/${event.total}`);
    },
  });
  expect(report.kept).toEqual(['small.tar.gz']);
  expect(report.done).toEqual(['large.tar.gz']);
  expect(server.log).toHaveLength(1);
  const from = Number(/^bytes=(\d+)-$/.exec(server.log[0]?.range ?? '')?.[1]);
  expect(from).toBeGreaterThan(half / 2);
  expect(server.log[0]?.ifRange).toBe(tag);
  expect(report.bytes).toBe(large - from);
  expect(states).toContain('small.tar.gz kept 100000/100000');
  expect(states.some((state) => state.startsWith('large.tar.gz resumed'))).toBe(true);
  expectNoWrongByte(folder, files);
  expect(readdirSync(folder).sort()).toEqual(['large.tar.gz', 'small.tar.gz']);
});

test('a half file of few bytes goes on too: on a slow line it took long (beat list 22)', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const breaks: Behaviour = (ask) => (ask.before === 0 ? breaksAfter(150_000)(ask) : answers(503)(ask));
  const files = [put(server, 'client.tar.gz', breaks, 500_000)];
  await fetchAll(server, files, folder);
  expect(readdirSync(folder).sort()).toEqual(['client.tar.gz.part', 'client.tar.gz.part.json']);
  server.log.length = 0;
  behave(server, 'client.tar.gz', fine);
  await fetchAll(server, files, folder);
  expect(server.log[0]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  expectNoWrongByte(folder, files);
});

test.each<[string, Behaviour]>([
  ['ignores the range', ignoresRanges],
  ['answers another range', first(1, otherRange(5))],
  ['says that there is no such range', first(1, answers(416))],
])(
  'a resume of a server that %s begins anew, and appends nothing (beat list 39)',
  async (_what, behaviour) => {
    const server = await startBadServer();
    const folder = tempFolder();
    const files = await failHalfWay(server, folder);
    behave(server, 'large.tar.gz', behaviour);
    const report = await fetchAll(server, files, folder);
    expect(report.failures).toEqual([]);
    expectNoWrongByte(folder, files);
    expect(server.log[0]?.range).toMatch(/^bytes=\d+-$/);
  },
);

test('a file that was replaced in the source midway is fetched anew', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const [small, old] = await failHalfWay(server, folder);
  const body = bytesOf('another', large);
  server.files.set('large.tar.gz', { body, behave: fine });
  // the plan still wants the old bytes: the new ones must not stay, nor a mixture
  const refused = await fetchAll(server, [old ?? { name: '', length: 0, sha256: '' }], folder);
  expect(refused.failures.map(({ code }) => code)).toEqual(['hash-mismatch']);
  expect(readdirSync(folder)).toEqual(['small.tar.gz']);
  const taken = await fetchAll(
    server,
    [{ name: 'large.tar.gz', length: large, sha256: sha256(body) }],
    folder,
  );
  expect(taken.done).toEqual(['large.tar.gz']);
  expect(small?.name).toBe('small.tar.gz');
});

test.each<[string, (folder: string) => void]>([
  ['a corrupt journal', (folder) => writeFileSync(join(folder, 'large.tar.gz.part.json'), '{"url":"http')],
  ['a journal of something else', (folder) => writeFileSync(join(folder, 'large.tar.gz.part.json'), '[1]')],
  [
    'a part that is too long',
    (folder) => writeFileSync(join(folder, 'large.tar.gz.part'), Buffer.alloc(large + 1)),
  ],
])('%s is discarded with a warning, and the file fetched anew', async (_what, spoil) => {
  const server = await startBadServer();
  const folder = tempFolder();
  const files = await failHalfWay(server, folder);
  behave(server, 'large.tar.gz', fine);
  spoil(folder);
  const warnings: string[] = [];
  const report = await fetchAll(server, files, folder, {
    onEvent: (event) => {
      if (event.type === 'warning') warnings.push(`${event.warning.code} ${event.warning.facts.file}`);
    },
  });
  expect(warnings).toEqual(['part-discarded large.tar.gz']);
  expect(server.log).toEqual([{ path: 'large.tar.gz', range: null, ifRange: null }]);
  expect(report.done).toEqual(['large.tar.gz']);
  expectNoWrongByte(folder, files);
});

test('bytes of a part that went bad on the disk are found out and fetched anew', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const files = await failHalfWay(server, folder);
  behave(server, 'large.tar.gz', fine);
  const part = readFileSync(join(folder, 'large.tar.gz.part'));
  part[17] = (part[17] ?? 0) ^ 4;
  writeFileSync(join(folder, 'large.tar.gz.part'), part);
  const report = await fetchAll(server, files, folder);
  expect(report.failures).toEqual([]);
  expectNoWrongByte(folder, files);
  expect(server.log.map(({ range }) => range === null)).toEqual([false, true]);
});

test('a finished file that lies there with other bytes is replaced', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const file = put(server, 'a.tar.gz', fine);
  writeFileSync(join(folder, 'a.tar.gz'), Buffer.alloc(file.length));
  const report = await fetchAll(server, [file], folder);
  expect(report.done).toEqual(['a.tar.gz']);
  expectNoWrongByte(folder, [file]);
});

test('cancelling throws interrupted and leaves what the next run goes on with', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const stop = new AbortController();
  const files = [put(server, 'large.tar.gz', stallsAfter(half), large), put(server, 'other.tar.gz', silent)];
  const running = fetchAll(server, files, folder, {
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'bytes' && event.done > 0) stop.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'interrupted' });
  expect(readdirSync(folder).sort()).toEqual(['large.tar.gz.part', 'large.tar.gz.part.json']);
  behave(server, 'large.tar.gz', fine);
  behave(server, 'other.tar.gz', fine);
  const report = await fetchAll(server, files, folder);
  expect([...report.done].sort()).toEqual(['large.tar.gz', 'other.tar.gz']);
  expect(server.log.filter(({ path, range }) => path === 'large.tar.gz' && range !== null)).toHaveLength(1);
});

test('a source that is gone ends quickly for many files', async () => {
  const folder = tempFolder();
  const files = Array.from({ length: 200 }, (_, n) => ({
    name: `${n}.tar.gz`,
    length: 1,
    sha256: 'b'.repeat(64),
  }));
  // the port of nobody: a closed server's
  const server = await startBadServer();
  const report = await fetchFiles({ address: 'http://127.0.0.1:1/', kind: 'http' }, files, {
    folder,
    jobs: 8,
    network,
  });
  expect(report.failures).toHaveLength(200);
  expect(new Set(report.failures.map(({ code }) => code))).toEqual(new Set(['source-unreachable']));
  expect(server.log).toEqual([]);
});

test('a folder is a source: copied, verified, never linked', async () => {
  const source = tempFolder();
  const folder = join(tempFolder(), 'new', 'folder');
  const body = bytesOf('a', large);
  const wanted = (name: string): WantedFile => ({ name, length: large, sha256: sha256(body) });
  writeFileSync(join(source, 'right.tar.gz'), body);
  writeFileSync(join(source, 'wrong.tar.gz'), bytesOf('b', large));
  writeFileSync(join(source, 'short.tar.gz'), body.subarray(1));
  mkdirSync(join(source, 'sub'));
  symlinkSync(join(source, 'right.tar.gz'), join(source, 'link.tar.gz'));
  const files = ['right', 'wrong', 'short', 'absent', 'link', 'sub'].map((name) =>
    wanted(name === 'sub' ? name : `${name}.tar.gz`),
  );
  const report = await fetchFiles({ address: source, kind: 'folder' }, files, { folder, jobs: 8 });
  expect([...report.done].sort()).toEqual(['link.tar.gz', 'right.tar.gz']);
  expect(Object.fromEntries(report.failures.map(({ name, code }) => [name, code]))).toEqual({
    'wrong.tar.gz': 'hash-mismatch',
    'short.tar.gz': 'length-mismatch',
    'absent.tar.gz': 'file-missing',
    sub: 'file-missing',
  });
  expect(readdirSync(folder).sort()).toEqual(['link.tar.gz', 'right.tar.gz']);
  writeFileSync(join(source, 'right.tar.gz'), 'changed later');
  expectNoWrongByte(folder, [wanted('right.tar.gz')]);
});

test.each(['../out', '/etc/passwd', '.hidden', 'a/b', 'a\0', ''])('%j is no name of a file', async (name) => {
  const file = { name, length: 1, sha256: 'c'.repeat(64) };
  const running = fetchFiles({ address: 'http://127.0.0.1:1', kind: 'http' }, [file], {
    folder: '/nowhere',
    jobs: 1,
  });
  await expect(running).rejects.toMatchObject({ code: 'name-invalid' });
});

test('a part or file in the place of a link is not followed', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const outside = join(tempFolder(), 'outside');
  writeFileSync(outside, 'mine');
  symlinkSync(outside, join(folder, 'a.tar.gz.part'));
  const report = await fetchAll(server, [put(server, 'a.tar.gz', fine)], folder);
  expect(report.failures.map(({ code }) => code)).toEqual(['io-failed']);
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});
