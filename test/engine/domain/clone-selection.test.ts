import { describe, expect, test } from 'vitest';
import {
  planClientFiles,
  planComponentFiles,
  refuseAmbiguousNames,
} from '../../../source/engine/domain/clone-files.ts';
import { liveVersions, nextComponent, nextIndex } from '../../../source/engine/domain/clone-manifests.ts';
import { chooseVersions, type Selection } from '../../../source/engine/domain/clone-selection.ts';
import type { Component, Index, VersionItem } from '../../../source/engine/domain/manifest.ts';

const expires = '2076-01-01T00:00:00Z';

function item(id: string, version: string, platform: string, change: Partial<VersionItem> = {}): VersionItem {
  return {
    url: `/${id}-${version}-${platform.replace('/', '-')}.tar.gz`,
    yanked: false,
    entry: id,
    released: '2026-01-01T00:00:00Z',
    dependencies: { pd: '>=v1.0.0' },
    hashes: { sha256: `${id}${version}${platform}` },
    length: 100,
    ...change,
  };
}

function component(
  id: string,
  platforms: Record<string, string[]>,
  change: Partial<Component> = {},
): Component {
  return {
    _type: 'component',
    spec_version: '0.1.0',
    id,
    description: `The ${id}`,
    nightly: '',
    expires,
    version: 7,
    platforms: Object.fromEntries(
      Object.entries(platforms).map(([platform, versions]) => [
        platform,
        Object.fromEntries(versions.map((v) => [v, item(id, v, platform)])),
      ]),
    ),
    ...change,
  };
}

function selection(change: Partial<Selection>): Selection {
  return {
    full: false,
    versions: [],
    components: {},
    prefix: false,
    platforms: ['linux/amd64', 'linux/arm64', 'darwin/amd64', 'darwin/arm64'],
    strict: false,
    ...change,
  };
}

function chosen(of: Component, change: Partial<Selection>): Record<string, string[]> {
  const found = chooseVersions(selection(change), of).versions;
  return Object.fromEntries([...found].map(([platform, versions]) => [platform, [...versions].sort()]));
}

const tidb = component(
  'tidb',
  {
    'linux/amd64': ['v1.0.0', 'v1.1.0-rc.1', 'v1.1.0', 'v2.0.0', 'v2.1.0-nightly-20260101'],
    'linux/arm64': ['v1.0.0', 'v1.1.0'],
    'darwin/arm64': ['v2.0.0'],
  },
  { nightly: 'v2.1.0-nightly-20260101' },
);

describe('what a selection chooses', () => {
  test.each<[string, Partial<Selection>, Record<string, string[]>]>([
    ['nothing', {}, {}],
    [
      'an exact version',
      { components: { tidb: ['v1.0.0'] } },
      { 'linux/amd64': ['v1.0.0'], 'linux/arm64': ['v1.0.0'] },
    ],
    [
      'all (beat list 19)',
      { components: { tidb: ['all'] }, platforms: ['linux/arm64'] },
      { 'linux/arm64': ['v1.0.0', 'v1.1.0'] },
    ],
    [
      'latest, each platform its own',
      { components: { tidb: ['latest'] } },
      { 'linux/amd64': ['v2.0.0'], 'linux/arm64': ['v1.1.0'], 'darwin/arm64': ['v2.0.0'] },
    ],
    [
      'nightly (beat list 21)',
      { components: { tidb: ['nightly'] } },
      { 'linux/amd64': ['v2.1.0-nightly-20260101'] },
    ],
    [
      'a prefix (beat list 19)',
      { components: { tidb: ['v1.1'] }, prefix: true },
      { 'linux/amd64': ['v1.1.0', 'v1.1.0-rc.1'], 'linux/arm64': ['v1.1.0'] },
    ],
    [
      'a version for all, with the latest where it is missing',
      { versions: ['1.1.0'] },
      { 'linux/amd64': ['v1.1.0'], 'linux/arm64': ['v1.1.0'], 'darwin/arm64': ['v2.0.0'] },
    ],
    [
      'a range',
      { components: { tidb: ['^1.0'] }, platforms: ['linux/amd64'] },
      { 'linux/amd64': ['v1.0.0', 'v1.1.0'] },
    ],
    [
      'everything of one platform',
      { full: true, platforms: ['darwin/arm64'] },
      { 'darwin/arm64': ['v2.0.0'] },
    ],
  ])('%s', (_name, change, expected) => {
    expect(chosen(tidb, change)).toEqual(expected);
  });

  test('what a platform lacks is told, with what takes its place (beat list 20)', () => {
    expect(chooseVersions(selection({ versions: ['v1.1.0'] }), tidb).missing).toEqual([
      { component: 'tidb', platform: 'darwin/arm64', wanted: 'v1.1.0', instead: 'v2.0.0' },
    ]);
    expect(chooseVersions(selection({ components: { tidb: ['v1.1.0'] } }), tidb).missing).toEqual([
      { component: 'tidb', platform: 'darwin/arm64', wanted: 'v1.1.0', instead: null },
    ]);
  });

  test('strict makes a missing version an error, an unknown one always is (beat list 20)', () => {
    expect(() => chooseVersions(selection({ versions: ['v1.1.0'], strict: true }), tidb)).toThrow(
      expect.objectContaining({ code: 'version-unknown' }),
    );
    expect(() => chooseVersions(selection({ components: { tidb: ['v9.9.9'] } }), tidb)).toThrow(
      expect.objectContaining({ code: 'version-unknown' }),
    );
  });

  test('any/any counts only where the component lacks a wanted platform', () => {
    const notes = component('notes', { 'any/any': ['v1.0.0'], 'linux/amd64': ['v1.0.0'] });
    expect(chosen(notes, { full: true, platforms: ['linux/amd64'] })).toEqual({ 'linux/amd64': ['v1.0.0'] });
    expect(chosen(notes, { full: true, platforms: ['linux/arm64'] })).toEqual({ 'any/any': ['v1.0.0'] });
  });

  test('a component called like a property of every object is an ordinary one', () => {
    const odd = component('constructor', { 'linux/amd64': ['v1.0.0'] });
    expect(chosen(odd, {})).toEqual({});
  });

  test('yanked versions, those without an entry and those without a hash are not there', () => {
    const ctl = component('ctl', { 'linux/amd64': ['v1.0.0'] });
    const hide = (change: Partial<VersionItem>): Component => ({
      ...ctl,
      platforms: { 'linux/amd64': { 'v1.0.0': item('ctl', 'v1.0.0', 'linux/amd64', change) } },
    });
    for (const change of [{ yanked: true }, { entry: '' }, { hashes: {} }, { hashes: null }]) {
      expect(chosen(hide(change), { full: true })).toEqual({});
    }
  });
});

describe('the manifests of a clone', () => {
  const platforms = ['linux/amd64', 'linux/arm64'];
  const pick = (source: Component, existing: Component | null, version: string, drop = false): Component => {
    const versions = chooseVersions(
      selection({ components: { tidb: [version] }, platforms }),
      source,
    ).versions;
    return nextComponent(
      source,
      existing,
      liveVersions(versions, source, existing, drop),
      platforms,
      expires,
    );
  };
  const live = (manifest: Component, platform: string): string[] =>
    Object.entries(manifest.platforms[platform] ?? {}).flatMap(([v, i]) => (i.yanked ? [] : [v]));

  test('keep everything said of a version; what is not chosen is yanked with its hashes (beat list 25)', () => {
    const made = pick(tidb, null, 'v1.0.0');
    expect(made.version).toBe(7);
    expect(made.nightly).toBe('');
    expect(Object.keys(made.platforms)).toEqual(platforms);
    expect(made.platforms['linux/amd64']?.['v1.0.0']).toEqual(tidb.platforms['linux/amd64']?.['v1.0.0']);
    expect(made.platforms['linux/amd64']?.['v2.0.0']).toEqual({
      ...tidb.platforms['linux/amd64']?.['v2.0.0'],
      yanked: true,
    });
    expect(pick(tidb, null, 'nightly').nightly).toBe('v2.1.0-nightly-20260101');
  });

  test('a refresh keeps earlier versions, and drops them only on purpose', () => {
    const first = pick(tidb, null, 'v1.0.0');
    const second = pick(tidb, first, 'v1.1.0');
    expect(second.version).toBe(8);
    expect(live(second, 'linux/amd64')).toEqual(['v1.0.0', 'v1.1.0']);
    expect(live(pick(tidb, first, 'v1.1.0', true), 'linux/amd64')).toEqual(['v1.1.0']);
  });

  test('a version that left the source stays while it is live (beat list 21)', () => {
    const first = pick(tidb, null, 'nightly');
    const moved: Component = { ...tidb, nightly: '', platforms: { ...tidb.platforms, 'linux/amd64': {} } };
    const later = pick({ ...moved, version: 9 }, first, 'v1.1.0');
    expect(live(later, 'linux/amd64')).toEqual(['v2.1.0-nightly-20260101']);
    expect(later.nightly).toBe('v2.1.0-nightly-20260101');
    expect(Object.keys(later.platforms['linux/amd64'] ?? {})).toEqual(['v2.1.0-nightly-20260101']);
  });

  test('nothing new is the very same manifest', () => {
    const first = pick(tidb, null, 'v1.0.0');
    expect(pick({ ...tidb, version: 99 }, first, 'v1.0.0')).toBe(first);
  });

  test('the index keeps flags, owners and defaults, and rises only when it changes (beat list 24)', () => {
    const owner = { name: 'PingCAP', keys: {}, threshold: 2 };
    const ours = { name: 'PingCAP', keys: {}, threshold: 1 };
    const source: Index = {
      _type: 'index',
      spec_version: '0.1.0',
      expires,
      version: 41,
      owners: { pingcap: owner },
      components: {
        tidb: { owner: 'pingcap', url: '/tidb.json', standalone: true, hidden: true, yanked: false },
      },
      default_components: ['tidb', 'pd'],
    };
    const entry = { id: 'tidb', item: source.components.tidb ?? never(), owner: ours, hasVersions: true };
    const made = nextIndex(source, null, [entry], expires);
    expect(made).toMatchObject({ version: 1, default_components: ['tidb'], owners: { pingcap: ours } });
    expect(made.components.tidb).toMatchObject({ standalone: true, hidden: true, yanked: false });
    expect(nextIndex(source, made, [entry], expires)).toBe(made);
    const gone = nextIndex(source, made, [{ ...entry, hasVersions: false }], expires);
    expect(gone).toMatchObject({
      version: 2,
      default_components: [],
      components: { tidb: { yanked: true } },
    });
    expect(nextIndex(source, null, [{ ...entry, hasVersions: false }], expires).components).toEqual({});
  });
});

describe('the files of a clone', () => {
  const nothing = { size: () => null, hasPart: () => false, clientVersion: () => null };
  const full = chooseVersions(selection({ full: true, platforms: ['linux/arm64'] }), tidb).versions;
  const live = liveVersions(full, tidb, null, false);

  test('are fetched, gone on with, kept or replaced', () => {
    const actions = (existing: Component | null, size: number | null, part = false): string[] =>
      planComponentFiles('tidb', live, existing, { ...nothing, size: () => size, hasPart: () => part }).map(
        (f) => f.action,
      );
    expect(actions(null, null)).toEqual(['fetch', 'fetch']);
    expect(actions(null, null, true)).toEqual(['resume', 'resume']);
    expect(actions(tidb, 100)).toEqual(['keep', 'keep']);
    expect(actions(tidb, 99)).toEqual(['fetch', 'fetch']);
    const other = item('tidb', 'v1.0.0', 'linux/arm64', { hashes: { sha256: 'other' } });
    const forced: Component = {
      ...tidb,
      platforms: { 'linux/arm64': { ...tidb.platforms['linux/arm64'], 'v1.0.0': other } },
    };
    expect(actions(forced, 100)).toEqual(['replace', 'keep']);
  });

  test('the client itself is the latest signed version of component tiup (beat list 4, 23)', () => {
    const tiup = component('tiup', { 'linux/amd64': ['v1.9.0', 'v1.16.5', 'v1.17.0-beta'] });
    const plan = planClientFiles(tiup, ['linux/amd64', 'darwin/arm64'], nothing);
    expect(plan.files).toMatchObject([
      {
        name: 'tiup-linux-amd64.tar.gz',
        from: 'tiup-v1.16.5-linux-amd64.tar.gz',
        version: 'v1.16.5',
        action: 'fetch',
      },
    ]);
    expect(plan.warnings).toEqual([{ code: 'client-missing', facts: { platform: 'darwin/arm64' } }]);
    const here = { size: () => 100, hasPart: () => false, clientVersion: () => 'v1.16.5' };
    expect(planClientFiles(tiup, ['linux/amd64'], here).files).toMatchObject([{ action: 'keep' }]);
  });

  test('two versions that claim one file with other bytes are refused', () => {
    const [file] = planComponentFiles('tidb', live, null, nothing);
    if (file === undefined) return never();
    expect(() => refuseAmbiguousNames([file, { ...file, version: 'v9.0.0' }])).not.toThrow();
    expect(() => refuseAmbiguousNames([file, { ...file, version: 'v9.0.0', sha256: 'f00' }])).toThrow(
      expect.objectContaining({ code: 'manifest-malformed' }),
    );
  });
});

function never(): never {
  throw new Error('the test itself is wrong');
}
