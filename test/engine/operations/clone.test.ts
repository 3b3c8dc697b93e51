import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClonePlan, CloneRequest, CloneResult } from '../../../source/engine/api/clone.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { openHome } from '../../../source/engine/io/home.ts';
import { openSettings } from '../../../source/engine/io/settings.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { initOperation } from '../../../source/engine/operations/init.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { Reach } from '../../../source/engine/operations/reach.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';

type Trial = {
  readonly context: Context;
  /** A copy of the golden origin, free to be spoilt. */
  readonly source: string;
  readonly target: string;
  plan(request?: Partial<CloneRequest>): Promise<ClonePlan>;
  clone(request?: Partial<CloneRequest>): Promise<CloneResult>;
};

function trial(): Trial {
  const folder = tempFolder();
  const source = join(folder, 'origin');
  const target = join(folder, 'target');
  cpSync(join(goldenFolder(), 'origin'), source, { recursive: true });
  const context: Context = {
    now: () => goldenNow,
    home: openHome(join(folder, 'home')),
    settings: openSettings(join(folder, 'settings')),
    workingFolder: folder,
    random: Math.random,
    platform: 'linux/amd64',
    jobs: 4,
    mirrorOverride: undefined,
    environment: {},
    reach: new Reach({}, () => new Date()),
  };
  const operation = cloneOperation(context);
  const plan: Trial['plan'] = (request = {}) =>
    operation.plan({ source: { address: source }, target, ...request });
  return {
    context,
    source,
    target,
    plan,
    clone: async (request) => await operation.apply(await plan(request)),
  };
}

/** Every file with all that a write would change. */
function fingerprints(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { ino, size, mtimeMs, ctimeMs } = statSync(join(folder, name));
      return `${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
    })
    .sort();
}

function versions(mirror: string): Record<string, number> {
  const { meta } = JSON.parse(readFileSync(join(mirror, 'snapshot.json'), 'utf8')).signed;
  return Object.fromEntries(
    Object.entries<{ version: number }>(meta).map(([url, { version }]) => [url, version]),
  );
}

const picked: Partial<CloneRequest> = { components: { tidb: ['v1.0.0'], ctl: ['1.1.0'] }, oses: ['linux'] };

describe('a new clone', () => {
  test('holds what was chosen, verified, and nothing of ours but the receipt (beat list 26)', async () => {
    const { context, target, clone } = trial();
    const result = await clone(picked);
    expect(result).toMatchObject({ changed: true, fetchedFiles: 6, failures: [] });
    const names = readdirSync(target).filter((name) => name !== 'keys' && name !== 'lock');
    expect(names.sort()).toEqual(
      [
        '1.index.json',
        '1.root.json',
        '12.tidb.json',
        '9.ctl.json',
        'ctl-v1.1.0-linux-amd64.tar.gz',
        'ctl-v1.1.0-linux-arm64.tar.gz',
        'local_install.sh',
        'receipt.json',
        'root.json',
        'snapshot.json',
        'tidb-v1.0.0-linux-amd64.tar.gz',
        'tidb-v1.0.0-linux-arm64.tar.gz',
        'timestamp.json',
        'tiup-linux-amd64.tar.gz',
        'tiup-linux-arm64.tar.gz',
      ].sort(),
    );
    const mirror = await openMirror(context, { address: target });
    const read = await mirror.components(mirror.listed());
    expect([...read.keys()]).toEqual(['ctl', 'tidb']);
    expect(mirror.warnings()).toEqual([]);
    expect(mirror.identity.fingerprint).not.toBe(result.receipt.source.fingerprint);
    expect(JSON.parse(readFileSync(join(target, 'receipt.json'), 'utf8'))).toEqual(result.receipt);
    const keys = readdirSync(join(target, 'keys')).map(
      (name) => statSync(join(target, 'keys', name)).mode & 0o777,
    );
    expect(keys).toEqual(Array(7).fill(0o600));
    expect(statSync(join(target, 'keys')).mode & 0o777).toBe(0o700);
    expect(statSync(join(target, 'local_install.sh')).mode & 0o777).toBe(0o755);
  });

  test('keeps owners, flags and descriptions (beat list 24)', async () => {
    const { context, target, clone } = trial();
    await clone({ full: true });
    const { index } = await openMirror(context, { address: target });
    expect(index.manifest.components).toMatchObject({
      hello: { owner: 'jdoe' },
      pd: { hidden: true },
      prometheus: { standalone: true },
    });
    expect(Object.keys(index.manifest.owners).sort()).toEqual(['jdoe', 'pingcap']);
  });

  test('of nothing named is metadata and the client', async () => {
    const { target, clone } = trial();
    const result = await clone();
    expect(result.receipt.platforms.map(({ platform, client }) => [platform, client])).toEqual([
      ['darwin/amd64', null],
      ['darwin/arm64', null],
      ['linux/amd64', 'v2.0.0'],
      ['linux/arm64', 'v2.0.0'],
    ]);
    expect(versions(target)).toEqual({ '/index.json': 1, '/root.json': 1 });
  });

  test('touches nothing while it is planned (beat list 26)', async () => {
    const { context, target, plan } = trial();
    const planned = await plan(picked);
    expect(planned).toMatchObject({ unchanged: false, target: { state: 'new' }, bytes: { keep: 0 } });
    expect(() => statSync(target)).toThrow();
    expect(() => statSync(context.home.path)).toThrow();
  });
});

test('a component that is called as a role’s manifest stays out of it', async () => {
  const { context, source, target, clone } = trial();
  await editMirror(context, source, async (mirror) => {
    const index = mirror.index.manifest;
    const { manifest } = await mirror.component('pd');
    const { pd } = index.components;
    const components = { ...index.components, ...(pd && { root: { ...pd, url: '/other.json' } }) };
    return {
      index: { ...index, version: index.version + 1, components },
      components: [{ ...manifest, id: 'root', version: 7 }],
    };
  });
  const result = await clone({ full: true, oses: ['linux'] });
  expect(readdirSync(target)).not.toContain('7.root.json');
  expect(result.receipt.platforms[0]?.components.map(({ id }) => id)).not.toContain('root');
  await expect(clone({ components: { root: ['all'] } })).rejects.toMatchObject({ code: 'name-invalid' });
});

describe('a refresh', () => {
  test('with nothing new writes not one byte (beat list 23)', async () => {
    const { target, plan, clone } = trial();
    await clone(picked);
    const before = fingerprints(target);
    expect(await plan(picked)).toMatchObject({ unchanged: true, signs: [], bytes: { fetch: 0 } });
    expect(await clone(picked)).toMatchObject({ changed: false, fetchedFiles: 0, keptFiles: 6 });
    expect(fingerprints(target)).toEqual(before);
  });

  test('keeps keys and earlier versions, and raises only what changed (beat list 10)', async () => {
    const { context, target, clone } = trial();
    const first = await clone(picked);
    const second = await clone({ components: { tidb: ['v2.0.0'] }, oses: ['linux'] });
    expect(second.receipt.mirror).toMatchObject({
      fingerprint: first.receipt.mirror.fingerprint,
      timestampVersion: 2,
    });
    expect(versions(target)).toEqual({ '/index.json': 1, '/root.json': 1, '/ctl.json': 9, '/tidb.json': 13 });
    const tidb = await (await openMirror(context, { address: target })).component('tidb');
    expect(
      Object.entries(tidb.manifest.platforms['linux/arm64'] ?? {}).map(([v, { yanked }]) => [v, yanked]),
    ).toEqual([
      ['v1.0.0', false],
      ['v1.1.0', true],
      ['v1.1.0-rc.1', true],
      ['v2.0.0', false],
    ]);
    const linux = second.receipt.platforms.find(({ platform }) => platform === 'linux/amd64');
    expect(linux?.components.map(({ id, versions: live }) => [id, live])).toEqual([
      ['ctl', ['v1.1.0']],
      ['tidb', ['v2.0.0', 'v1.0.0']],
    ]);
  });

  test('drops earlier versions on purpose only', async () => {
    const { plan, clone } = trial();
    await clone(picked);
    const request = { components: { tidb: ['v2.0.0'] }, oses: ['linux'], dropUnselected: true };
    expect((await plan(request)).dropped).toEqual([
      { component: 'tidb', platform: 'linux/amd64', version: 'v1.0.0' },
      { component: 'tidb', platform: 'linux/arm64', version: 'v1.0.0' },
    ]);
    const { receipt } = await clone(request);
    expect(receipt.platforms[0]?.components.map(({ id, versions: live }) => [id, live])).toEqual([
      ['ctl', ['v1.1.0']],
      ['tidb', ['v2.0.0']],
    ]);
  });
});

test('of one component leaves the tarballs of all others alone, whatever names it claims', async () => {
  const { context, source, target, clone } = trial();
  await clone(picked);
  const file = join(target, 'ctl-v1.1.0-linux-amd64.tar.gz');
  const before = readFileSync(file);
  await editMirror(context, source, async (mirror) => {
    const { manifest } = await mirror.component('pd');
    const platform = 'linux/amd64';
    const versions = Object.entries(manifest.platforms[platform] ?? {}).map(
      ([version, item]) => [version, { ...item, url: '/ctl-v1.1.0-linux-amd64.tar.gz' }] as const,
    );
    const platforms = { ...manifest.platforms, [platform]: Object.fromEntries(versions.slice(0, 1)) };
    return { components: [{ ...manifest, version: manifest.version + 1, platforms }] };
  });
  cpSync(join(source, 'pd-v1.0.0-linux-amd64.tar.gz'), join(source, 'ctl-v1.1.0-linux-amd64.tar.gz'));
  const refused = clone({ components: { pd: ['all'] }, oses: ['linux'] });
  await expect(refused).rejects.toMatchObject({ code: 'manifest-malformed' });
  expect(readFileSync(file)).toEqual(before);
});

test('into a mirror whose keys lie elsewhere puts no new key into its tree', async () => {
  const { context, target, clone } = trial();
  const init = initOperation(context);
  const keyDir = join(context.workingFolder, 'vault');
  await init.apply(await init.plan({ path: target, keyDir }));
  await clone(picked);
  expect(existing(join(target, 'keys'))).toEqual([]);
  expect(readdirSync(keyDir).filter((name) => name.endsWith('-pingcap.json'))).toHaveLength(1);
  const again = await clone({ ...picked, components: { tidb: ['v1.0.0', 'v1.1.0'] } });
  expect(again).toMatchObject({ changed: true, failures: [] });
});

describe('a clone that is refused changes nothing', () => {
  test.each<[string, (trial: Trial) => unknown, Partial<CloneRequest>]>([
    [
      'target-not-empty',
      ({ target }) => cpSync(join(goldenFolder(), 'keys'), target, { recursive: true }),
      picked,
    ],
    [
      'target-keys-missing',
      ({ target, clone }) => clone(picked).then(() => rmSync(join(target, 'keys'), { recursive: true })),
      { full: true },
    ],
    ['target-is-source', ({ source, target }) => cpSync(source, target, { recursive: true }), picked],
    ['component-unknown', () => undefined, { components: { nosuch: ['v1.0.0'] } }],
    ['version-unknown', () => undefined, { versions: ['v9.9.9'] }],
    ['version-unknown', () => undefined, { versions: ['v1.1.0'], strict: true }],
    ['platform-invalid', () => undefined, { oses: ['plan9'] }],
    ['name-invalid', () => undefined, { components: { '../x': ['v1.0.0'] } }],
    ['signature-invalid', ({ source }) => forge(join(source, '12.tidb.json')), picked],
  ])('%s', async (code, prepare, request) => {
    const here = trial();
    await prepare(here);
    const before = existing(here.target);
    await expect(here.clone(request)).rejects.toMatchObject({ code });
    expect(existing(here.target)).toEqual(before);
  });

  test('disk-full, before anything is fetched (beat list 26)', async () => {
    const { context, target, plan } = trial();
    const planned = await plan(picked);
    const full = { ...planned, bytes: { ...planned.bytes, free: 10 } };
    await expect(cloneOperation(context).apply(full)).rejects.toMatchObject({ code: 'disk-full' });
    expect(existing(target)).toEqual([]);
  });

  test('source-changed, when it moved on in what a saved plan names, and not otherwise', async () => {
    const { context, source, plan } = trial();
    const both = await plan(picked);
    const older = { ...both.source.manifests, tidb: { version: 11, signatures: 'another' } };
    const saved: ClonePlan = JSON.parse(
      JSON.stringify({ ...both, source: { ...both.source, manifests: older } }),
    );
    await expect(cloneOperation(context).apply(saved)).rejects.toMatchObject({ code: 'source-changed' });
    rmSync(join(source, 'hello-v0.0.1-linux-amd64.tar.gz'));
    expect(await cloneOperation(context).apply(JSON.parse(JSON.stringify(both)))).toMatchObject({
      failures: [],
    });
  });

  test('a plan whose files were changed by hand', async () => {
    const { context, plan } = trial();
    const planned = await plan(picked);
    const files = planned.files.map((file) => ({ ...file, sha256: 'f'.repeat(64) }));
    await expect(cloneOperation(context).apply({ ...planned, files })).rejects.toMatchObject({
      code: 'plan-corrupt',
    });
  });
});

describe('files that cannot be had', () => {
  test('are named, the rest is done, and a second run takes only them (beat list 22)', async () => {
    const { source, target, clone } = trial();
    const name = 'tidb-v1.0.0-linux-arm64.tar.gz';
    const bytes = readFileSync(join(source, name));
    rmSync(join(source, name));
    const first = await clone(picked);
    expect(first.failures).toEqual([{ name, reason: expect.any(String) }]);
    expect(
      first.receipt.platforms.map(({ platform, components }) => [platform, components.map(({ id }) => id)]),
    ).toEqual([
      ['linux/amd64', ['ctl', 'tidb']],
      ['linux/arm64', ['ctl']],
    ]);
    writeFileSync(join(source, name), bytes);
    expect(await clone(picked)).toMatchObject({ fetchedFiles: 1, fetchedBytes: bytes.length, failures: [] });
    expect(versions(target)['/tidb.json']).toBe(13);
    expect(readFileSync(join(target, name))).toEqual(bytes);
  });

  test('all of them: no mirror that would only look like one', async () => {
    const { source, target, clone } = trial();
    for (const name of readdirSync(source)) if (name.endsWith('.tar.gz')) rmSync(join(source, name));
    await expect(clone(picked)).rejects.toMatchObject({ code: 'incomplete', exitCode: 3 });
    expect(existing(target)).toEqual([]);
  });

  test('wrong bytes never land', async () => {
    const { source, target, clone } = trial();
    const name = 'ctl-v1.1.0-linux-amd64.tar.gz';
    writeFileSync(join(source, name), Buffer.alloc(157, 'x'));
    expect((await clone(picked)).failures).toMatchObject([{ name }]);
    expect(existing(target)).not.toContain(name);
  });
});

test('stopped half-way, a clone is taken up by the next run', async () => {
  const { context, target, plan, clone } = trial();
  const stop = new AbortController();
  const events: EngineEvent[] = [];
  const onEvent = (event: EngineEvent): void => {
    events.push(event);
    if (event.type === 'file' && event.state === 'done') stop.abort();
  };
  const running = cloneOperation(context).apply(await plan(picked), { onEvent, signal: stop.signal });
  await expect(running).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  expect(existing(target).filter((name) => !name.startsWith('.mirrordeck'))).toEqual([]);
  const again = await clone(picked);
  expect(again.failures).toEqual([]);
  expect(again.fetchedFiles).toBeLessThan(6);
  expect(existing(target).filter((name) => name.startsWith('.mirrordeck'))).toEqual([]);
});

function existing(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch {
    return [];
  }
}

/** Another description under the same signature. */
function forge(path: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace('The tidb component', 'The tidb c0mponent'));
}
