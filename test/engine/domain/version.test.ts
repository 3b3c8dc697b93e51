import { describe, expect, it } from 'vitest';
import {
  checkVersionSpec,
  compareVersions,
  isExactSpec,
  isNightly,
  isPrerelease,
  latestOf,
  matchVersions,
  sortVersions,
  withV,
} from '../../../source/engine/domain/version.ts';
import fc from '../../helpers/properties.ts';

const identifier = fc.oneof(
  fc.nat(40).map(String),
  fc.constantFrom('rc', 'beta', 'alpha', 'nightly', 'RC', '0a', '-', 'nightly-20260101'),
);
const dotted = fc.array(identifier, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const semver = fc
  .tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.option(dotted), fc.option(dotted))
  .map(
    ([a, b, c, pre, build]) =>
      `v${a}.${b}.${c}${pre === null ? '' : `-${pre}`}${build === null ? '' : `+${build}`}`,
  );
const version = fc.oneof(
  { weight: 6, arbitrary: semver },
  fc.constantFrom('v1', 'v3.0', 'v1.2', 'master', 'nightly', '1.0.0', 'v01.0.0', 'v99999999999999999999.0.0'),
);
const list = fc.uniqueArray(version, { maxLength: 12 });

describe('the order of versions', () => {
  it('is that of semver 2, with pre-releases below, and odd names lowest', () => {
    const ordered = [
      'master',
      'nightly',
      'v0.9.0',
      'v1.0.0-1',
      'v1.0.0-9',
      'v1.0.0-10',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-alpha.beta',
      'v1.0.0-beta',
      'v1.0.0-beta.2',
      'v1.0.0-beta.11',
      'v1.0.0-rc.1',
      'v1.0.0',
      'v1.0.0+build',
      'v1.2',
      'v1.2.0',
      'v1.10.0',
      'v99999999999999999998.0.0',
      'v99999999999999999999.0.0',
    ];
    expect(sortVersions(ordered.toReversed())).toEqual(ordered);
  });

  it('is total, antisymmetric and transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const ab = Math.sign(compareVersions(a, b));
        expect(ab).toBe(0 - Math.sign(compareVersions(b, a)));
        expect(ab === 0).toBe(a === b);
        if (ab <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('latest', () => {
  it('prefers releases, never takes a nightly', () => {
    expect(latestOf(['v1.0.0', 'v2.0.0-rc.1', 'v3.0.0-nightly-1'])).toBe('v1.0.0');
    expect(latestOf(['v1.0.0-beta', 'v1.0.0-rc', 'master'])).toBe('v1.0.0-rc');
    expect(latestOf(['master'])).toBe('master');
    expect(latestOf(['v3.0.0-nightly-1'])).toBeNull();
    expect(latestOf([])).toBeNull();
  });

  it('is in the list, and no release is higher', () => {
    fc.assert(
      fc.property(list, (versions) => {
        const latest = latestOf(versions);
        if (latest === null) {
          expect(versions.every(isNightly)).toBe(true);
          return;
        }
        expect(versions).toContain(latest);
        for (const each of versions) {
          if (!isNightly(each) && !isPrerelease(each))
            expect(compareVersions(each, latest)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('what a spec stands for', () => {
  const versions = [
    'v5.0.0',
    'v5.0.0-rc',
    'v7.1.3',
    'v7.1.10',
    'v7.2.0',
    'v8.0.0-nightly-2',
    'v3.0',
    'master',
  ];
  const match = (spec: string, options = {}) =>
    matchVersions(spec, versions, { nightly: 'v8.0.0-nightly-2', ...options });

  it.each([
    ['v5.0.0', ['v5.0.0']],
    ['5.0.0', ['v5.0.0']],
    ['v3.0.0', ['v3.0']],
    ['3', ['v3.0']],
    ['v7.1', []],
    ['master', ['master']],
    ['v9.9.9', []],
    ['latest', ['v7.2.0']],
    ['nightly', ['v8.0.0-nightly-2']],
    ['~7.1.3', ['v7.1.3', 'v7.1.10']],
    ['^7.1', ['v7.1.3', 'v7.1.10', 'v7.2.0']],
    ['v7.x', ['v7.1.3', 'v7.1.10', 'v7.2.0']],
    ['7.1.*', ['v7.1.3', 'v7.1.10']],
    ['>=5 <7.2', ['v5.0.0', 'v7.1.3', 'v7.1.10']],
    ['^3', ['v3.0']],
    ['rubbish!', []],
  ])('%s', (spec, expected) => {
    expect(match(spec)).toEqual(expected);
  });

  it('all is all, oldest first', () => {
    expect(match('all')).toEqual(sortVersions(versions));
    expect(match('*')).toEqual(match('ALL'));
  });

  it('a prefix is the beginning of names', () => {
    expect(match('v5.0.0', { prefix: true })).toEqual(['v5.0.0-rc', 'v5.0.0']);
    expect(match('7.1', { prefix: true })).toEqual(['v7.1.3', 'v7.1.10']);
    expect(match('latest', { prefix: true })).toEqual(['v7.2.0']);
    expect(match('v6', { prefix: true })).toEqual([]);
  });

  it('nightly is what the component refers to, if it is there', () => {
    expect(match('nightly', { nightly: null })).toEqual([]);
    expect(match('nightly', { nightly: 'v9.0.0-nightly' })).toEqual([]);
  });

  it('build metadata tells versions apart', () => {
    expect(matchVersions('v1.0.0', ['v1.0.0+a', 'v1.0.0+b'])).toEqual([]);
    expect(matchVersions('v1.0.0+a', ['v1.0.0+a', 'v1.0.0+b'])).toEqual(['v1.0.0+a']);
  });

  it('is a part of the list, each once, in order', () => {
    const spec = fc.oneof(
      version,
      fc.constantFrom('latest', 'nightly', 'all', '*', '^1', '~1.2', '7.x', '>=1 <3', ''),
    );
    fc.assert(
      fc.property(list, spec, fc.boolean(), (versions, wanted, prefix) => {
        const found = matchVersions(wanted, versions, { prefix, nightly: versions[0] ?? null });
        for (const each of found) expect(versions).toContain(each);
        expect(found).toEqual(sortVersions(new Set(found)));
        if (versions.includes(wanted) && wanted !== 'nightly') expect(found).toContain(wanted);
      }),
    );
  });

  it('tells exact specs from others, and refuses rubbish', () => {
    for (const exact of ['v1.0.0', '1.0', 'master', 'v1.0.0-rc.x']) expect(isExactSpec(exact)).toBe(true);
    for (const other of ['latest', 'all', '*', '7.x', 'x', '^1', '>=1', '1 || 2'])
      expect(isExactSpec(other)).toBe(false);
    for (const fine of ['v1.0.0', 'latest', 'nightly', 'all', '*', '7.x', '^1.2', '>=7 <8']) {
      expect(checkVersionSpec(fine)).toBe(fine);
    }
    for (const bad of ['', '../x', '>=banana', 'a/b', '1'.repeat(200)]) {
      if (bad !== '^')
        expect(() => checkVersionSpec(bad)).toThrow(expect.objectContaining({ code: 'version-invalid' }));
    }
  });

  it('puts v in front of what begins with a digit', () => {
    expect([withV('1.0.0'), withV('v1.0.0'), withV('latest')]).toEqual(['v1.0.0', 'v1.0.0', 'latest']);
  });
});
