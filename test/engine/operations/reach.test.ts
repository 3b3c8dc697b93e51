import { chmodSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { createEngine } from '../../../source/engine/index.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { testAuthority } from '../../helpers/test-authority.ts';
import { serveMirror } from './mirror-server.ts';

const secret = 'S3cr3t-of-the-lab';
const basic = Buffer.from(`me:${secret}`).toString('base64');
const picked = { components: { tidb: ['v1.0.0'] }, oses: ['linux'], archs: ['amd64'] };
const golden = (name: string): string => join(goldenFolder(), name);

/** A mirror that gives nothing to who doesn't show the header. */
async function serveGuarded(wanted: string) {
  const folder = golden('origin');
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    if (request.headers.authorization !== wanted) return response.writeHead(401).end(`no ${wanted}`);
    try {
      const bytes = readFileSync(join(folder, request.url ?? ''));
      return response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function engineIn(folder: string, more: Partial<Parameters<typeof createEngine>[0]> = {}) {
  return createEngine({
    home: join(folder, 'home'),
    settingsFolder: join(folder, 'settings'),
    workingFolder: folder,
    now: () => goldenNow,
    environment: {},
    ...more,
  });
}

function authFile(folder: string, text: string, mode = 0o600): string {
  const file = join(folder, 'auth.txt');
  writeFileSync(file, text, { mode });
  chmodSync(file, mode);
  return file;
}

/** All that could show a secret: whatever was said, and whatever lies in a folder but the file it is kept in. */
function expectUnseen(...things: readonly unknown[]): void {
  for (const thing of things) {
    const text =
      typeof thing === 'string'
        ? thing
        : `${JSON.stringify(thing)} ${thing instanceof Error ? thing.stack : ''}`;
    expect(text).not.toContain(secret);
    expect(text).not.toContain(basic);
  }
}

test.each([
  ['bearer', `bearer ${secret}`, `Bearer ${secret}`],
  ['basic', `basic me:${secret}`, `Basic ${basic}`],
] as const)(
  '%s credentials of a remembered source open it, and are seen nowhere',
  async (kind, line, header) => {
    const folder = tempFolder();
    const { address, seen } = await serveGuarded(header);
    const events: EngineEvent[] = [];
    const run = { onEvent: (event: EngineEvent) => events.push(event) };
    const engine = engineIn(folder);
    const refused = await engine.sources.test({ address }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'source-unreachable', facts: { status: 401 } });
    const added = await engine.sources.add({ name: 'lab', address, authFile: authFile(folder, line) });
    expect(added).toMatchObject({ auth: [kind] });
    expect(statSync(join(folder, 'settings/settings.json')).mode & 0o777).toBe(0o600);
    expect(await engine.settings.write({ timeout: '30s' })).toEqual({ language: null, timeout: '30s' });
    // without the file: what was said is kept
    writeFileSync(join(folder, 'auth.txt'), '');
    const request = { source: { address: 'lab' }, target: join(folder, 'target'), ...picked };
    const plan = await engine.clone.plan(request, run);
    seen.length = 0;
    const result = await engine.clone.apply(plan, run);
    expect(result.failures).toEqual([]);
    expect(new Set(seen)).toEqual(new Set([header]));
    const receipt = readFileSync(join(folder, 'target/receipt.json'), 'utf8');
    const listed = await engine.sources.list();
    expectUnseen(refused, added, plan, result, events, receipt, listed, await engine.settings.read());
    // nor what the server says when it refuses
    const other = engineIn(folder, { authFile: authFile(folder, 'bearer another') });
    expectUnseen(await other.sources.test({ address: 'lab' }).catch((error: unknown) => error));
  },
);

test('credentials of a file are for the first source, unless they name another; 0600 is demanded', async () => {
  const folder = tempFolder();
  const one = await serveGuarded('Bearer one');
  const two = await serveGuarded('Bearer two');
  const plain = await serveGuarded('');
  const file = authFile(folder, `bearer one\n${two.address} bearer two\n`);
  const engine = engineIn(folder, { authFile: file });
  await engine.sources.test({ address: one.address });
  await engine.sources.test({ address: two.address });
  await engine.sources.test({ address: plain.address }).catch(() => undefined);
  expect(new Set(plain.seen)).toEqual(new Set([undefined]));
  chmodSync(file, 0o640);
  await expect(engine.sources.test({ address: one.address })).rejects.toMatchObject({
    code: 'auth-unusable',
  });
  await expect(
    engine.sources.add({ name: 'lab', address: one.address, authFile: file }),
  ).rejects.toMatchObject({
    code: 'auth-unusable',
    facts: { file, reason: 'others can read it: give it mode 0600' },
  });
});

test('credentials in settings that others can read are not used', async () => {
  const folder = tempFolder();
  const { address } = await serveGuarded('Bearer one');
  const engine = engineIn(folder);
  await engine.sources.add({ name: 'lab', address, authFile: authFile(folder, 'bearer one') });
  chmodSync(join(folder, 'settings/settings.json'), 0o644);
  await expect(engine.sources.test({ address: 'lab' })).rejects.toMatchObject({ code: 'auth-unusable' });
});

test('an authority is a PEM file, looked at when it is named', async () => {
  const folder = tempFolder();
  const engine = engineIn(folder);
  const file = join(folder, 'ca.pem');
  const add = (name: string) => engine.sources.add({ name, address: 'https://a.test/', ca: 'ca.pem' });
  await expect(add('a')).rejects.toMatchObject({ code: 'certificate-unusable' });
  for (const text of ['', 'no PEM', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
    writeFileSync(file, text);
    await expect(add('a')).rejects.toMatchObject({ code: 'certificate-unusable', facts: { file } });
  }
  writeFileSync(file, testAuthority);
  expect(await add('a')).toMatchObject({ ca: file });
});

test('rates and time limits of the settings hold where nothing else was said', async () => {
  const folder = tempFolder();
  const { address } = await serveMirror(golden('origin'));
  const engine = engineIn(folder);
  await engine.settings.write({ limitRate: '30M' });
  expect(engine.rate.get().bytesPerSecond).toBe(0);
  await engine.sources.test({ address });
  expect(engine.rate.get()).toEqual({ limitRate: '30M', bytesPerSecond: 30e6 });
  engine.rate.set(null);
  await engine.sources.test({ address });
  expect(engine.rate.get()).toEqual({ limitRate: null, bytesPerSecond: 0 });
  const said = engineIn(folder, { limitRate: '20M' });
  await said.sources.test({ address });
  expect(said.rate.get().bytesPerSecond).toBe(20e6);
  await expect(engine.settings.write({ limitRate: 'fast' })).rejects.toMatchObject({ code: 'usage' });
  expect(() => engineIn(folder, { timeout: 'soon' })).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('several addresses are of one mirror, which goes by the first', async () => {
  const folder = tempFolder();
  const [first, second, foreign] = await Promise.all(
    ['origin', 'origin', 'custom'].map((name) => serveMirror(golden(name))),
  );
  if (first === undefined || second === undefined || foreign === undefined) throw new Error('three servers');
  const engine = engineIn(folder);
  await engine.sources.add({ name: 'lab', address: first.address, addresses: [second.address] });
  expect((await engine.sources.test({ address: 'lab' })).identity.address).toBe(first.address);
  expect(second.asked.length).toBeGreaterThan(0);
  // what was asked for by another way
  const wrong = { address: first.address, also: [foreign.address] };
  await expect(engine.sources.test(wrong)).rejects.toMatchObject({
    code: 'fingerprint-mismatch',
    facts: { address: foreign.address },
  });
  await expect(
    engine.sources.add({ name: 'b', address: '/m', addresses: ['http://a.test'] }),
  ).rejects.toMatchObject({
    code: 'address-invalid',
  });
});

test('a clone goes on when one address is gone or gives wrong bytes', async () => {
  const folder = tempFolder();
  const spoilt = join(folder, 'spoilt');
  cpSync(golden('origin'), spoilt, { recursive: true });
  for (const name of readdirSync(spoilt).filter((one) => one.endsWith('.tar.gz'))) {
    const bytes = readFileSync(join(spoilt, name));
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    writeFileSync(join(spoilt, name), bytes);
  }
  const [first, second] = await Promise.all([serveMirror(spoilt), serveMirror(golden('origin'))]);
  const events: EngineEvent[] = [];
  const run = { onEvent: (event: EngineEvent) => events.push(event) };
  const engine = engineIn(folder, { jobs: 1 });
  const gone = 'http://127.0.0.1:9';
  const source = { address: first.address, also: [second.address, gone] };
  const plan = await engine.clone.plan({ source, target: join(folder, 'target'), ...picked }, run);
  expect((await engine.clone.apply(plan, run)).failures).toEqual([]);
  const dropped = events.flatMap((event) =>
    event.type === 'warning' && event.warning.code === 'address-dropped' ? [event.warning.facts.address] : [],
  );
  expect(new Set(dropped)).toEqual(new Set([gone, `${first.address}/`]));
});
