import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { testContext } from '../../helpers/context.ts';
import { later, seal, smallKeys, smallMirror } from '../../helpers/small-mirror.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { serveMirror } from './mirror-server.ts';

const { index, jdoe, pingcap, root, timestamp } = smallKeys;
const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

function folderOf(change: Parameters<typeof smallMirror>[0] = {}): string {
  const files = smallMirror(change);
  const folder = tempFolder();
  writeFileSync(join(folder, 'root.json'), files.root);
  writeFileSync(join(folder, '3.index.json'), files.index);
  writeFileSync(join(folder, '3.tidb.json'), files.tidb);
  writeFileSync(join(folder, 'snapshot.json'), files.snapshot);
  writeFileSync(join(folder, 'timestamp.json'), files.timestamp);
  return folder;
}

const context = () => testContext({ now: () => later });
const openExpired = (address: string) => openMirror(context(), { address }, {}, { allowExpired: true });

describe('an expired mirror', () => {
  test('is refused, unless it is opened for those who renew it (beat list 6, 11)', async () => {
    const folder = folderOf();
    await expect(openMirror(context(), { address: folder })).rejects.toThrow(
      // what everything hangs on is named, not what hangs on it
      refused('manifest-expired', { file: 'root.json' }),
    );
    const mirror = await openExpired(folder);
    const expires = '2027-01-01T00:00:00Z';
    expect(mirror.expired).toEqual([
      { file: 'root.json', expires },
      { file: '3.index.json', expires },
      { file: 'snapshot.json', expires },
      { file: 'timestamp.json', expires },
    ]);
    expect(mirror.now).toEqual(later);
    expect((await mirror.component('tidb')).manifest.expires).toBe(expires);
  });

  test('is verified in everything else: nothing unsigned is taken for merely stale (beat list 6)', async () => {
    const evil = (signed: object) => ({ ...signed, description: 'evil' });
    const cases = [
      [{ root: { keys: root.slice(1) } }, 'signature-threshold'],
      [{ index: { keys: [jdoe] } }, 'signature-threshold'],
      [{ snapshot: { keys: [timestamp] } }, 'signature-threshold'],
      [{ timestamp: { keys: [] } }, 'signature-threshold'],
      [
        {
          index: {
            bytes: (right: Uint8Array) =>
              Buffer.from(right.map((byte, at) => (at === 150 ? (byte === 65 ? 66 : 65) : byte))),
          },
        },
        'signature-invalid',
      ],
    ] as const;
    for (const [change, code] of cases)
      await expect(openExpired(folderOf(change))).rejects.toThrow(refused(code));
    const forged = await openExpired(folderOf({ tidb: { signed: evil, keys: [index] } }));
    await expect(forged.component('tidb')).rejects.toThrow(refused('signature-threshold'));
    expect(
      (await (await openExpired(folderOf({ tidb: { signed: evil } }))).component('tidb')).signatures[0]
        ?.keyid,
    ).toBe(pingcap.id);
  });

  test('is read by its newest root, and a file that only looks like one is none', async () => {
    const folder = folderOf();
    const before = JSON.parse(Buffer.from(smallMirror().root).toString()).signed;
    const next = { ...before, version: 4, expires: '2031-01-01T00:00:00Z' };
    writeFileSync(join(folder, '4.root.json'), seal(next, [jdoe]));
    expect((await openExpired(folder)).root.manifest.version).toBe(3);
    writeFileSync(join(folder, '4.root.json'), seal(next, root));
    const mirror = await openExpired(folder);
    expect(mirror.root.manifest.version).toBe(4);
    expect(mirror.expired.map(({ file }) => file)).not.toContain('4.root.json');
  });

  test('that is older than what the home has seen is refused all the same', async () => {
    const folder = folderOf();
    const at = testContext();
    await at.home.setMirror(folder, smallMirror().root);
    const timestamp = { signed: (right: object) => ({ ...right, version: 4 }) };
    await at.home.saveManifests(
      Object.entries(smallMirror({ timestamp })).map(([name, bytes]) => ({ name: `${name}.json`, bytes })),
    );
    const reopened = openMirror({ ...at, now: () => later }, {}, {}, { allowExpired: true });
    await expect(reopened).rejects.toThrow(refused('rollback', { file: 'timestamp.json' }));
  });

  test('leaves nothing with the home or the settings', async () => {
    const folder = folderOf();
    const at = context();
    await at.home.setMirror(folder, smallMirror().root);
    const mirror = await openMirror(at, {}, {}, { allowExpired: true });
    await mirror.keep();
    expect(existsSync(join(at.home.manifests, 'timestamp.json'))).toBe(false);

    const { address } = await serveMirror(folder);
    const served = await openMirror(at, { address }, {}, { allowExpired: true });
    expect(served.expired).toHaveLength(4);
    expect((await at.settings.read()).pins).toEqual({});
    await served.close();
  });
});
