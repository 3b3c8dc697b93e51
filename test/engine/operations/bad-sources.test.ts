/**
 * Sources that are none, and mirrors that can't be trusted, through the engine's door: each has its code and its
 * exit code; nothing is cloned, nothing is remembered. The attacks on single manifests, field by field, are in
 * domain/parse and domain/trust; passing faults of servers in io/mirror-source and io/fetch-files.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Root } from '../../../source/engine/domain/manifest.ts';
import type { ErrorCode } from '../../../source/engine/index.ts';
import { type Change, smallKeys, smallMirror } from '../../helpers/small-mirror.ts';
import { testCertificate, testCertificateKey } from '../../helpers/test-certificate.ts';
import { tarballOf } from '../io/tar-bytes.ts';
import { carryOut, expectRefusal, type Trial, trial } from './trial.ts';

/** Whatever is asked for gets this answer. Gives the address. */
async function serving(answer: RequestListener, secure = false): Promise<string> {
  const certificate = { key: testCertificateKey, cert: testCertificate };
  const server = secure ? createSecureServer(certificate, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const fixed =
  (status: number, headers: Record<string, string>, text: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(text);
  };
const page = '<!doctype html><title>Log in</title>';

describe('a source', () => {
  test.each<[string, ErrorCode, (trial: Trial) => string | Promise<string>]>([
    ['that is an empty folder', 'source-not-a-mirror', ({ work }) => join(work, 'content')],
    ['that is no folder', 'source-unreachable', ({ work }) => join(work, 'none')],
    ['that is a file', 'source-unreachable', ({ work }) => join(work, 'some.tar.gz')],
    ['that is a word', 'source-unknown', () => 'nonsense'],
    [
      'that is a web page',
      'source-not-a-mirror',
      () => serving(fixed(200, { 'content-type': 'text/html' }, page)),
    ],
    ['that is a web page in disguise', 'source-not-a-mirror', () => serving(fixed(200, {}, page))],
    ['that has nothing', 'source-not-a-mirror', () => serving(fixed(404, {}, ''))],
    ['that wants a password', 'source-unreachable', () => serving(fixed(401, {}, ''))],
    [
      'that leads elsewhere',
      'source-redirect',
      () => serving(fixed(302, { location: 'http://a.example/' }, '')),
    ],
    ['that nobody vouches for', 'source-certificate', () => serving(fixed(200, {}, '{}'), true)],
  ])('%s is refused: %s', async (_, code, prepare) => {
    const here = trial();
    const source = { address: await prepare(here) };
    const work = () => carryOut(here.engine.clone, { source, target: here.target, full: true });
    await expectRefusal(work, { code, exitCode: 1, folder: here.folder });
    const set = () => carryOut(here.engine.set, source);
    await expectRefusal(set, { code, exitCode: 1, folder: here.folder });
  });

  test.each([
    ['ftp://a.example/'],
    ['http://'],
    ['http://user:secret@a.example/'],
    ['http://a.example/?x'],
    ['https://a.example:99999'],
    ['a\nb'],
  ])('%j is no address: address-invalid', async (address) => {
    const { engine, folder, target } = trial();
    const work = () => carryOut(engine.clone, { source: { address }, target, full: true });
    await expectRefusal(work, { code: 'address-invalid', exitCode: 2, folder });
  });
});

/** Writes the small mirror into the folder, in the place of what was there. */
function put(folder: string, change: Change = {}): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const { root, timestamp, snapshot, index, tidb } = smallMirror(change);
  const files = { 'root.json': root, 'timestamp.json': timestamp, 'snapshot.json': snapshot };
  for (const [name, bytes] of Object.entries({
    ...files,
    '2.index.json': index,
    '3.index.json': index,
    '3.tidb.json': tidb,
  }))
    writeFileSync(join(folder, name), bytes);
}

const past = <T extends object>(right: T): T => ({ ...right, expires: '2026-01-01T00:00:00Z' });
const longer = (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.alloc(4096, ' ')]);
const forged = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString().replace('2027', '2028'));
const { jdoe } = smallKeys;

describe('a mirror', () => {
  test.each<[string, ErrorCode, Change]>([
    ['whose timestamp has expired', 'manifest-expired', { timestamp: { signed: past } }],
    ['whose snapshot has expired', 'manifest-expired', { snapshot: { signed: past } }],
    ['whose index has expired', 'manifest-expired', { index: { signed: past } }],
    ['whose component has expired', 'manifest-expired', { tidb: { signed: past } }],
    ['whose timestamp a stranger signed', 'signature-threshold', { timestamp: { keys: [jdoe] } }],
    ['whose component another owner signed', 'signature-threshold', { tidb: { keys: [jdoe] } }],
    ['whose timestamp was changed', 'signature-invalid', { timestamp: { bytes: forged } }],
    ['whose root was changed', 'signature-invalid', { root: { bytes: forged } }],
    ['whose component was changed', 'signature-invalid', { tidb: { bytes: forged } }],
    ['whose timestamp is too long', 'manifest-too-long', { timestamp: { bytes: longer } }],
    ['whose timestamp is none', 'manifest-malformed', { timestamp: { bytes: () => Buffer.from('{}') } }],
    ['whose root is a page', 'manifest-malformed', { root: { bytes: () => Buffer.from(page) } }],
    [
      'whose index is of another version',
      'binding-mismatch',
      {
        snapshot: {
          signed: (right) => ({
            ...right,
            meta: { ...right.meta, '/index.json': { version: 2, length: 9999 } },
          }),
        },
      },
    ],
  ])('%s is refused: %s', async (_, code, change) => {
    const { engine, folder, target, work } = trial();
    const address = join(work, 'small');
    put(address, change);
    const request = { source: { address }, target, components: { tidb: ['v1.0.0'] } };
    await expectRefusal(() => carryOut(engine.clone, request), { code, exitCode: 4, folder });
  });

  test('whose snapshot is not the one that the timestamp names', async () => {
    const { engine, folder, target, work } = trial();
    const address = join(work, 'small');
    put(address);
    const other = smallMirror({
      snapshot: { signed: (right) => ({ ...right, expires: '2027-02-01T00:00:00Z' }) },
    });
    writeFileSync(join(address, 'snapshot.json'), other.snapshot);
    const clone = () => carryOut(engine.clone, { source: { address }, target });
    await expectRefusal(clone, { code: 'hash-mismatch', exitCode: 4, folder });
  });

  test.each<[string, ErrorCode, Change]>([
    ['was set back', 'rollback', { timestamp: { signed: (right) => ({ ...right, version: 2 }) } }],
    [
      'has other roots',
      'root-changed',
      {
        root: { signed: (right) => ({ ...right, roles: otherRoles(right.roles) }), keys: [jdoe] },
        timestamp: { keys: [jdoe] },
      },
    ],
  ])('that %s since it was seen is refused: %s', async (_, code, change) => {
    const { engine, folder, target, work } = trial({ mirror: undefined });
    const address = join(work, 'small');
    put(address);
    await carryOut(engine.set, { address });
    await engine.list({});
    put(address, change);
    await expectRefusal(() => engine.list({}), { code, exitCode: 4, folder });
    await expectRefusal(() => carryOut(engine.clone, { target }), { code, exitCode: 4, folder });
    await expectRefusal(() => carryOut(engine.install, { components: ['tidb'] }), {
      code,
      exitCode: 4,
      folder,
    });
  });

  test('with another fingerprint than the one given', async () => {
    const { engine, folder, target, mirror: address } = trial();
    const source = { address, fingerprint: 'a'.repeat(64) };
    const refusal = { code: 'fingerprint-mismatch', exitCode: 4, folder } as const;
    await expectRefusal(() => carryOut(engine.clone, { source, target }), refusal);
    await expectRefusal(() => carryOut(engine.set, source), refusal);
  });
});

describe('a tarball that was signed and all the same', () => {
  const program = { path: 'bin/tidb', mode: 0o755 };
  test.each<[string, ErrorCode, number, Uint8Array]>([
    ['leaves its folder', 'tarball-unsafe', 1, tarballOf([program, { path: '../../../evil' }])],
    [
      'points out of its folder',
      'tarball-unsafe',
      1,
      tarballOf([program, { path: 'out', type: 'symlink', target: '../../../..' }]),
    ],
    ['lacks its program', 'entry-missing', 1, tarballOf([{ path: 'bin/other', mode: 0o755 }])],
    ['is none', 'tarball-malformed', 1, Buffer.from('nothing')],
  ])('%s is not installed: %s', async (_, code, exitCode, tarball) => {
    const { engine, folder, work, home } = trial({ mirror: undefined });
    const address = join(work, 'small');
    const item = {
      yanked: false,
      entry: 'bin/tidb',
      released: '',
      dependencies: null,
      length: tarball.length,
    };
    const hashes = { sha256: createHash('sha256').update(tarball).digest('hex') };
    const versions = { 'v1.0.0': { ...item, hashes, url: '/tidb-v1.0.0-linux-amd64.tar.gz' } };
    put(address, { tidb: { signed: (right) => ({ ...right, platforms: { 'linux/amd64': versions } }) } });
    writeFileSync(join(address, 'tidb-v1.0.0-linux-amd64.tar.gz'), tarball);
    await carryOut(engine.set, { address });
    // what was verified of the mirror stays known
    await engine.list({});
    const install = () => carryOut(engine.install, { components: ['tidb'] });
    await expect(install()).rejects.toMatchObject({ code, exitCode });
    await expectRefusal(install, { code, exitCode, folder });
    expect(existsSync(join(home, 'components'))).toBe(false);
  });
});

function otherRoles(roles: Root['roles']): Root['roles'] {
  const mine = { keys: { [jdoe.id]: jdoe.public }, threshold: 1 };
  return { ...roles, root: { ...roles.root, ...mine }, timestamp: { ...roles.timestamp, ...mine } };
}
