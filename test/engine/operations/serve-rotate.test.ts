import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extendExpiry } from '../../../source/engine/domain/edits/lifetimes.ts';
import type { Root } from '../../../source/engine/domain/manifest.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenContext } from '../../helpers/published.ts';
import { asStockSends, servedGolden } from '../../helpers/served-golden.ts';
import { keyRecord, smallKeys } from '../../helpers/small-mirror.ts';

const { root: rootKeys, index, pingcap } = smallKeys;
const [first = pingcap, second = pingcap, third = pingcap] = rootKeys;

/** The next root of the golden mirror, with a change. */
async function nextRoot(
  context: Parameters<typeof openMirror>[0],
  change: Partial<Root> = {},
): Promise<Root> {
  const mirror = await openMirror(context, {});
  const { manifest } = mirror.root;
  await mirror.close();
  const expires = extendExpiry(manifest.expires, context.now(), 800);
  return { ...manifest, version: manifest.version + 1, expires, ...change };
}

const send = (root: object, keys: readonly (typeof pingcap)[] = rootKeys) =>
  new Uint8Array(asStockSends(root as never, keys));

describe('POST /api/v1/rotate', () => {
  test('takes a root that both thresholds signed, and signs snapshot and timestamp with it', async () => {
    const { context, post, entries } = await servedGolden();
    const root = await nextRoot(context);
    expect(await post('/api/v1/rotate', send(root))).toMatchObject({ status: 204 });
    const mirror = await openMirror(context, {});
    expect(mirror.root.manifest).toEqual(root);
    expect(mirror.index.manifest.version).toBe(12);
    await mirror.close();
    expect(existsSync(join(context.mirror, '2.root.json'))).toBe(true);
    expect((await verifyQuery(context)({ address: context.mirror })).problems).toEqual([]);
    expect(entries.at(-1)?.note).toBe('2.root.json');
    // once more the same: somebody was quicker
    expect(await post('/api/v1/rotate', send(root))).toMatchObject({
      status: 409,
      word: 'MANIFEST CONFLICT',
    });
  });

  test('signs the index anew when its key changes, if the new one is at hand', async () => {
    const { context, post } = await servedGolden();
    const { roles } = await nextRoot(context);
    const role = { url: '/index.json', keys: keyRecord(third), threshold: 1 };
    const root = await nextRoot(context, { roles: { ...roles, index: role } });
    expect(await post('/api/v1/rotate', send(root))).toMatchObject({ status: 204 });
    const mirror = await openMirror(context, {});
    expect(mirror.index.manifest.version).toBe(13);
    expect(mirror.index.signatures.map(({ keyid }) => keyid)).toEqual([third.id]);
    await mirror.close();
  });

  const manifestWord = { status: 400, word: 'INVALID MANIFEST' };
  const forbidden = { status: 403, word: 'FORBIDDEN' };
  const withRole =
    (role: 'index' | 'root', keys: readonly (typeof pingcap)[], threshold: number) => (root: Root) => ({
      ...root,
      roles: { ...root.roles, [role]: { url: `/${role}.json`, keys: keyRecord(...keys), threshold } },
    });

  test.each<[string, object, (root: Root) => object, readonly (typeof pingcap)[]]>([
    ['two of three', forbidden, (root) => root, [first, second]],
    ['two and one of another role', forbidden, (root) => root, [first, second, index]],
    ['the old keys, not the new', forbidden, withRole('root', [index], 1), rootKeys],
    ['two versions on', manifestWord, (root) => ({ ...root, version: 3 }), rootKeys],
    ['an earlier end', { status: 409 }, (root) => ({ ...root, expires: '2026-12-01T00:00:00Z' }), rootKeys],
    ['threshold 0', manifestWord, withRole('index', [index], 0), rootKeys],
    ['a threshold that nobody reaches', manifestWord, withRole('index', [index], 2), rootKeys],
    ["an owner's key", manifestWord, withRole('index', [pingcap], 1), rootKeys],
    ['a field too many', manifestWord, (root) => ({ ...root, extra: 1 }), rootKeys],
  ])('refuses %s', async (_, answer, change, keys) => {
    const { context, post } = await servedGolden();
    const root = change(await nextRoot(context));
    expect(await post('/api/v1/rotate', send(root, keys))).toMatchObject(answer);
    expect(existsSync(join(context.mirror, '2.root.json'))).toBe(false);
    expect(existsSync(join(context.mirror, '3.root.json'))).toBe(false);
  });

  test('refuses a root that leaves the mirror without its signers', async () => {
    const { context, post } = await servedGolden();
    rmSync(join(context.mirror, 'keys', `${third.id.slice(0, 16)}-root.json`));
    const root = withRole('index', [third], 1)(await nextRoot(context));
    expect(await post('/api/v1/rotate', send(root))).toMatchObject(manifestWord);
    expect(existsSync(join(context.mirror, '2.root.json'))).toBe(false);
  });

  test('asks for the token of "root" where tokens are asked for', async () => {
    const path = join(goldenContext().folder, 'tokens.json');
    writeFileSync(path, JSON.stringify({ pingcap: 'token-of-pingcap-0', root: 'token-of-the-root-' }));
    chmodSync(path, 0o600);
    const { context, post } = await servedGolden({ tokens: path });
    const body = send(await nextRoot(context));
    expect(await post('/api/v1/rotate', body)).toMatchObject({ status: 401 });
    expect(await post('/api/v1/rotate', body, { authorization: 'Bearer token-of-pingcap-0' })).toMatchObject(
      forbidden,
    );
    expect(await post('/api/v1/rotate', body, { authorization: 'Bearer token-of-the-root-' })).toMatchObject({
      status: 204,
    });
  });
});
