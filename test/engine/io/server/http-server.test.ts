import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { AccessEntry, ServeRequest } from '../../../../source/engine/api/serve.ts';
import type { EngineEvent } from '../../../../source/engine/events.ts';
import { startHttpServer } from '../../../../source/engine/io/server/http-server.ts';
import { serveQuery } from '../../../../source/engine/operations/serve/serve.ts';
import { testContext } from '../../../helpers/context.ts';
import { goldenFile } from '../../../helpers/golden.ts';
import { tempFolder } from '../../../helpers/temp.ts';
import { until } from '../../../helpers/until.ts';

const body = Buffer.from('0123456789');
const now = () => new Date('2026-01-02T03:04:05Z');

function makeMirror(): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a-v1.0.0-linux-amd64.tar.gz'), body);
  writeFileSync(join(folder, 'root.json'), '{}');
  return folder;
}

async function serve(path: string, extra: Partial<ServeRequest> = {}) {
  const events: EngineEvent[] = [];
  const serving = serveQuery(testContext({ now, workingFolder: '/' }));
  const server = await serving({ path, ...extra }, { onEvent: (event) => events.push(event) });
  onTestFinished(() => server.close());
  return { ...server, events };
}

/** A request whose path goes out as it is, which `fetch` would tidy up. */
async function raw(port: number, path: string, method = 'GET'): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, host: '127.0.0.1' }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('files come with type, length and validators, and are asked for again cheaply', async () => {
  const { address } = await serve(makeMirror());
  const url = `${address}/a-v1.0.0-linux-amd64.tar.gz`;
  const whole = await fetch(url);
  expect(whole.status).toBe(200);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-length': '10',
    'content-type': 'application/gzip',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  });
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(body);
  const etag = whole.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[^"]+"$/);
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  const modified = whole.headers.get('last-modified') ?? '';
  expect((await fetch(url, { headers: { 'if-modified-since': modified } })).status).toBe(304);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
  expect((await fetch(`${address}/root.json`)).headers.get('content-type')).toBe('application/json');
  expect((await fetch(`${address}//root.json?x=1`)).status).toBe(200);
});

test.each([
  ['bytes=2-', 206, '23456789', 'bytes 2-9/10'],
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=2-400', 206, '23456789', 'bytes 2-9/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=10-', 416, '416\n', 'bytes */10'],
  ['bytes=-0', 416, '416\n', 'bytes */10'],
  ['bytes=4-2', 200, '0123456789', null],
  ['bytes=0-1,4-5', 200, '0123456789', null],
  ['lines=1-2', 200, '0123456789', null],
  ['bytes=-', 200, '0123456789', null],
])('range %s is answered with %i', async (range, status, text, contentRange) => {
  const { address } = await serve(makeMirror());
  const answer = await fetch(`${address}/a-v1.0.0-linux-amd64.tar.gz`, { headers: { range } });
  expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test('a range of a file that was replaced since gets the whole new one', async () => {
  const folder = makeMirror();
  const { address } = await serve(folder);
  const url = `${address}/a-v1.0.0-linux-amd64.tar.gz`;
  const etag = (await fetch(url)).headers.get('etag') ?? '';
  const headers = { range: 'bytes=5-', 'if-range': etag };
  expect((await fetch(url, { headers })).status).toBe(206);
  writeFileSync(join(folder, 'new'), 'abcdefghij');
  renameSync(join(folder, 'new'), join(folder, 'a-v1.0.0-linux-amd64.tar.gz'));
  const answer = await fetch(url, { headers });
  expect([answer.status, await answer.text()]).toEqual([200, 'abcdefghij']);
});

test('nothing that is hidden, outside, no file or no path is answered (beat list 1)', async () => {
  const folder = makeMirror();
  const outside = tempFolder();
  for (const name of ['keys', 'commits', '.mirrordeck', 'sub']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'x.json'), 'secret');
  }
  mkdirSync(join(folder, 'sub', 'Keys'));
  writeFileSync(join(folder, 'sub', 'Keys', 'x.json'), 'secret');
  for (const name of ['lock', '.hidden.json']) writeFileSync(join(folder, name), 'secret');
  writeFileSync(join(outside, 'x.json'), 'secret');
  symlinkSync(join(outside, 'x.json'), join(folder, 'out.json'));
  symlinkSync(outside, join(folder, 'out'));
  symlinkSync(join(folder, 'keys', 'x.json'), join(folder, 'key.json'));
  symlinkSync('loop.json', join(folder, 'loop.json'));
  const { port } = await serve(folder);
  expect((await raw(port, '/sub/x.json')).text).toBe('secret');
  const paths = [
    ...['/keys/x.json', '/KEYS/x.json', '/keys', '/keys/', '/commits/x.json', '/lock', '/.hidden.json'],
    ...['/.mirrordeck/x.json', '/sub/Keys/x.json', '/sub', '/sub/', '/', '//', '/absent.json', '/root.json/'],
    ...['/out.json', '/out/x.json', '/key.json', '/loop.json', '/../x.json', '/sub/../keys/x.json'],
    ...['/%2e%2e/x.json', '/sub/..%2fkeys/x.json', '/sub/%2e%2e/keys/x.json', '/%252e%252e/x.json'],
    ...['/keys%2fx.json', '/%6beys/x.json', '/keys%00/x.json', '/root.json%00', '/sub\\..\\keys\\x.json'],
    ...['/./keys/x.json', '//keys/x.json', '/sub//x.json', '/%', '/%ff', `/${'a'.repeat(5000)}`],
    ...['/~root', '/root.json.', '/root.json:stream', 'http://127.0.0.1/root.json', '*', '/r%C3%B6ot.json'],
  ];
  for (const path of paths) {
    const { status, text } = await raw(port, path);
    expect([path, status, text]).toEqual([path, 404, '404\n']);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await raw(port, '/root.json', method)).status).toBe(405);
  }
});

test('what was asked for is told, with bytes and ranges, also when the other side goes away', async () => {
  const folder = makeMirror();
  writeFileSync(join(folder, 'large.tar.gz'), Buffer.alloc(64 * 1024 * 1024));
  const entries: AccessEntry[] = [];
  const { address, port } = await serve(folder, { onRequest: (entry) => entries.push(entry) });
  // an answer is told once its file is closed, which may be after the client has it
  await (await fetch(`${address}/root.json`, { headers: { range: 'bytes=1-' } })).text();
  await until(() => entries.length === 1, 'the first entry');
  await (await fetch(`${address}/nothing.json`)).text();
  await until(() => entries.length === 2, 'the second entry');
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('GET /large.tar.gz HTTP/1.1\r\nHost: x\r\n\r\n'),
  );
  socket.once('data', () => socket.destroy());
  await until(() => entries.length === 3, 'three entries');
  expect(entries[0]).toMatchObject({
    at: '2026-01-02T03:04:05.000Z',
    client: '127.0.0.1',
    method: 'GET',
    path: '/root.json',
    status: 206,
    range: 'bytes=1-',
    bytes: 1,
  });
  expect(entries[1]).toMatchObject({ path: '/nothing.json', status: 404, range: null });
  expect(entries[2]?.bytes).toBeLessThan(64 * 1024 * 1024);
});

test('snapshot and timestamp always belong together, in the middle of a commit too (beat list 14)', async () => {
  const folder = makeMirror();
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  const timestampOf = (snapshot: string) =>
    `{"signed":{"meta":{"/snapshot.json":{"hashes":{"sha256":"${createHash('sha256').update(snapshot).digest('hex')}"}}}}}`;
  write('snapshot.json', 'one');
  write('timestamp.json', timestampOf('one'));
  const { address } = await serve(folder);
  const look = async () => ({
    timestamp: await (await fetch(`${address}/timestamp.json`)).text(),
    snapshot: await (await fetch(`${address}/snapshot.json`)).text(),
  });
  const before = { timestamp: timestampOf('one'), snapshot: 'one' };
  expect(await look()).toEqual(before);
  write('snapshot.json', 'two');
  expect(await look()).toEqual(before);
  write('timestamp.json', timestampOf('two'));
  expect(await look()).toEqual({ timestamp: timestampOf('two'), snapshot: 'two' });
});

test('a rate is kept over all answers together', async () => {
  const folder = makeMirror();
  writeFileSync(join(folder, 'b.tar.gz'), Buffer.alloc(100_000));
  const { address } = await serve(folder, { limitRate: 1_000_000 });
  const start = performance.now();
  const get = async () => (await fetch(`${address}/b.tar.gz`)).arrayBuffer();
  const bodies = await Promise.all([get(), get()]);
  expect(bodies.map((bytes) => bytes.byteLength)).toEqual([100_000, 100_000]);
  // 200 kB at 1 MB/s, the first twentieth at once
  expect(performance.now() - start).toBeGreaterThan(120);
});

test('closing ends idle connections and refuses new ones', async () => {
  const server = await serve(makeMirror());
  await (await fetch(`${server.address}/root.json`)).text();
  await server.close();
  await expect(fetch(`${server.address}/root.json`)).rejects.toThrow();
});

test('closing waits until what was answered has been told', async () => {
  const told: string[] = [];
  const server = await startHttpServer({
    ...{ host: '127.0.0.1', port: 0, certificate: null },
    handlers: [
      async (exchange) => {
        const gone = once(exchange.request.socket, 'close');
        exchange.answer(200, 'text/plain', 'x');
        await gone;
        // as a file that takes a moment to be closed
        await turn();
        return true;
      },
    ],
    onDone: ({ path }) => told.push(path),
  });
  await (await fetch(`${server.address}/x`)).text();
  await server.close();
  expect(told).toEqual(['/x']);
});

test('keys in the served folder are warned of, and never given out (beat list 1)', async () => {
  const folder = makeMirror();
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'keys', 'a-root.json'), 'anything');
  writeFileSync(join(folder, 'left-behind.json'), goldenFile('keys/private.json'));
  const { events, exposure, port } = await serve(folder);
  const paths = [join(folder, 'keys'), join(folder, 'left-behind.json')];
  expect(exposure.keys).toEqual(paths);
  expect(events).toEqual(
    paths.map((path) => ({ type: 'warning', warning: { code: 'keys-served', facts: { path } } })),
  );
  expect((await raw(port, '/left-behind.json')).status).toBe(404);
});

test('what can not be served says why', async () => {
  const folder = makeMirror();
  const { port } = await serve(folder);
  const serving = serveQuery(testContext({ now, workingFolder: '/' }));
  await expect(serving({ path: join(folder, 'no') })).rejects.toMatchObject({ code: 'file-missing' });
  await expect(serving({ path: join(folder, 'root.json') })).rejects.toMatchObject({ code: 'file-missing' });
  await expect(serving({ path: folder, port })).rejects.toMatchObject({ code: 'port-taken' });
  await expect(serving({ path: folder, port: 70_000 })).rejects.toMatchObject({ code: 'usage' });
  await expect(serving({ path: folder, host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'address-invalid',
  });
  const signal = AbortSignal.abort();
  await expect(serving({ path: folder }, { signal })).rejects.toMatchObject({ code: 'interrupted' });
});
