import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePrivateKey } from '../../../source/engine/domain/key-file.ts';
import {
  acceptRoot,
  rootFingerprint,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../../../source/engine/domain/trust.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { initOperation } from '../../../source/engine/operations/init.ts';
import { roleKeys } from '../../../source/engine/operations/role-keys.ts';
import { testContext } from '../../helpers/context.ts';

const refused = (code: string) => expect.objectContaining({ code });
const modeOf = (path: string) => statSync(path).mode & 0o777;

function verify(folder: string, now: Date) {
  const read = (name: string) => readFileSync(join(folder, name));
  const root = acceptRoot(read('root.json'), 'root.json', { kind: 'self' });
  const timestamp = verifyTimestamp(read('timestamp.json'), root, now);
  const snapshot = verifySnapshot(read('snapshot.json'), root, timestamp, now);
  return { root, timestamp, snapshot, index: verifyIndex(read('1.index.json'), root, snapshot, now) };
}

describe('init', () => {
  it('makes a mirror that verifies, with the files, modes and lifetimes of stock', async () => {
    const context = testContext();
    const { plan, apply } = initOperation(context);
    const planned = await plan({ path: 'm' });
    const path = join(context.workingFolder, 'm');
    expect(planned).toEqual({
      path,
      keyDir: join(path, 'keys'),
      days: undefined,
      creates: true,
      signs: [
        { file: 'root.json', version: 1, expires: '2027-11-22T02:00:00Z' },
        { file: '1.index.json', version: 1, expires: '2027-11-22T02:00:00Z' },
        { file: 'snapshot.json', version: 0, expires: '2026-12-22T02:00:00Z' },
        { file: 'timestamp.json', version: 1, expires: '2026-12-22T02:00:00Z' },
      ],
    });
    expect(readdirSync(context.workingFolder)).toEqual([]);

    const result = await apply(JSON.parse(JSON.stringify(planned)));
    const mirror = verify(path, context.now());
    expect(result).toEqual({
      path,
      keyDir: planned.keyDir,
      fingerprint: rootFingerprint(mirror.root.manifest),
    });
    expect(readdirSync(path).sort()).toEqual([
      '1.index.json',
      'keys',
      'lock',
      'root.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    for (const { file, expires } of planned.signs) {
      expect(JSON.parse(readFileSync(join(path, file), 'utf8')).signed.expires).toBe(expires);
      expect(modeOf(join(path, file))).toBe(0o644);
    }
    expect(modeOf(planned.keyDir)).toBe(0o700);
    const keys = readdirSync(planned.keyDir);
    expect(keys.map((name) => name.slice(17)).sort()).toEqual([
      'index.json',
      'root.json',
      'root.json',
      'root.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    for (const name of keys) {
      expect(modeOf(join(planned.keyDir, name))).toBe(0o600);
      const key = parsePrivateKey(readFileSync(join(planned.keyDir, name)), name);
      expect(name.startsWith(key.id.slice(0, 16))).toBe(true);
    }

    await expect(plan({ path })).rejects.toThrow(refused('mirror-exists'));
    await expect(apply(planned)).rejects.toThrow(refused('mirror-exists'));
  });

  it('takes an empty folder, keys elsewhere, and another lifetime (beat list 1, 11)', async () => {
    const context = testContext();
    const { plan, apply } = initOperation(context);
    mkdirSync(join(context.workingFolder, 'm'));
    const planned = await plan({ path: 'm/', keyDir: '../secret', days: 400 });
    expect(planned).toMatchObject({ creates: false, keyDir: join(context.folder, 'secret') });
    await apply(planned);
    expect(readdirSync(planned.path)).not.toContain('keys');
    expect(readdirSync(planned.keyDir)).toHaveLength(6);
    expect(await roleKeys(context, planned.path)).toHaveLength(6);
    const { root, index, snapshot, timestamp } = verify(planned.path, context.now());
    for (const { manifest } of [root, index, snapshot, timestamp])
      expect(manifest.expires).toBe('2027-12-27T02:00:00Z');
  });

  it('refuses what is not empty, a file, and lifetimes that are none', async () => {
    const context = testContext();
    const { plan } = initOperation(context);
    writeFileSync(join(context.workingFolder, 'note'), 'x');
    await expect(plan({ path: '.' })).rejects.toThrow(refused('target-not-empty'));
    await expect(plan({ path: 'note' })).rejects.toThrow(refused('target-not-empty'));
    for (const days of [0, -1, 1.5, 1e6]) {
      await expect(plan({ path: 'm', days })).rejects.toThrow(refused('usage'));
    }
  });

  it('leaves nothing behind when the disk is full, or when it is stopped', async () => {
    const context = testContext();
    const { plan, apply } = initOperation(context);
    const planned = await plan({ path: 'm', keyDir: 'secret' });
    interceptMutations(({ path }) => {
      if (path.includes('snapshot')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    try {
      await expect(apply(planned)).rejects.toThrow(refused('disk-full'));
    } finally {
      interceptMutations(null);
    }
    expect(readdirSync(context.workingFolder)).toEqual([]);
    const stopped = AbortSignal.abort();
    await expect(apply(planned, { signal: stopped })).rejects.toThrow(refused('interrupted'));
    expect(readdirSync(context.workingFolder)).toEqual([]);
  });
});
