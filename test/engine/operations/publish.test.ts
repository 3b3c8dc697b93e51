import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PublishRequest } from '../../../source/engine/api/mirror.ts';
import { own } from '../../../source/engine/domain/record.ts';
import { changeFolderMirror } from '../../../source/engine/operations/folder-mirror.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { goldenContext, someTarball, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

const fresh: PublishRequest = {
  component: 'fresh',
  version: 'v1.0.0',
  tarball: 'some.tar.gz',
  entry: 'x.sh',
};

function setUp(mirror?: string) {
  const context = goldenContext(mirror);
  const tarball = someTarball(context);
  return { context, tarball, ...publishOperation(context) };
}

describe('publish to a folder', () => {
  it('makes a component: tarball, manifest, index, snapshot, timestamp, and nothing else (beat list 16)', async () => {
    const { context, tarball, plan, apply } = setUp();
    const before = await stateOf(context, 'fresh');
    const names = readdirSync(context.mirror);
    const planned = await plan({ ...fresh, description: 'Fresh 新鮮', standalone: true });
    const bytes = readFileSync(tarball);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(planned).toMatchObject({
      mirror: context.mirror,
      platform: 'linux/amd64',
      owner: 'pingcap',
      file: 'fresh-v1.0.0-linux-amd64.tar.gz',
      length: bytes.length,
      sha256,
      creates: true,
      replaces: false,
      timestampVersion: before.timestamp,
      warnings: [],
    });
    expect(planned.signs.map((sign) => sign.file)).toEqual([
      '1.fresh.json',
      `${before.index.version + 1}.index.json`,
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(readdirSync(context.mirror)).toEqual(names);

    const result = await apply(JSON.parse(JSON.stringify(planned)));
    expect(result).toEqual({ component: 'fresh', version: 'v1.0.0', platform: 'linux/amd64' });
    const after = await stateOf(context, 'fresh');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index.components.fresh).toEqual({
      yanked: false,
      owner: 'pingcap',
      url: '/fresh.json',
      standalone: true,
      hidden: false,
    });
    expect(after.component).toMatchObject({
      id: 'fresh',
      description: 'Fresh 新鮮',
      nightly: '',
      version: 1,
    });
    expect(after.component?.platforms['linux/amd64']?.['v1.0.0']).toEqual({
      url: '/fresh-v1.0.0-linux-amd64.tar.gz',
      yanked: false,
      entry: 'x.sh',
      released: '2026-11-22T02:00:00Z',
      dependencies: null,
      hashes: { sha256, sha512: createHash('sha512').update(bytes).digest('hex') },
      length: bytes.length,
    });
    expect(readFileSync(join(context.mirror, planned.file))).toEqual(bytes);
    expect(readdirSync(context.mirror).filter((name) => !names.includes(name))).toEqual(
      ['1.fresh.json', `${before.index.version + 1}.index.json`, planned.file].sort(),
    );
  });

  it('adds a version and a platform without touching the index, and counts on from the manifest', async () => {
    const { context, plan, apply } = setUp();
    const before = await stateOf(context, 'hello');
    const request = {
      ...fresh,
      component: 'hello',
      os: 'darwin',
      arch: 'arm64',
      key: '../home/keys/jdoe.json',
    };
    const planned = await plan(request);
    expect(planned.signs.map((sign) => sign.file)).toEqual([
      '2.hello.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(planned.owner).toBe('jdoe');
    await apply(planned);
    const after = await stateOf(context, 'hello');
    expect(after.index).toEqual(before.index);
    expect(Object.keys(after.component?.platforms ?? {}).sort()).toEqual(['darwin/arm64', 'linux/amd64']);
  });

  it('puts the client itself where installers look for it', async () => {
    const { context, tarball, plan, apply } = setUp();
    const client = join(context.mirror, 'tiup-linux-amd64.tar.gz');
    expect(readFileSync(client)).not.toEqual(readFileSync(tarball));
    await apply(await plan({ ...fresh, component: 'tiup', version: 'v3.0.0' }));
    expect(readFileSync(client)).toEqual(readFileSync(tarball));
    expect(readFileSync(join(context.mirror, 'tiup-v3.0.0-linux-amd64.tar.gz'))).toEqual(
      readFileSync(tarball),
    );
  });

  it('replaces a version only by force (beat list 18)', async () => {
    const { context, tarball, plan, apply } = setUp();
    const request = { ...fresh, component: 'tidb' };
    await expect(plan(request)).rejects.toThrow(
      refused('version-exists', { component: 'tidb', version: 'v1.0.0', platform: 'linux/amd64' }),
    );
    const planned = await plan({ ...request, force: true });
    expect(planned.replaces).toBe(true);
    await apply(planned);
    expect(readFileSync(join(context.mirror, 'tidb-v1.0.0-linux-amd64.tar.gz'))).toEqual(
      readFileSync(tarball),
    );
  });

  it('never writes over a tarball of another component', async () => {
    const { context, plan, apply } = setUp();
    const foreign = join(context.mirror, 'fresh-v1.0.0-linux-amd64.tar.gz');
    writeFileSync(foreign, 'another one');
    const planned = await plan(fresh);
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed', { file: planned.file }));
    expect(readFileSync(foreign, 'utf8')).toBe('another one');
    expect(existsSync(join(context.mirror, '1.fresh.json'))).toBe(false);
  });

  it('looks into the tarball (beat list 18)', async () => {
    const { context, plan } = setUp();
    await expect(plan({ ...fresh, entry: 'sub/link' })).resolves.toBeDefined();
    await expect(plan({ ...fresh, entry: './x.sh' })).resolves.toBeDefined();
    await expect(plan({ ...fresh, entry: 'none' })).rejects.toThrow(
      refused('entry-missing', { path: 'none' }),
    );
    await expect(plan({ ...fresh, entry: 'sub' })).rejects.toThrow(refused('entry-missing'));
    await expect(plan({ ...fresh, entry: 'text' })).rejects.toThrow(refused('entry-not-executable'));
    writeFileSync(join(context.workingFolder, 'no.tar.gz'), 'no tarball');
    await expect(plan({ ...fresh, tarball: 'no.tar.gz' })).rejects.toThrow(refused('tarball-malformed'));
    await expect(plan({ ...fresh, tarball: 'absent.tar.gz' })).rejects.toThrow(refused('file-missing'));
  });

  it('refuses names outside the grammar, foreign keys and missing ones', async () => {
    const { plan } = setUp();
    await expect(plan({ ...fresh, component: '../x' })).rejects.toThrow(refused('name-invalid'));
    await expect(plan({ ...fresh, component: 'root' })).rejects.toThrow(refused('name-invalid'));
    await expect(plan({ ...fresh, version: '1.0.0' })).rejects.toThrow(refused('version-invalid'));
    await expect(plan({ ...fresh, entry: '/x' })).rejects.toThrow(refused('entry-invalid'));
    await expect(plan({ ...fresh, os: 'plan9' })).rejects.toThrow(refused('platform-invalid'));
    await expect(plan({ ...fresh, component: 'hello' })).rejects.toThrow(
      refused('key-not-owner', { component: 'hello', owner: 'jdoe' }),
    );
    await expect(plan({ ...fresh, key: 'none' })).rejects.toThrow(refused('key-missing'));
    const { plan: elsewhere } = setUp('custom');
    await expect(elsewhere(fresh)).rejects.toThrow(refused('key-not-owner', { component: 'fresh' }));
  });

  it('carries out what was planned, or nothing', async () => {
    const { context, tarball, plan, apply } = setUp();
    const planned = await plan(fresh);
    const other = await plan({ ...fresh, component: 'other' });
    await apply(other);
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
    const again = await plan(fresh);
    writeFileSync(tarball, 'changed meanwhile');
    await expect(apply(again)).rejects.toThrow(refused('source-changed'));
    expect(own((await stateOf(context, 'fresh')).index.components, 'fresh')).toBeUndefined();
  });

  it('warns when clients will not see it, because the component is yanked', async () => {
    const { context, plan } = setUp();
    await changeFolderMirror(
      context,
      {
        folder: context.mirror,
        holder: 'test',
        timestampVersion: (await stateOf(context, 'tidb')).timestamp,
        edit: async ({ index: { manifest: index } }) => {
          const tidb = own(index.components, 'tidb');
          if (tidb === undefined) throw new Error('no tidb');
          const components = { ...index.components, tidb: { ...tidb, yanked: true } };
          return { edit: { index: { ...index, version: index.version + 1, components } }, keys: [] };
        },
      },
      {},
    );
    const { warnings } = await plan({ ...fresh, component: 'tidb', version: 'v9.0.0' });
    expect(warnings).toEqual([
      { code: 'component-unusable', facts: { component: 'tidb', file: 'tidb.json' } },
    ]);
  });
});
