import { createHash, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ServeRequest } from '../../../../source/engine/api/serve.ts';
import type { EngineEvent } from '../../../../source/engine/events.ts';
import { serveQuery } from '../../../../source/engine/operations/serve/serve.ts';
import { testContext } from '../../../helpers/context.ts';
import { goldenContext } from '../../../helpers/published.ts';
import { tempFolder } from '../../../helpers/temp.ts';
import { testCertificate, testCertificateKey } from '../../../helpers/test-certificate.ts';
import { until } from '../../../helpers/until.ts';

function makeMirror(): string {
  const folder = tempFolder();
  const snapshot = '{"signed":{}}';
  const sha256 = createHash('sha256').update(snapshot).digest('hex');
  writeFileSync(join(folder, 'snapshot.json'), snapshot);
  writeFileSync(join(folder, 'timestamp.json'), `{"meta":{"hashes":{"sha256":"${sha256}"}}}`);
  return folder;
}

async function serve(path: string, extra: Partial<ServeRequest> = {}, context = testContext()) {
  const events: EngineEvent[] = [];
  const server = await serveQuery(context)({ path, ...extra }, { onEvent: (event) => events.push(event) });
  onTestFinished(() => server.close());
  return { ...server, events };
}

describe('https', () => {
  function certificateFiles(): { cert: string; key: string } {
    const folder = tempFolder();
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    writeFileSync(files.cert, testCertificate);
    writeFileSync(files.key, testCertificateKey, { mode: 0o600 });
    return files;
  }

  const get = (address: string, name: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const agent = new Agent({ ca: testCertificate });
      const sent = request(`${address}/${name}`, { agent }, (response) => {
        response.resume();
        response.on('end', () => {
          agent.destroy();
          resolve(response.statusCode ?? 0);
        });
      });
      sent.on('error', reject);
      sent.end();
    });

  const shownBy = (port: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(new X509Certificate(socket.getPeerCertificate().raw).fingerprint256);
        socket.destroy();
      });
      socket.on('error', reject);
    });

  test('is served with a certificate, which is read anew when that is asked for', async () => {
    const files = certificateFiles();
    const { address, port, exposure, events, reload } = await serve(makeMirror(), files);
    expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(exposure.encrypted).toBe(true);
    expect(events).toEqual([]);
    expect(await get(address, 'timestamp.json')).toBe(200);
    const before = await shownBy(port);
    expect(before).toBe(new X509Certificate(testCertificate).fingerprint256);
    await reload();
    expect(await shownBy(port)).toBe(before);
    // a half-written one is not taken: the old goes on
    writeFileSync(files.cert, testCertificate.slice(0, 100));
    await expect(reload()).rejects.toMatchObject({ code: 'certificate-unusable' });
    expect(await get(address, 'timestamp.json')).toBe(200);
  });

  test('needs both files, that go together; a key that others can read is warned of', async () => {
    const files = certificateFiles();
    const context = testContext();
    const start = (extra: Partial<ServeRequest>) => serveQuery(context)({ path: makeMirror(), ...extra });
    await expect(start({ cert: files.cert })).rejects.toMatchObject({ code: 'usage' });
    await expect(start({ ...files, key: files.cert })).rejects.toMatchObject({
      code: 'certificate-unusable',
    });
    await expect(start({ ...files, key: '/nowhere/key.pem' })).rejects.toMatchObject({
      code: 'file-missing',
    });
    await expect(start({ tokens: '/nowhere' })).rejects.toMatchObject({ code: 'usage' });
    chmodSync(files.key, 0o644);
    const { events } = await serve(makeMirror(), files);
    expect(events).toContainEqual({
      type: 'warning',
      warning: { code: 'key-exposed', facts: { file: files.key } },
    });
  });
});

describe('how it goes', () => {
  test('/healthz says whether there is a mirror', async () => {
    const mirror = makeMirror();
    const { address } = await serve(mirror);
    const well = await fetch(`${address}/healthz`);
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }]);
    rmSync(join(mirror, 'timestamp.json'));
    expect((await fetch(`${address}/healthz`)).status).toBe(503);
    expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  test('a folder that is no mirror is not served', async () => {
    await expect(serve(tempFolder())).rejects.toMatchObject({ code: 'source-not-a-mirror', exitCode: 1 });
  });

  test('/metrics counts requests, bytes and publishes, and the days that are left', async () => {
    const context = goldenContext();
    let told = 0;
    const onRequest = () => {
      told += 1;
    };
    const { address } = await serve(context.mirror, { onRequest }, context);
    await (await fetch(`${address}/root.json`)).text();
    await (await fetch(`${address}/nothing.json`)).text();
    // an answer is counted once its file is closed, which may be after the client has it
    await until(() => told === 2, 'both requests to be counted');
    const answer = await fetch(`${address}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await answer.text();
    const size = readFileSync(join(context.mirror, 'root.json')).length;
    expect(text).toContain('mirrordeck_requests_total{method="GET",status="200"} 1\n');
    expect(text).toContain('mirrordeck_requests_total{method="GET",status="404"} 1\n');
    expect(text).toContain(`mirrordeck_sent_bytes_total ${size + 4}\n`);
    // 2026-11-22T02:00 to 2026-12-22T01:16
    expect(text).toMatch(/\nmirrordeck_nearest_expiry_days 29\.9\d*\n/);
    expect(text).toMatch(/\nmirrordeck_expiry_days\{role="root"\} 36\d/);
    expect(text).toMatch(/# TYPE mirrordeck_publishes_total counter/);
  });

  test('a line per request goes where it was asked to go', async () => {
    const file = join(tempFolder(), 'access.log');
    const lines: string[] = [];
    const onLine = (line: string) => void lines.push(line);
    const first = await serve(makeMirror(), { accessLog: { format: 'common', file } });
    await (await fetch(`${first.address}/timestamp.json?x="y`)).text();
    await first.close();
    expect(readFileSync(file, 'utf8')).toMatch(
      /^127\.0\.0\.1 - - \[22\/Nov\/2026:02:00:00 \+0000\] "GET \/timestamp\.json\?x=%22y HTTP\/1\.1" 200 \d+\n$/,
    );
    const second = await serve(makeMirror(), { accessLog: { format: 'json', onLine } });
    await (await fetch(`${second.address}/timestamp.json`)).text();
    await until(() => lines.length > 0, 'the line');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: '/timestamp.json', status: 200 });
    const accessLog = { format: 'json', file: '/nowhere/log' } as const;
    await expect(serve(makeMirror(), { accessLog })).rejects.toMatchObject({ code: 'io-failed' });
  });

  test('what it exposes: nothing but reading, to this machine, unless told otherwise', async () => {
    const folder = makeMirror();
    mkdirSync(join(folder, 'keys'));
    expect((await serve(folder)).exposure).toEqual({
      local: true,
      encrypted: false,
      publish: false,
      tokens: null,
      keys: [],
    });
    expect((await serve(folder, { host: '0.0.0.0' })).exposure.local).toBe(false);
  });
});

describe('connections', () => {
  const open = (port: number): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket));
      socket.on('error', reject);
      onTestFinished(() => void socket.destroy());
    });

  test('a thousand idle ones keep nobody from being served, and end with the server', async () => {
    const { address, port, close } = await serve(makeMirror());
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => open(port)));
    expect((await fetch(`${address}/timestamp.json`)).status).toBe(200);
    // a side that connects is through before the other has taken the connection, above all where many come at once
    const metrics = async () => await (await fetch(`${address}/metrics`)).text();
    await until(async () => /mirrordeck_connections 100\d/.test(await metrics()), 'a thousand to be taken');
    const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await close();
    await Promise.all(ended);
  });

  test('one connection serves many requests', async () => {
    const { port } = await serve(makeMirror());
    const socket = await open(port);
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    const ask = 'GET /timestamp.json HTTP/1.1\r\nHost: x\r\n\r\n';
    for (let count = 1; count <= 3; count += 1) {
      socket.write(ask);
      await until(() => text.split('HTTP/1.1 200').length === count + 1, 'the answer');
    }
    expect(socket.closed).toBe(false);
  });

  test('an answer that runs when the server is stopped comes to its end', async () => {
    const folder = makeMirror();
    writeFileSync(join(folder, 'a.tar.gz'), Buffer.alloc(400_000));
    const { address, close } = await serve(folder, { limitRate: 2_000_000 });
    const answer = await fetch(`${address}/a.tar.gz`);
    const closed = close();
    expect((await answer.arrayBuffer()).byteLength).toBe(400_000);
    await closed;
    await expect(fetch(`${address}/a.tar.gz`)).rejects.toThrow();
  });
});
