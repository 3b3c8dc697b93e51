import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EngineError } from '../../../source/engine/errors.ts';
import { openSource } from '../../../source/engine/io/mirror-source.ts';
import type { Network } from '../../../source/engine/io/network.ts';
import {
  answers,
  type BadServer,
  type Behaviour,
  breaksAfter,
  captivePortal,
  fine,
  first,
  silent,
  stallsAfter,
  startBadServer,
  trickles,
} from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { testCertificate, testCertificateKey } from '../../helpers/test-certificate.ts';

const network = { attempts: 3, firstWait: 1, longestWait: 20 };
/** For servers that go quiet only: one that is fine may be late on a busy machine. */
const impatient = { ...network, headersLimit: 100, stallLimit: 100 };
const manifest = Buffer.from('{"signatures":[],"signed":{}}');

function open(address: string, wanted: Partial<Network> = network) {
  const source = openSource(address, { workingFolder: '/', network: wanted });
  onTestFinished(() => source.close());
  return source;
}

async function serving(behave: Behaviour, body = manifest): Promise<BadServer> {
  const server = await startBadServer();
  server.files.set('timestamp.json', { body, behave });
  return server;
}

test.each<[string, Behaviour]>([
  ['is fine', fine],
  ['resets', first(2, breaksAfter(3, 'reset'))],
  ['is cut short', first(1, breaksAfter(3))],
  ['is busy', first(2, answers(503))],
  ['asks to wait', first(1, answers(429, { 'retry-after': '3600' }))],
  ['fails', first(1, answers(500))],
])('a manifest is read from a server that %s for a moment', async (_what, behave) => {
  const server = await serving(behave);
  expect(await open(server.address).read('/timestamp.json', 100)).toEqual(manifest);
});

test.each<[string, Behaviour]>([
  ['says nothing', first(1, silent)],
  ['stalls', first(1, stallsAfter(4))],
  ['trickles', first(1, trickles(10))],
])('a manifest is read from a server that %s for too long', async (_what, behave) => {
  const server = await serving(behave);
  const source = open(server.address, { ...impatient, attempts: 200 });
  expect(await source.read('/timestamp.json', 100)).toEqual(manifest);
});

test.each<[string, string, Behaviour]>([
  ['stays busy', 'source-unreachable', answers(503)],
  ['stays silent', 'source-unreachable', silent],
  ['forbids', 'source-unreachable', answers(403)],
  ['does not know how', 'source-unreachable', answers(501)],
  ['is a captive portal', 'source-not-a-mirror', captivePortal],
  ['has a page without a type', 'source-not-a-mirror', answers(200, {}, '\n <!DOCTYPE html><p>')],
  ['wants a login first', 'source-not-a-mirror', answers(511)],
  ['redirects in a loop', 'source-redirect', answers(302, { location: '/timestamp.json' })],
  ['redirects elsewhere', 'source-redirect', answers(302, { location: 'http://127.0.0.2/timestamp.json' })],
  ['redirects to nowhere', 'source-redirect', answers(301)],
  ['sends too much', 'manifest-too-long', answers(200, { 'content-length': '101' }, ' '.repeat(101))],
  ['sends too much, in pieces', 'manifest-too-long', answers(200, {}, ' '.repeat(101))],
])('a server that %s is %s', async (_what, code, behave) => {
  const server = await serving(behave);
  const source = open(server.address, behave === silent ? impatient : network);
  await expect(source.read('timestamp.json', 100)).rejects.toMatchObject({ code });
  const isPassing = behave === silent || code === 'source-unreachable';
  expect(server.log.length).toBeLessThanOrEqual(isPassing ? network.attempts : 6);
});

test('what is not there is null, and is asked for once', async () => {
  const server = await serving(answers(410));
  expect(await open(server.address).read('timestamp.json', 100)).toBeNull();
  expect(await open(server.address).read('7.root.json', 100)).toBeNull();
  expect(server.log).toHaveLength(2);
});

test('a redirect on the same host is followed', async () => {
  const server = await serving(answers(307, { location: '/elsewhere/timestamp.json' }));
  server.files.set('elsewhere/timestamp.json', { body: manifest, behave: fine });
  expect(await open(server.address).read('timestamp.json', 100)).toEqual(manifest);
});

test('an address without a slash at its end, and one with a path, are bases all the same', async () => {
  const server = await startBadServer();
  server.files.set('deep/mirror/root.json', { body: manifest, behave: fine });
  const source = open(`${server.address}deep/mirror`);
  expect(await source.read('root.json', 100)).toEqual(manifest);
  expect(source.address).toBe(`${server.address}deep/mirror`);
});

test('nobody listens: source-unreachable', async () => {
  await expect(open('http://127.0.0.1:1').read('root.json', 9)).rejects.toMatchObject({
    code: 'source-unreachable',
    facts: { system: 'ECONNREFUSED' },
  });
});

test('a certificate that nobody vouches for is source-certificate', async () => {
  const server = createServer({ key: testCertificateKey, cert: testCertificate }, (_request, response) => {
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const reading = open(`https://127.0.0.1:${port}/`).read('root.json', 9);
  await expect(reading).rejects.toMatchObject({ code: 'source-certificate' });
});

test('a signal stops reading and waiting', async () => {
  const server = await serving(silent);
  const stop = new AbortController();
  const source = openSource(server.address, { workingFolder: '/' });
  onTestFinished(() => source.close());
  const reading = source.read('timestamp.json', 100, stop.signal);
  server.files.set('timestamp.json', { body: manifest, behave: () => stop.abort() });
  await expect(reading).rejects.toMatchObject({ code: 'interrupted' });
  await expect(source.read('timestamp.json', 100, stop.signal)).rejects.toMatchObject({
    code: 'interrupted',
  });
});

test('a folder is read, relative to the working folder', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'mirror', 'sub'), { recursive: true });
  writeFileSync(join(folder, 'mirror', 'root.json'), manifest);
  const source = openSource('mirror', { workingFolder: folder });
  expect(source).toMatchObject({ kind: 'folder', address: join(folder, 'mirror') });
  expect(await source.read('/root.json', 100)).toEqual(manifest);
  expect(await source.read('2.root.json', 100)).toBeNull();
  expect(await source.read('sub', 100)).toBeNull();
  await expect(source.read('root.json', 10)).rejects.toMatchObject({ code: 'manifest-too-long' });
  const nowhere = openSource('/no/such/folder', { workingFolder: folder });
  await expect(nowhere.read('root.json', 10)).rejects.toMatchObject({ code: 'source-unreachable' });
});

test.each(['../x.json', '/../x.json', 'a//b', '.lock', 'a\0b', 'http://x/y', '%2e%2e/x', ''])(
  '%j is no file of a mirror',
  async (name) => {
    await expect(open('http://127.0.0.1:1').read(name, 9)).rejects.toMatchObject({ code: 'name-invalid' });
    await expect(open('/').read(name, 9)).rejects.toMatchObject({ code: 'name-invalid' });
  },
);

test.each([
  '',
  'ftp://host/',
  'file:///srv/mirror',
  'http://',
  'http://user:secret@host/',
  'http://@host/',
  'https://host/?a=secret',
  'https://host/#secret',
  'http://host/a b',
  'http://host\\secret',
  'http://host/\n',
  `http://host/${'a'.repeat(3000)}`,
])('%j is refused as an address, and not repeated', (address) => {
  let error: unknown;
  try {
    openSource(address, { workingFolder: '/' });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: 'address-invalid' });
  expect(`${error instanceof EngineError ? error.message : ''}${JSON.stringify(error)}`).not.toContain(
    'secret',
  );
});
