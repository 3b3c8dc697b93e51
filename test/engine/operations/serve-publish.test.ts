import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Component } from '../../../source/engine/domain/manifest.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { serveQuery } from '../../../source/engine/operations/serve/serve.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';
import {
  asStockSends,
  firstManifest,
  itemOf,
  nextManifest,
  servedGolden,
} from '../../helpers/served-golden.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';
import { until } from '../../helpers/until.ts';

const { pingcap, jdoe } = smallKeys;
const done = { status: 204, word: '', message: '' };
const linux = 'linux/amd64';

async function problemsOf(context: Parameters<typeof verifyQuery>[0] & { mirror: string }) {
  return (await verifyQuery(context)({ address: context.mirror })).problems;
}

/** Names in a mirror's folder, without what a commit of stock's leaves. */
const namesIn = (folder: string) => readdirSync(folder).sort();

describe('a mirror that is served with --publish', () => {
  test('takes a new component: its tarball, its manifest as it was signed, one new index, one commit', async () => {
    const { context, upload, manifest, tarball, entries } = await servedGolden();
    const session = randomUUID();
    const component = firstManifest('fresh', tarball);
    expect(await upload(session, 'fresh-v1.0.0-linux-amd64.tar.gz')).toEqual(done);
    expect(
      await manifest('fresh', asStockSends(component, [jdoe]), session, '?standalone=true&hidden=yes'),
    ).toEqual(done);
    const state = await stateOf(context, 'fresh');
    expect(state.component).toEqual(component);
    expect(state.index.version).toBe(13);
    expect(state.index.components.fresh).toEqual({
      yanked: false,
      owner: 'jdoe',
      url: '/fresh.json',
      standalone: true,
      hidden: false,
    });
    expect(readFileSync(join(context.mirror, 'fresh-v1.0.0-linux-amd64.tar.gz'))).toEqual(tarball);
    expect(await problemsOf(context)).toEqual([]);
    expect(existsSync(join(context.mirror, '.mirrordeck'))).toBe(false);
    expect(entries.at(-1)).toMatchObject({
      status: 204,
      note: '1.fresh.json by jdoe: v1.0.0 for linux/amd64',
    });
  });

  test('takes a new version, what modify and renew send, and flags of the index with them', async () => {
    const { context, upload, manifest, tarball } = await servedGolden();
    const before = await stateOf(context, 'tidb');
    const session = randomUUID();
    const item = itemOf('tidb', 'v9.0.0', linux, tarball);
    const next = await nextManifest(context, 'tidb', ({ platforms }) => ({
      platforms: { ...platforms, [linux]: { ...platforms[linux], 'v9.0.0': item } },
    }));
    await upload(session, 'tidb-v9.0.0-linux-amd64.tar.gz');
    expect(await manifest('tidb', asStockSends(next), session)).toEqual(done);
    expect((await stateOf(context, 'tidb')).index.version).toBe(before.index.version);

    const yanked = await nextManifest(context, 'tidb', ({ platforms }) => ({
      description: 'other',
      platforms: { ...platforms, [linux]: { ...platforms[linux], 'v9.0.0': { ...item, yanked: true } } },
    }));
    expect(await manifest('tidb', asStockSends(yanked))).toEqual(done);
    const renewed = await nextManifest(context, 'tidb', () => ({ expires: '2040-01-01T00:00:00Z' }));
    expect(await manifest('tidb', asStockSends(renewed), randomUUID(), '?hidden=true')).toEqual(done);
    const after = await stateOf(context, 'tidb');
    expect(after.component).toEqual(renewed);
    expect(after.index.components.tidb).toMatchObject({ hidden: true, standalone: false, yanked: false });
    // and back again: the tarball is looked at once more
    const back = await nextManifest(context, 'tidb', ({ platforms }) => ({
      platforms: { ...platforms, [linux]: { ...platforms[linux], 'v9.0.0': item } },
    }));
    rmSync(join(context.mirror, 'tidb-v9.0.0-linux-amd64.tar.gz'));
    expect(await manifest('tidb', asStockSends(back))).toMatchObject({
      status: 404,
      word: 'SESSION NOT FOUND',
    });
    const again = randomUUID();
    await upload(again, 'tidb-v9.0.0-linux-amd64.tar.gz');
    expect(await manifest('tidb', asStockSends(back), again)).toEqual(done);
    expect(await problemsOf(context)).toEqual([]);
  });

  test('renews a component that has expired, for its owner', async () => {
    const { context, manifest } = await servedGolden();
    const short = await nextManifest(context, 'pd', () => ({ expires: '2026-11-22T03:00:00Z' }));
    expect(await manifest('pd', asStockSends(short))).toEqual(done);
    const later = { ...context, now: () => new Date('2026-11-23T02:00:00Z') };
    const server = await serveQuery(later)({ path: context.mirror, publish: true });
    const next = { ...short, version: short.version + 1, expires: '2031-01-01T00:00:00Z' };
    const url = `${server.address}/api/v1/component/${randomUUID()}/pd`;
    const answer = await fetch(url, { method: 'POST', body: new Uint8Array(asStockSends(next)) });
    await server.close();
    expect(answer.status).toBe(204);
    expect((await stateOf(later, 'pd')).component?.expires).toBe('2031-01-01T00:00:00Z');
  });

  test('takes the client with its component, and gives it to newcomers', async () => {
    const { context, upload, manifest, tarball } = await servedGolden();
    const next = await nextManifest(context, 'tiup', ({ platforms }) => ({
      platforms: {
        ...platforms,
        [linux]: { ...platforms[linux], 'v9.0.0': itemOf('tiup', 'v9.0.0', linux, tarball) },
      },
    }));
    const session = randomUUID();
    await upload(session, 'tiup-v9.0.0-linux-amd64.tar.gz');
    expect(await manifest('tiup', asStockSends(next), session)).toEqual(done);
    expect(readFileSync(join(context.mirror, 'tiup-linux-amd64.tar.gz'))).toEqual(tarball);
    expect(readFileSync(join(context.mirror, 'tiup-v9.0.0-linux-amd64.tar.gz'))).toEqual(tarball);
  });

  test('takes what our own publish sends, several publishers at once', async () => {
    const { context, address } = await servedGolden();
    const { plan, apply } = publishOperation({ ...context, mirrorOverride: `${address}/` });
    const tarball = join(context.workingFolder, 'some.tar.gz');
    const publish = async (component: string) =>
      await apply(await plan({ component, version: 'v1.0.0', tarball, entry: 'x.sh' }));
    await Promise.all(['one', 'two', 'three', 'four'].map(publish));
    expect(await problemsOf(context)).toEqual([]);
    for (const id of ['one', 'two', 'three', 'four']) {
      expect((await stateOf(context, id)).index.components[id]?.owner).toBe('pingcap');
    }
  });

  test('says conflict to all but one of those who publish the same, and stock tries again', async () => {
    const { context, upload, manifest, tarball } = await servedGolden();
    const rivals = ['v7.0.0', 'v7.0.1', 'v7.0.2'];
    // all of them before anything is sent: each follows on the same manifest
    const prepared = await Promise.all(
      rivals.map(async (version) => {
        const next = await nextManifest(context, 'pd', ({ platforms }) => ({
          platforms: {
            ...platforms,
            [linux]: { ...platforms[linux], [version]: itemOf('pd', version, linux, tarball) },
          },
        }));
        return { version, next };
      }),
    );
    const answers = await Promise.all(
      prepared.map(async ({ version, next }) => {
        const session = randomUUID();
        await upload(session, `pd-${version}-linux-amd64.tar.gz`);
        return await manifest('pd', asStockSends(next), session);
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.word).toBe('MANIFEST CONFLICT');
    expect(await problemsOf(context)).toEqual([]);
    expect(existsSync(join(context.mirror, '.mirrordeck'))).toBe(false);
  });

  test('nobody publishes where --publish was not given', async () => {
    const { address, exposure } = await servedGolden({ publish: false });
    expect(exposure.publish).toBe(false);
    expect((await fetch(`${address}/api/v1/rotate`, { method: 'POST', body: '{}' })).status).toBe(405);
  });

  test('a mirror without its keys is not served for publishing', async () => {
    const context = goldenContext();
    rmSync(join(context.mirror, 'keys', 'b2cb23f35f1948a5-snapshot.json'));
    await expect(serveQuery(context)({ path: context.mirror, publish: true })).rejects.toMatchObject({
      code: 'target-keys-missing',
      facts: { file: 'snapshot.json' },
    });
  });
});

type Make = (tools: { readonly tarball: Buffer; readonly next: Component }) => unknown;
const asTidb =
  (change: (component: Component) => Partial<Component>): Make =>
  ({ next }) => ({ ...next, ...change(next) });
/** `tidb` with one more version, which is not quite right. */
const withItem =
  (change: object, version = 'v9.0.0'): Make =>
  ({ next, tarball }) => ({
    ...next,
    platforms: {
      ...next.platforms,
      [linux]: {
        ...next.platforms[linux],
        [version]: { ...itemOf('tidb', version, linux, tarball), ...change },
      },
    },
  });
const manifestWord = { status: 400, word: 'INVALID MANIFEST' };
const tarballWord = { status: 400, word: 'INVALID TARBALL' };
const forbidden = { status: 403, word: 'FORBIDDEN' };
const conflict = { status: 409, word: 'MANIFEST CONFLICT' };

describe('what is refused, and changes nothing (beat list 3, 7, 18, 29, 36, 40)', () => {
  test.each<[string, object, Make, (readonly (typeof pingcap)[])?]>([
    ['by somebody else', forbidden, withItem({}), [jdoe]],
    ['by nobody', forbidden, withItem({}), []],
    ['by a role', forbidden, withItem({}), [smallKeys.index]],
    ['twice by the same', forbidden, withItem({}), [pingcap, pingcap]],
    ['version too low', conflict, asTidb(({ version }) => ({ version: version - 1 }))],
    ['version too high', conflict, asTidb(({ version }) => ({ version: version + 1 }))],
    ['id of another', manifestWord, asTidb(() => ({ id: 'tikv' }))],
    ['another kind', manifestWord, asTidb(() => ({ _type: 'index' }) as object)],
    ['expired', manifestWord, asTidb(() => ({ expires: '2026-11-22T01:00:00Z' }))],
    ['a field too many', manifestWord, asTidb(() => ({ extra: 1 }) as object)],
    ['a nightly that is not there', manifestWord, asTidb(() => ({ nightly: 'v9.9.9-nightly' }))],
    ['other bytes for a version', manifestWord, withItem({}, 'v1.0.0')],
    ['no semver', manifestWord, withItem({}, 'latest')],
    ['an empty entry', manifestWord, withItem({ entry: '' })],
    ['an entry that leads out', manifestWord, withItem({ entry: '../x.sh' })],
    ['an entry that is not there', manifestWord, withItem({ entry: 'y.sh' })],
    ['an entry that is no program', manifestWord, withItem({ entry: 'text' })],
    ["another component's file", manifestWord, withItem({ url: '/tikv-v1.0.0-linux-amd64.tar.gz' })],
    ["the client's file", manifestWord, withItem({ url: '/tiup-linux-amd64.tar.gz' })],
    ['a manifest as its file', manifestWord, withItem({ url: '/root.json' })],
    ['no hash', manifestWord, withItem({ hashes: {} })],
    ['another hash', tarballWord, withItem({ hashes: { sha256: '0'.repeat(64) } })],
    [
      'another second hash',
      tarballWord,
      ({ tarball, next }) => {
        const { hashes } = itemOf('tidb', 'v9.0.0', linux, tarball);
        return withItem({ hashes: { ...hashes, sha512: '0'.repeat(128) } })({ tarball, next });
      },
    ],
    ['another length', tarballWord, withItem({ length: 1 })],
    [
      'a tarball too few',
      tarballWord,
      ({ tarball, next }) => {
        const one = withItem({})({ tarball, next }) as Component;
        return withItem({}, 'v9.0.1')({ tarball, next: one });
      },
    ],
    ['a tarball that nothing names', tarballWord, asTidb(() => ({}))],
  ])('a manifest with %s', async (_, answer, make, keys = [pingcap]) => {
    const { context, upload, manifest, tarball } = await servedGolden();
    const names = namesIn(context.mirror);
    const before = await stateOf(context, 'tidb');
    const session = randomUUID();
    await upload(session, 'tidb-v9.0.0-linux-amd64.tar.gz');
    const next = await nextManifest(context, 'tidb');
    const signed = make({ tarball, next });
    expect(await manifest('tidb', asStockSends(signed as Component, keys), session)).toMatchObject(answer);
    expect(await stateOf(context, 'tidb')).toEqual(before);
    expect(namesIn(context.mirror)).toEqual(names);
  });

  test.each<[string, object, string, (component: Component) => Component]>([
    ['a name of a role', manifestWord, 'snapshot', (made) => made],
    ['a name that leads out', manifestWord, '..%2f..%2fx', (made) => made],
    ['a name of a flag', manifestWord, 'full', (made) => made],
    [
      'a second version of nothing',
      { status: 404, word: 'MANIFEST NOT FOUND' },
      'fresh',
      (made) => ({ ...made, version: 2 }),
    ],
  ])('a new component with %s', async (_, answer, id, change) => {
    const { context, manifest, tarball } = await servedGolden();
    const names = namesIn(context.mirror);
    const body = asStockSends(change(firstManifest(id, tarball)), [jdoe]);
    const answered = await manifest(id, body);
    expect(answered).toMatchObject(answer);
    expect(namesIn(context.mirror)).toEqual(names);
  });

  test('a new component without its tarball', async () => {
    const { manifest, tarball } = await servedGolden();
    expect(await manifest('fresh', asStockSends(firstManifest('fresh', tarball)))).toMatchObject({
      status: 404,
      word: 'SESSION NOT FOUND',
    });
  });

  test.each([
    ['no gzip', Buffer.from('hello'), tarballWord],
    ['half of one', null, tarballWord],
  ])('a tarball that is %s', async (_, bytes, answer) => {
    const { context, upload, manifest, tarball } = await servedGolden();
    const sent = bytes ?? tarball.subarray(0, -20);
    const session = randomUUID();
    await upload(session, 'fresh-v1.0.0-linux-amd64.tar.gz', sent);
    const answered = await manifest('fresh', asStockSends(firstManifest('fresh', sent)), session);
    expect(answered).toMatchObject(answer);
    // what is wrong is said by the name that was sent, not by where it lay
    expect(answered.message).not.toContain(context.folder);
    expect(existsSync(join(context.mirror, '.mirrordeck'))).toBe(false);
  });

  test('bytes for a file that is there, also when no version has it any more', async () => {
    const { context, upload, manifest, tarball } = await servedGolden();
    writeFileSync(join(context.mirror, 'fresh-v1.0.0-linux-amd64.tar.gz'), 'left behind');
    const session = randomUUID();
    await upload(session, 'fresh-v1.0.0-linux-amd64.tar.gz');
    expect(await manifest('fresh', asStockSends(firstManifest('fresh', tarball)), session)).toMatchObject(
      manifestWord,
    );
    expect(readFileSync(join(context.mirror, 'fresh-v1.0.0-linux-amd64.tar.gz'), 'utf8')).toBe('left behind');
  });

  test('what is no JSON, no form, too large, or comes by another method', async () => {
    const { context, post, upload, manifest, address, tarball } = await servedGolden({ maxUpload: 100_000 });
    expect(await manifest('tidb', Buffer.from('{"signatures":'))).toMatchObject(manifestWord);
    expect(await manifest('tidb', Buffer.from('null'))).toMatchObject(manifestWord);
    expect(await post(`/api/v1/tarball/${randomUUID()}`, 'hello')).toMatchObject(tarballWord);
    const large = Buffer.concat([tarball, Buffer.alloc(300_000)]);
    expect(await upload(randomUUID(), 'a-v1.0.0-linux-amd64.tar.gz', large)).toMatchObject(tarballWord);
    expect(await upload(randomUUID(), 'a/b.tar.gz')).toMatchObject(tarballWord);
    for (const path of ['/api/v1/rotate', `/api/v1/tarball/${randomUUID()}`, '/api/v1/component/s/tidb'])
      expect((await fetch(`${address}${path}`)).status).toBe(405);
    expect((await fetch(`${address}/api/v1/other`, { method: 'POST' })).status).toBe(404);
    expect(existsSync(join(context.mirror, '.mirrordeck'))).toBe(false);
  });
});

test('a mirror that has expired is not published to: renewing it is the operator’s', async () => {
  const { context } = await servedGolden();
  const later = { ...context, now: () => new Date('2027-01-22T02:00:00Z') };
  const server = await serveQuery(later)({ path: context.mirror, publish: true });
  const next = await nextManifest(context, 'pd');
  const url = `${server.address}/api/v1/component/${randomUUID()}/pd`;
  const answer = await fetch(url, { method: 'POST', body: new Uint8Array(asStockSends(next)) });
  expect([answer.status, await answer.json()]).toEqual([
    403,
    { status: 'FORBIDDEN', message: expect.stringContaining('has expired') },
  ]);
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toMatch(/mirrordeck_nearest_expiry_days -31\./);
  await server.close();
});

describe('with tokens', () => {
  const tokenFile = (context: { folder: string }, content: object) => {
    const path = join(context.folder, 'tokens.json');
    writeFileSync(path, JSON.stringify(content));
    chmodSync(path, 0o600);
    return path;
  };
  const tokens = { pingcap: 'token-of-pingcap-0', jdoe: 'token-of-jdoe-0000' };

  test('each owner publishes with the own one, and nobody without', async () => {
    const place = goldenContext();
    const path = tokenFile(place, tokens);
    const { upload, manifest, context, exposure, entries, reload } = await servedGolden({ tokens: path });
    expect(exposure.tokens).toEqual(['jdoe', 'pingcap']);
    const body = asStockSends(await nextManifest(context, 'pd'));
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const unauthorized = { status: 401, word: 'UNAUTHORIZED' };
    expect(await manifest('pd', body)).toMatchObject(unauthorized);
    expect(await manifest('pd', body, 's', '', bearer('token-of-nobody-00'))).toMatchObject(unauthorized);
    expect(await upload('s', 'pd-v1.0.0-linux-amd64.tar.gz')).toMatchObject(unauthorized);
    expect(await manifest('pd', body, 's', '', bearer(tokens.jdoe))).toMatchObject(forbidden);
    expect(await manifest('pd', body, 's', '', bearer(tokens.pingcap))).toEqual(done);
    expect(entries.at(-1)?.owner).toBe('pingcap');
    expect(JSON.stringify(entries)).not.toContain('token-of');

    // another one from now on
    tokenFile(place, { pingcap: 'another-token-of-p' });
    await reload();
    const next = asStockSends(await nextManifest(context, 'pd'));
    expect(await manifest('pd', next, 's', '', bearer(tokens.pingcap))).toMatchObject(unauthorized);
    expect(await manifest('pd', next, 's', '', bearer('another-token-of-p'))).toEqual(done);
    chmodSync(path, 0o644);
    await expect(reload()).rejects.toMatchObject({ code: 'tokens-unusable' });
    expect(await manifest('pd', next, 's', '', bearer('another-token-of-p'))).toMatchObject(conflict);
  });

  test("a session is its owner's", async () => {
    const path = tokenFile(goldenContext(), tokens);
    const { upload, manifest, tarball } = await servedGolden({ tokens: path });
    const session = randomUUID();
    await upload(session, 'fresh-v1.0.0-linux-amd64.tar.gz', tarball, {
      authorization: `Bearer ${tokens.jdoe}`,
    });
    const body = asStockSends(firstManifest('fresh', tarball), [pingcap]);
    const headers = { authorization: `Bearer ${tokens.pingcap}` };
    expect(await manifest('fresh', body, session, '', headers)).toMatchObject({ word: 'SESSION NOT FOUND' });
  });
});

test('what an earlier server left in the staging folder goes, what is of others stays', async () => {
  const context = goldenContext();
  const staging = join(context.mirror, '.mirrordeck', 'staging');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(staging, { recursive: true });
  for (const name of ['upload-old.tar.gz', 'upload-new.tar.gz', 'tidb.tar.gz.part'])
    writeFileSync(join(staging, name), 'x');
  for (const name of ['upload-old.tar.gz', 'tidb.tar.gz.part']) utimesSync(join(staging, name), 1, 1);
  const server = await serveQuery(context)({ path: context.mirror, publish: true });
  expect(namesIn(staging)).toEqual(['tidb.tar.gz.part', 'upload-new.tar.gz']);
  await server.close();
});

test('a publisher that goes away leaves nothing, and a stop waits for what was begun', async () => {
  const { context, port, upload, tarball, close, entries } = await servedGolden();
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(
      'POST /api/v1/tarball/s HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n' +
        'Content-Type: multipart/form-data; boundary=B\r\n\r\n--B\r\n' +
        'Content-Disposition: form-data; name="file"; filename="a.tar.gz"\r\n\r\nhello',
    );
  });
  const staging = join(context.mirror, '.mirrordeck', 'staging');
  await until(() => existsSync(staging) && readdirSync(staging).length === 1, 'the upload');
  socket.destroy();
  await until(() => entries.length === 1 && !existsSync(staging), 'the end of it');
  expect(entries[0]).toMatchObject({ client: '127.0.0.1', status: 499, note: 'aborted' });

  const session = randomUUID();
  await upload(session, 'fresh-v1.0.0-linux-amd64.tar.gz');
  const body = asStockSends(firstManifest('fresh', tarball));
  let answer = '';
  const late = connect(port, '127.0.0.1', () => {
    late.write(
      `POST /api/v1/component/${session}/fresh HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n` +
        `Content-Length: ${body.length}\r\n\r\n`,
    );
  });
  late.on('data', (data) => {
    answer += data;
  });
  await until(() => answer.includes('100 Continue'), 'the request to be taken');
  const closed = close();
  late.write(body);
  await closed;
  await until(() => answer.includes('204 No Content'), 'the answer');
  expect(existsSync(join(context.mirror, '1.fresh.json'))).toBe(true);
  late.destroy();
});
