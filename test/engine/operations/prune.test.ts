import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PruneRequest } from '../../../source/engine/api/prune.ts';
import { modifyOperation } from '../../../source/engine/operations/modify.ts';
import { pruneOperation } from '../../../source/engine/operations/prune/prune.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { editMirror } from '../../helpers/edited.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { goldenNow } from '../../helpers/golden.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';
import { carryOut } from './trial.ts';

const day = 86_400_000;
const at = (days: number) => () => new Date(goldenNow.getTime() + days * day);
const v1 = ['tidb-v1.0.0-linux-amd64.tar.gz', 'tidb-v1.0.0-linux-arm64.tar.gz'];

/** A mirror all of whose files were written long before, as it is in life. */
function aged() {
  const context = goldenContext('origin-published', { now: () => goldenNow });
  const then = new Date(goldenNow.getTime() - 100 * day);
  for (const name of readdirSync(context.mirror)) utimesSync(join(context.mirror, name), then, then);
  return context;
}

const keepTwo: PruneRequest = { components: ['tidb'], keepLast: 2 };

describe('prune (beat list 32)', () => {
  test('yanks first, in one commit, and deletes the files when their time has come', async () => {
    const context = aged();
    const { mirror } = context;
    await carryOut(pruneOperation(context), {});
    const before = await stateOf(context, 'tidb');
    const untouched = fingerprint(mirror);
    const plan = await pruneOperation(context).plan(keepTwo);
    expect(fingerprint(mirror)).toEqual(untouched);
    expect(plan.yanks.map(({ version, platforms }) => [version, platforms])).toEqual([
      ['v1.1.0-rc.1', ['linux/amd64', 'linux/arm64']],
      ['v1.0.0', ['linux/amd64', 'linux/arm64']],
    ]);
    expect(plan.yanks.every(({ bytes }) => bytes > 200)).toBe(true);
    expect(plan.kept.map(({ version, reason }) => `${version} ${reason.code}`)).toEqual([
      'v2.2.0-alpha-nightly-20260201 nightly',
      'v2.0.0 latest',
      'v1.1.0 keep-last',
    ]);
    expect(plan.deletes).toEqual([]);
    expect(plan.waits.map(({ file, due }) => [file, due])).toContainEqual([v1[0], '2026-11-29T02:00:00Z']);
    expect(plan.signs.map(({ file }) => file)).toEqual(['12.tidb.json', 'snapshot.json', 'timestamp.json']);

    const result = await pruneOperation(context).apply(JSON.parse(JSON.stringify(plan)));
    expect(result).toMatchObject({ yanked: 2, deleted: [] });
    const after = await stateOf(context, 'tidb');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index).toEqual(before.index);
    expect(after.component?.platforms['linux/amd64']?.['v1.0.0']).toEqual({
      ...before.component?.platforms['linux/amd64']?.['v1.0.0'],
      yanked: true,
    });
    for (const file of v1) expect(existsSync(join(mirror, file))).toBe(true);
    expect((await verifyQuery(context)({})).problems).toEqual([]);

    // Twice the same is nothing more.
    expect(await carryOut(pruneOperation({ ...context, now: at(6) }), keepTwo)).toMatchObject({
      yanked: 0,
      deleted: [],
    });
    const later = { ...context, now: at(8) };
    const due = await carryOut(pruneOperation(later), {});
    expect(due.deleted).toEqual(expect.arrayContaining(v1));
    for (const file of v1) expect(existsSync(join(mirror, file))).toBe(false);
    expect(existsSync(join(mirror, 'prune.json'))).toBe(false);
    const { problems, warnings } = await verifyQuery(later)({});
    expect({ problems, orphans: warnings.filter(({ code }) => code === 'orphan-file') }).toEqual({
      problems: [],
      orphans: [],
    });
    expect((await stateOf(later, 'tidb')).timestamp).toBe(after.timestamp);
  });

  test('--now deletes at once, and a kept version keeps a tarball that it shares', async () => {
    const context = aged();
    await editMirror(context, context.mirror, async (mirror) => {
      const { manifest } = await mirror.component('tidb');
      const amd = manifest.platforms['linux/amd64'] ?? {};
      const shared = amd['v1.0.0'];
      if (shared === undefined) throw new Error('the golden mirror is another');
      const next = { ...amd, 'v3.0.0': shared };
      const platforms = { ...manifest.platforms, 'linux/amd64': next };
      return { components: [{ ...manifest, version: manifest.version + 1, platforms }] };
    });
    const result = await carryOut(pruneOperation(context), { components: ['tidb'], keepLast: 1, now: true });
    expect(result.deleted).toContain(v1[1]);
    expect(result.deleted).not.toContain(v1[0]);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  test('what came back meanwhile is not deleted', async () => {
    const context = aged();
    await carryOut(pruneOperation(context), keepTwo);
    await carryOut(modifyOperation(context), { component: 'tidb:v1.0.0', yanked: false });
    const { deleted } = await carryOut(pruneOperation({ ...context, now: at(9) }), {});
    for (const file of v1) expect(deleted).not.toContain(file);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  test('manifests that were replaced go after the grace; roots, current ones and young ones stay', async () => {
    const context = aged();
    const { mirror } = context;
    const recent = new Date(goldenNow.getTime() - day);
    utimesSync(join(mirror, '11.tidb.json'), recent, recent);
    const { deletes, waits } = await pruneOperation(context).plan({});
    const files = deletes.map(({ file }) => file);
    expect(files).toEqual(
      expect.arrayContaining(['1.tidb.json', '9.tidb.json', '11.index.json', '7.ctl.json']),
    );
    expect(files).not.toEqual(expect.arrayContaining(['11.tidb.json']));
    for (const kept of ['12.index.json', '11.tidb.json', '8.ctl.json', 'root.json', 'snapshot.json'])
      expect(files).not.toContain(kept);
    expect(waits.map(({ file, kind }) => `${kind} ${file}`)).toEqual(['manifest 10.tidb.json']);
    await carryOut(pruneOperation(context), {});
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  test('of a withdrawn component whose manifest is gone the older ones stay', async () => {
    const context = aged();
    const { mirror } = context;
    const { index } = await stateOf(context, 'tidb');
    await editMirror(context, mirror, async () => {
      const item = index.components.tidb;
      if (item === undefined) throw new Error('the golden mirror is another');
      const components = { ...index.components, tidb: { ...item, yanked: true } };
      return { index: { ...index, version: index.version + 1, components }, components: [] };
    });
    const snapshot = JSON.parse(readFileSync(join(mirror, 'snapshot.json'), 'utf8'));
    rmSync(join(mirror, `${snapshot.signed.meta['/tidb.json'].version}.tidb.json`));
    const { deleted } = await carryOut(pruneOperation({ ...context, now: at(9) }), {});
    expect(deleted.filter((file) => file.endsWith('.tidb.json'))).not.toContain('10.tidb.json');
  });

  test('files of nothing go when they are old: tarballs and manifests, and what stopped commits left', async () => {
    const context = aged();
    const { mirror } = context;
    const old = new Date(goldenNow.getTime() - 30 * day);
    mkdirSync(join(mirror, 'commits', '1'), { recursive: true });
    for (const name of [
      'gone-v1.0.0-linux-amd64.tar.gz',
      'young-v1.0.0-linux-amd64.tar.gz',
      '3.gone.json',
      'notes.txt',
      'commits/1/x',
    ])
      writeFileSync(join(mirror, name), 'x');
    for (const name of [
      'gone-v1.0.0-linux-amd64.tar.gz',
      '3.gone.json',
      'notes.txt',
      'commits/1/x',
      'commits/1',
    ])
      utimesSync(join(mirror, name), old, old);
    const young = new Date(goldenNow.getTime() - 60_000);
    utimesSync(join(mirror, 'young-v1.0.0-linux-amd64.tar.gz'), young, young);
    const { deleted } = await carryOut(pruneOperation(context), {});
    expect(deleted).toEqual(
      expect.arrayContaining(['gone-v1.0.0-linux-amd64.tar.gz', '3.gone.json', 'commits/1']),
    );
    expect(existsSync(join(mirror, 'commits', '1'))).toBe(false);
    for (const name of ['young-v1.0.0-linux-amd64.tar.gz', 'notes.txt', 'tiup-linux-amd64.tar.gz']) {
      expect(existsSync(join(mirror, name))).toBe(true);
    }
  });

  test('the version that the client is a copy of stays', async () => {
    const context = aged();
    const plan = await pruneOperation(context).plan({ components: ['tiup'], keepLast: 0, dropLatest: true });
    const kept = plan.kept.map(({ version, reason }) => `${version} ${reason.code}`);
    expect(kept).toEqual(['v2.0.0 client']);
    expect(plan.yanks.map(({ version }) => version)).toEqual(['v1.0.0']);
  });

  test('says whose keys are missing, and refuses what has changed since', async () => {
    const context = aged();
    const plan = await pruneOperation(context).plan(keepTwo);
    const bare = { ...context, home: { ...context.home, keys: join(context.folder, 'none') } };
    const poor = await pruneOperation(bare).plan(keepTwo);
    expect(poor.missing).toMatchObject([{ name: 'pingcap', kind: 'owner', needed: 1, got: 0 }]);
    const before = fingerprint(context.mirror);
    await expect(pruneOperation(bare).apply(poor)).rejects.toMatchObject({ code: 'target-keys-missing' });
    expect(fingerprint(context.mirror)).toEqual(before);
    rmSync(join(context.mirror, '1.tidb.json'));
    await expect(pruneOperation(context).apply(plan)).rejects.toMatchObject({ code: 'mirror-changed' });
    await expect(pruneOperation(context).plan({ components: ['none'] })).rejects.toMatchObject({
      code: 'component-unknown',
    });
    await expect(pruneOperation(context).plan({ keepLast: -1 })).rejects.toMatchObject({ code: 'usage' });
    const served = pruneOperation({ ...context, mirrorOverride: 'http://127.0.0.1:9/' });
    await expect(served.plan({})).rejects.toMatchObject({ code: 'address-invalid' });
  });

  test('a record that somebody forged deletes nothing but tarballs that no version needs', async () => {
    const context = aged();
    const due = '2020-01-01T00:00:00Z';
    const names = [
      'root.json',
      '../home/keys/private.json',
      'tidb-v2.0.0-linux-amd64.tar.gz',
      'tiup-linux-amd64.tar.gz',
      'keys/x',
    ];
    writeFileSync(
      join(context.mirror, 'prune.json'),
      JSON.stringify({ schema: 'mirrordeck/prune/1', files: names.map((file) => ({ file, due })) }),
    );
    const { deletes } = await pruneOperation(context).plan({});
    expect(deletes.filter(({ kind }) => kind === 'tarball')).toEqual([]);
    expect(readFileSync(join(context.home.keys, 'private.json')).length).toBeGreaterThan(0);
  });
});
