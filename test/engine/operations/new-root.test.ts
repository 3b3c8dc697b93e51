import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRootOperation } from '../../../source/engine/operations/new-root.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { setOperation } from '../../../source/engine/operations/set.ts';
import { goldenContext } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe('new-root', () => {
  it('makes new keys for every role and signs everything anew; clients stop, and go on once they set it', async () => {
    const context = goldenContext('origin-rotated');
    const home = { ...context, mirrorOverride: undefined };
    mkdirSync(context.home.bin, { recursive: true });
    cpSync(join(context.mirror, 'root.json'), join(context.home.bin, 'root.json'));
    writeFileSync(join(context.home.path, 'tiup.toml'), `mirror = "${context.mirror}"\n`);
    const before = await openMirror(home, {});
    await before.close();
    // every key of the old root is gone, and those of the other roles with them
    rmSync(join(context.mirror, 'keys'), { recursive: true });

    const { plan, apply } = newRootOperation(home);
    const planned = await plan({});
    expect(planned).toMatchObject({
      mirror: context.mirror,
      keyDir: join(context.mirror, 'keys'),
      version: 3,
      previous: before.identity.fingerprint,
      removes: ['2.root.json'],
    });
    expect(planned.signs.map(({ file }) => file)).toEqual([
      'root.json',
      '15.index.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    const done = await apply(JSON.parse(JSON.stringify(planned)));
    expect(done.version).toBe(3);
    expect(readdirSync(context.mirror).filter((name) => name.endsWith('root.json'))).toEqual(['root.json']);
    expect(readdirSync(join(context.mirror, 'keys'))).toHaveLength(6);

    await expect(openMirror(home, {})).rejects.toThrow(expect.objectContaining({ exitCode: 4 }));
    const set = setOperation(home);
    await set.apply(await set.plan({ address: context.mirror }));
    const after = await openMirror(home, {});
    expect(after.identity).toMatchObject({ rootVersion: 3, fingerprint: done.fingerprint });
    expect(after.index.manifest.owners).toEqual(before.index.manifest.owners);
    for (const id of after.listed()) expect((await after.component(id)).manifest.id).toBe(id);
    await after.close();
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('puts the keys where it is told, and finds them there again', async () => {
    const context = goldenContext();
    rmSync(join(context.mirror, 'keys'), { recursive: true });
    const { plan, apply } = newRootOperation(context);
    const first = await apply(await plan({ keyDir: 'elsewhere' }));
    expect(first.keyDir).toBe(join(context.workingFolder, 'elsewhere'));
    expect(readdirSync(first.keyDir)).toHaveLength(6);
    expect((await plan({})).keyDir).toBe(first.keyDir);
    expect(readFileSync(join(context.mirror, 'root.json'), 'utf8')).toContain(
      readdirSync(first.keyDir)[0]?.slice(0, 16) ?? '',
    );
  });
});
