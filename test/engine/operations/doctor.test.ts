import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freeBytes } from '../../../source/engine/io/free-space.ts';
import { doctorQuery } from '../../../source/engine/operations/doctor/doctor.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { goldenNow } from '../../helpers/golden.ts';
import { goldenContext } from '../../helpers/published.ts';
import { serveMirror } from './mirror-server.ts';

/** A person whose keys are as they should be, a month before anything expires, with a file clock that fits. */
function healthy(change: Parameters<typeof goldenContext>[1] = {}) {
  const context = goldenContext('clone-full', { now: () => goldenNow, ...change });
  chmodSync(context.home.keys, 0o700);
  for (const name of ['private.json', 'jdoe.json']) chmodSync(join(context.home.keys, name), 0o600);
  utimesSync(join(context.mirror, 'timestamp.json'), goldenNow, goldenNow);
  return context;
}

const codesOf = async (context: ReturnType<typeof goldenContext>, request = {}): Promise<string[]> =>
  (await doctorQuery(context)({ port: 0, ...request })).findings.map(({ code, state }) => `${state} ${code}`);

describe('doctor', () => {
  test('finds no problem where there is none, and changes nothing', async () => {
    const context = healthy();
    const before = fingerprint(context.folder);
    const result = await doctorQuery(context)({ port: 0 });
    const problems = result.findings.filter(({ state }) => state === 'problem');
    // how full the disk of this machine is, is its own affair: it is told of exactly when it is nearly full
    const isLow = ((await freeBytes(context.folder)) ?? Number.POSITIVE_INFINITY) < 1_000_000_000;
    const low = [context.home.path, context.mirror].map((path) => ({ code: 'disk-low', facts: { path } }));
    expect(problems).toMatchObject(isLow ? low : []);
    expect(result.problems).toBe(problems.length);
    expect(result.areas).toHaveLength(11);
    expect(result.mirror).toBe(context.mirror);
    expect(fingerprint(context.folder)).toEqual(before);
  });

  test('keys in a served tree, and keys that others can read (beat list 1)', async () => {
    const context = healthy();
    chmodSync(join(context.home.keys, 'jdoe.json'), 0o640);
    expect(await codesOf(context)).toEqual(
      expect.arrayContaining(['problem key-exposed', 'note keys-in-tree']),
    );
  });

  test('a mirror that expires, has expired, can’t be reached, isn’t right', async () => {
    const origin = (days: number) =>
      healthyOrigin({ now: () => new Date(goldenNow.getTime() + days * 86_400_000) });
    expect(await codesOf(origin(20))).toContain('problem mirror-expiring');
    expect(await codesOf(origin(40))).toContain('problem mirror-expired');
    expect(await codesOf(healthy({ mirrorOverride: '/nowhere/at/all' }))).toContain(
      'problem mirror-unreachable',
    );
    const spoilt = healthy();
    writeFileSync(join(spoilt.mirror, 'timestamp.json'), '{}');
    expect(await codesOf(spoilt)).toContain('problem mirror-untrusted');
  });

  test('a clock that is wrong by the server’s, or by when the folder was written', async () => {
    const server = await serveMirror(healthy().mirror);
    const late = healthy({ mirrorOverride: server.address, now: () => new Date(Date.now() + 3_600_000) });
    const result = await doctorQuery(late)({ port: 0 });
    const skew = result.findings.find(({ code }) => code === 'clock-skew');
    expect(Number(skew?.facts.seconds)).toBeGreaterThan(3500);
    const right = healthy({ mirrorOverride: server.address, now: () => new Date() });
    expect(await codesOf(right)).not.toContain('problem clock-skew');
    const folder = healthy();
    utimesSync(join(folder.mirror, 'timestamp.json'), goldenNow, new Date(goldenNow.getTime() + 3_600_000));
    expect(await codesOf(folder)).toContain('problem clock-skew');
  });

  test('proxies, certificates, terminal', async () => {
    const environment = {
      HTTP_PROXY: 'ftp://proxy',
      SSL_CERT_FILE: '/nowhere/ca.pem',
      TERM: 'dumb',
      LANG: 'C',
    };
    const found = await codesOf(healthy({ environment }), { terminal: { columns: 40, rows: 10 } });
    expect(found).toEqual(
      expect.arrayContaining([
        'problem proxy-invalid',
        'problem certificates-missing',
        'problem terminal-dumb',
        'problem terminal-not-utf8',
        'problem terminal-small',
      ]),
    );
    const fine = { TERM: 'xterm', LANG: 'en_US.UTF-8' };
    const quiet = await codesOf(healthy({ environment: fine }), { terminal: { columns: 80, rows: 24 } });
    expect(quiet.filter((code) => code.includes('terminal'))).toEqual([]);
  });

  test('a port that is taken is a problem when it was asked for', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await codesOf(healthy(), { port })).toContain('problem port-taken');
    // what a job of ours serves at is as it should be
    const ours = await doctorQuery(healthy(), async () => [port])({ port });
    expect(ours.findings.map(({ code }) => code)).not.toContain('port-taken');
  });

  test('settings and homes that can’t be read, and what interrupted work has left', async () => {
    const context = healthy();
    mkdirSync(join(context.folder, 'config'), { recursive: true });
    writeFileSync(join(context.folder, 'config', 'settings.json'), '{');
    writeFileSync(join(context.home.path, 'tiup.toml'), 'mirror = ');
    mkdirSync(join(context.mirror, '.mirrordeck', 'change'), { recursive: true });
    mkdirSync(join(context.mirror, 'commits', '1'), { recursive: true });
    mkdirSync(join(context.home.path, '.mirrordeck', 'downloads'), { recursive: true });
    writeFileSync(join(context.home.path, '.mirrordeck', 'downloads', 'x'), 'x');
    expect(await codesOf(context)).toEqual(
      expect.arrayContaining([
        'problem home-unreadable',
        'problem settings-corrupt',
        'problem leftover-commit',
        'note leftover-stock-commit',
        'note leftover-downloads',
      ]),
    );
  });
});

function healthyOrigin(change: Parameters<typeof goldenContext>[1]) {
  return goldenContext('origin', change);
}
