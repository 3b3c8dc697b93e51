import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fetchFiles } from '../../../source/engine/io/fetch-files.ts';
import { openSource } from '../../../source/engine/io/mirror-source.ts';
import { type Network, networkOf } from '../../../source/engine/io/network.ts';
import { startProxy } from '../../helpers/proxy-server.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { testAuthority, vouchedCertificate, vouchedKey } from '../../helpers/test-authority.ts';

const body = Buffer.alloc(200_000, 'tarball ');
const file = {
  name: 'a.tar.gz',
  length: body.length,
  sha256: createHash('sha256').update(body).digest('hex'),
};
const quick = { attempts: 1, firstWait: 1, longestWait: 5 };

type Origin = {
  readonly port: number;
  readonly authorizations: (string | undefined)[];
  redirect: string | null;
};

/** A mirror of one manifest and one tarball; gone after the test. */
async function startOrigin(scheme: 'http' | 'https'): Promise<Origin> {
  const answer: RequestListener = (request, response) => {
    origin.authorizations.push(request.headers.authorization);
    if (origin.redirect !== null && request.url?.startsWith('/moved') !== true) {
      response.writeHead(302, { location: `${origin.redirect}/moved${request.url}` }).end();
      return;
    }
    const bytes = request.url?.endsWith('.json') === true ? Buffer.from('{"signed":1}') : body;
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  };
  const pair = { cert: vouchedCertificate, key: vouchedKey };
  const server = scheme === 'http' ? createServer(answer) : createSecureServer(pair, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin: Origin = { port: (server.address() as AddressInfo).port, authorizations: [], redirect: null };
  return origin;
}

/** Reads a manifest and fetches a tarball; the codes of what went wrong, and all that was said. */
async function reach(address: string, wanted: Partial<Network>, environment: Record<string, string> = {}) {
  const network = networkOf({ ...quick, ...wanted }, environment);
  const source = openSource(address, { workingFolder: '/', network });
  const read = await source.read('timestamp.json', 1000).then(
    (bytes) => ({ code: null, text: String(Buffer.from(bytes ?? [])) }),
    (error) => ({ code: String(error.code), text: everything(error) }),
  );
  await source.close();
  const report = await fetchFiles(source, [file], { folder: tempFolder(), jobs: 1 });
  const [failure] = report.failures;
  return {
    codes: [read.code, failure?.code ?? null],
    text: read.text + JSON.stringify(failure ?? {}),
    bytes: report.bytes,
  };
}

/** Whatever an error could show to anybody, causes included. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack} ${JSON.stringify(error)} ${error.cause === undefined ? '' : everything(error.cause)}`;
}

const fine = { codes: [null, null], bytes: body.length };

describe('a proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy'])('of %s is asked for http', async (name) => {
    const origin = await startOrigin('http');
    const proxy = await startProxy(origin.port);
    const got = await reach('http://mirror.test/m/', {}, { [name]: `http://${proxy.address}` });
    expect(got).toMatchObject(fine);
    expect(proxy.asked[0]).toBe('GET http://mirror.test/m/timestamp.json');
    expect(proxy.asked.at(-1)).toMatch(
      /^(GET http:\/\/mirror\.test\/m\/a\.tar\.gz|CONNECT mirror\.test:80)$/,
    );
  });

  // with http:// before it or without, as everywhere
  test.each(['HTTPS_PROXY', 'https_proxy'])('of %s is a tunnel for https', async (name) => {
    const origin = await startOrigin('https');
    const proxy = await startProxy(origin.port);
    const environment = { [name]: name === 'https_proxy' ? proxy.address : `http://${proxy.address}` };
    const got = await reach('https://mirror.test/', { authorities: testAuthority }, environment);
    expect(got).toMatchObject(fine);
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT mirror.test:443']));
    const untrusted = await reach('https://mirror.test/', {}, environment);
    expect(untrusted.codes).toEqual(['source-certificate', 'source-certificate']);
  });

  test.each([
    ['http://127.0.0.1', ''],
    ['http://localhost', ''],
    ['http://mirror.localhost', 'mirror.localhost'],
  ])('is not asked for %s where NO_PROXY is %j', async (host, none) => {
    const origin = await startOrigin('http');
    const proxy = await startProxy(origin.port);
    const environment = { HTTP_PROXY: `http://${proxy.address}`, NO_PROXY: none };
    await reach(`${host}:${origin.port}/`, {}, environment);
    expect(proxy.asked).toEqual([]);
  });

  test.each(['http', 'https'])('that refuses never has its password shown (%s)', async (scheme) => {
    const proxy = await startProxy(1, true);
    const all = `http://someone:s3cret@${proxy.address}`;
    const got = await reach(`${scheme}://mirror.test/`, {}, { HTTP_PROXY: all, HTTPS_PROXY: all });
    expect(got.codes).toEqual(['source-unreachable', 'source-unreachable']);
    expect(new Set(proxy.credentials)).toEqual(new Set([`Basic ${btoa('someone:s3cret')}`]));
    expect(got.text).not.toMatch(/s3cret|someone/);
    expect(got.text).not.toContain(btoa('someone:s3cret'));
  });

  test('that is not there never has its password shown', async () => {
    const all = 'http://someone:s3cret@127.0.0.1:9';
    const got = await reach('https://mirror.test/', {}, { HTTPS_PROXY: all });
    expect(got.codes).toEqual(['source-unreachable', 'source-unreachable']);
    expect(got.text).not.toContain('s3cret');
  });
});

describe('an authority of its own', () => {
  test('makes its certificates trusted, and only where it is named', async () => {
    const { port } = await startOrigin('https');
    const address = `https://127.0.0.1:${port}/`;
    expect(await reach(address, { authorities: testAuthority })).toMatchObject(fine);
    expect((await reach(address, {})).codes).toEqual(['source-certificate', 'source-certificate']);
  });
});

describe('credentials', () => {
  test('go to their own origin, and nowhere else', async () => {
    const origin = await startOrigin('http');
    const address = `http://127.0.0.1:${origin.port}`;
    const value = 'Bearer s3cret';
    const got = await reach(`${address}/`, { authorization: { origin: address, value } });
    expect(got).toMatchObject(fine);
    expect(origin.authorizations).toEqual([value, value]);
    origin.authorizations.length = 0;
    await reach(`${address}/`, { authorization: { origin: 'http://127.0.0.1:9', value } });
    expect(origin.authorizations).toEqual([undefined, undefined]);
  });

  test('stay when the source sends on, and leave it never', async () => {
    const origin = await startOrigin('http');
    const other = await startOrigin('http');
    const address = `http://127.0.0.1:${origin.port}`;
    const authorization = { origin: address, value: 'Bearer s3cret' };
    origin.redirect = address;
    expect(await reach(`${address}/`, { authorization })).toMatchObject(fine);
    expect(origin.authorizations).toEqual(Array(4).fill('Bearer s3cret'));
    origin.redirect = `http://127.0.0.1:${other.port}`;
    const got = await reach(`${address}/`, { authorization });
    expect(got.codes).toEqual(['source-redirect', 'source-redirect']);
    expect(other.authorizations).toEqual([]);
    expect(got.text).not.toContain('s3cret');
  });
});
