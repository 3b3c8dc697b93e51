import { describe, expect, test } from 'vitest';
import type { PrunePolicy } from '../../../source/engine/api/prune.ts';
import type { Component, VersionItem } from '../../../source/engine/domain/manifest.ts';
import {
  judgeVersions,
  keepNeeded,
  type PruneFacts,
  type Verdicts,
} from '../../../source/engine/domain/prune-policy.ts';
import { smallNow } from '../../helpers/small-mirror.ts';

const item = (version: string, change: Partial<VersionItem> = {}): VersionItem => ({
  url: `/tidb-${version}.tar.gz`,
  yanked: false,
  entry: 'tidb',
  released: '2026-11-01T00:00:00Z',
  dependencies: null,
  hashes: { sha256: 'a'.repeat(64) },
  length: 1,
  ...change,
});

function component(
  versions: readonly string[],
  change: Partial<Component> = {},
  items: Readonly<Record<string, Partial<VersionItem>>> = {},
): Component {
  const all = Object.fromEntries(versions.map((version) => [version, item(version, items[version])]));
  return {
    _type: 'component',
    spec_version: '0.1.0',
    expires: '2030-01-01T00:00:00Z',
    version: 3,
    id: 'tidb',
    description: '',
    nightly: '',
    platforms: { 'linux/amd64': all },
    ...change,
  };
}

const plain: PruneFacts = { isDefault: false, clientVersions: new Map(), dropLatest: false };
const gone = (verdicts: Verdicts): string[] =>
  [...verdicts].flatMap(([version, reason]) => (reason === null ? [version] : []));
const goneOf = (of: Component, policy: PrunePolicy, facts: Partial<PruneFacts> = {}): string[] =>
  gone(judgeVersions(of, policy, { ...plain, ...facts }, smallNow)).sort();

const lines = ['v7.1.0', 'v7.1.1', 'v7.1.2', 'v7.5.0', 'v7.5.1', 'v8.0.0-rc.1', 'v8.0.0'];

describe('what a policy lets go (beat list 32)', () => {
  test.each<[string, PrunePolicy, string[]]>([
    ['nothing without a policy', {}, []],
    ['the newest two of all', { keepLast: 2 }, lines.slice(0, 5)],
    ['the newest of every minor', { keepMinor: 1 }, ['v7.1.0', 'v7.1.1', 'v7.5.0', 'v8.0.0-rc.1']],
    ['what is named', { keep: ['v7.1.1', '^7.5'] }, ['v7.1.0', 'v7.1.2', 'v8.0.0-rc.1']],
    ['the beginning of a version', { keep: ['v7.1'] }, ['v7.5.0', 'v7.5.1', 'v8.0.0-rc.1']],
    [
      'any of several policies keeps',
      { keepLast: 1, keepMinor: 1, keep: ['v7.1.0'] },
      ['v7.1.1', 'v7.5.0', 'v8.0.0-rc.1'],
    ],
    ['what is younger stays whatever else', { keepLast: 1, olderThan: 180 }, []],
    ['age alone', { olderThan: 10 }, lines.slice(0, 6)],
  ])('%s', (_, policy, expected) => {
    expect(goneOf(component(lines), policy)).toEqual([...expected].sort());
  });

  test('age is the release of the platform that came last', () => {
    const old = { released: '2025-01-01T00:00:00Z' };
    const both = component(['v1.0.0', 'v2.0.0'], {}, { 'v1.0.0': old });
    expect(goneOf(both, { olderThan: 180 })).toEqual(['v1.0.0']);
    const late = { ...both.platforms, 'linux/arm64': { 'v1.0.0': item('v1.0.0') } };
    expect(goneOf({ ...both, platforms: late }, { olderThan: 180 })).toEqual([]);
    const odd = component(['v1.0.0', 'v2.0.0'], {}, { 'v1.0.0': { released: 'long ago' } });
    expect(goneOf(odd, { olderThan: 1 })).toEqual([]);
  });

  test('the latest of each platform stays, unless it is asked for; of a default component one stays always', () => {
    const platforms = {
      'linux/amd64': { 'v1.0.0': item('v1.0.0'), 'v2.0.0': item('v2.0.0') },
      'darwin/arm64': { 'v1.0.0': item('v1.0.0') },
    };
    const two = component([], { platforms });
    expect(goneOf(two, { keepLast: 0 })).toEqual([]);
    expect(goneOf(two, { keepLast: 0 }, { dropLatest: true })).toEqual(['v1.0.0', 'v2.0.0']);
    expect(goneOf(two, { keepLast: 0 }, { dropLatest: true, isDefault: true })).toEqual(['v1.0.0']);
  });

  test('the nightly, and what the client is a copy of, stay', () => {
    const nightly = 'v9.0.0-alpha-nightly-20260101';
    const found = judgeVersions(
      component([...lines, nightly], { nightly }),
      { keepLast: 1 },
      { ...plain, clientVersions: new Map([['v7.1.0', 'linux/amd64']]) },
      smallNow,
    );
    expect(found.get(nightly)?.code).toBe('nightly');
    expect(found.get('v7.1.0')).toEqual({ code: 'client', of: 'linux/amd64' });
    expect(gone(found)).toEqual(['v7.1.1', 'v7.1.2', 'v7.5.0', 'v7.5.1', 'v8.0.0-rc.1']);
  });

  test('what is yanked already is not asked about; a version that is none is refused', () => {
    expect(goneOf(component(lines, {}, { 'v7.1.0': { yanked: true } }), { keepLast: 5 })).toEqual(['v7.1.1']);
    expect(() => goneOf(component(lines), { keep: ['../x'] })).toThrow(
      expect.objectContaining({ code: 'version-invalid' }),
    );
  });

  test('what a version that stays depends on stays, and what that depends on', () => {
    const tidb = component(['v1.0.0', 'v2.0.0'], {}, { 'v2.0.0': { dependencies: { pd: '^1.0' } } });
    const pd = component(
      ['v1.0.0', 'v1.1.0', 'v2.0.0', 'v3.0.0'],
      { id: 'pd' },
      { 'v1.1.0': { dependencies: { tikv: 'v1.0.0' } } },
    );
    const tikv = component(['v1.0.0', 'v1.1.0', 'v2.0.0'], { id: 'tikv' });
    const all = [tidb, pd, tikv];
    const judged = new Map(all.map((one) => [one.id, judgeVersions(one, { keepLast: 1 }, plain, smallNow)]));
    const kept = keepNeeded(all, judged);
    expect([...kept].map(([id, verdicts]) => [id, gone(verdicts)])).toEqual([
      ['tidb', ['v1.0.0']],
      ['pd', ['v2.0.0']],
      ['tikv', ['v1.1.0']],
    ]);
    expect(kept.get('tikv')?.get('v1.0.0')).toEqual({ code: 'needed', of: 'pd v1.1.0' });
  });

  test('a dependency that nobody understands keeps them all', () => {
    const tidb = component(['v2.0.0'], {}, { 'v2.0.0': { dependencies: { pd: '!!' } } });
    const pd = component(['v1.0.0', 'v3.0.0'], { id: 'pd' });
    const judged = new Map(
      [tidb, pd].map((one) => [one.id, judgeVersions(one, { keepLast: 1 }, plain, smallNow)]),
    );
    expect(gone(keepNeeded([tidb, pd], judged).get('pd') ?? new Map())).toEqual([]);
  });
});
