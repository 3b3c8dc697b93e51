import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { liveVersions, nextComponent, sameJson } from '../../../source/engine/domain/clone-manifests.ts';
import {
  chooseVersions,
  effectivePlatforms,
  type Selection,
} from '../../../source/engine/domain/clone-selection.ts';
import type { Component, Index } from '../../../source/engine/domain/manifest.ts';
import { parseManifest } from '../../../source/engine/domain/parse.ts';
import { platformsOf } from '../../../source/engine/domain/platform.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';

/** The newest manifests of a golden mirror, as its snapshot names them. */
function newest(mirror: string): { index: Index; components: Map<string, Component> } {
  const read = (file: string): Uint8Array => goldenFile(join(mirror, file));
  const { meta } = parseManifest('snapshot', read('snapshot.json'), 'snapshot.json').signed;
  const index = `${meta['/index.json']?.version}.index.json`;
  const ids = Object.keys(meta).filter((url) => url !== '/index.json' && url !== '/root.json');
  const components = ids.map((url) => {
    const file = `${meta[url]?.version}.${url.slice(1)}`;
    const component = parseManifest('component', read(file), file).signed;
    return [component.id, component] as const;
  });
  return { index: parseManifest('index', read(index), index).signed, components: new Map(components) };
}

function ours(selection: Selection): Map<string, Component> {
  const made = new Map<string, Component>();
  for (const [id, source] of newest('origin').components) {
    const { versions } = chooseVersions(selection, source);
    if (versions.size === 0) continue;
    const platforms = effectivePlatforms(source, selection.platforms);
    const live = liveVersions(versions, source, null, false);
    made.set(id, nextComponent(source, null, live, platforms, '2076-11-09T01:16:35Z'));
  }
  return made;
}

/** `component platform version: what stock's clone says ≠ what ours says`, for everything that differs. */
function differences(mirror: string, made: Map<string, Component>): string[] {
  const golden = newest(mirror).components;
  const found: string[] = [];
  for (const id of new Set([...golden.keys(), ...made.keys()])) {
    const theirs = golden.get(id);
    const own = made.get(id);
    if (theirs === undefined || own === undefined) {
      found.push(`${id}: ${theirs === undefined ? 'only ours has it' : 'only stock has it'}`);
      continue;
    }
    for (const field of ['description', 'nightly', 'version', 'id'] as const) {
      if (theirs[field] !== own[field]) found.push(`${id} ${field}: ${theirs[field]} ≠ ${own[field]}`);
    }
    for (const platform of new Set([...Object.keys(theirs.platforms), ...Object.keys(own.platforms)])) {
      const a = theirs.platforms[platform] ?? {};
      const b = own.platforms[platform] ?? {};
      for (const version of new Set([...Object.keys(a), ...Object.keys(b)])) {
        if (sameJson(a[version], b[version])) continue;
        const said = [a[version], b[version]].map((item) =>
          item === undefined ? 'absent' : item.yanked ? 'yanked' : 'there',
        );
        found.push(`${id} ${platform} ${version}: ${said.join(' ≠ ')}`);
      }
    }
  }
  return found;
}

function tarballs(made: Map<string, Component>): string[] {
  const names = new Set<string>();
  for (const component of made.values()) {
    for (const versions of Object.values(component.platforms)) {
      for (const item of Object.values(versions)) if (!item.yanked) names.add(item.url.slice(1));
    }
  }
  return [...names].sort();
}

const everywhere = platformsOf(['linux', 'darwin'], ['amd64', 'arm64']);
const nothing: Selection = {
  full: false,
  versions: [],
  components: {},
  prefix: false,
  platforms: everywhere,
  strict: false,
};

// What ours does otherwise, and the line of the beat list, or of the contract, that asks for it.
const perPlatform =
  'a fallback on one platform is not taken for the others (contract: ours selects per platform)';

describe('the clones of the stock client', () => {
  test.each<[string, Selection, string[]]>([
    ['clone-full', { ...nothing, full: true }, []],
    ['clone-v2', { ...nothing, versions: ['v2.0.0'], platforms: ['linux/amd64'] }, []],
    [
      'clone-picked',
      {
        ...nothing,
        components: { tidb: ['v1.0.0'], ctl: ['v1.1.0'] },
        platforms: platformsOf(['linux'], ['amd64', 'arm64']),
      },
      [],
    ],
    [
      'clone-prefix',
      { ...nothing, versions: ['v1.1.0'], prefix: true },
      // tidb lacks v1.1.0 on darwin/arm64 alone: `${perPlatform}`
      ['tidb linux/amd64 v2.0.0: there ≠ yanked', 'tidb linux/arm64 v2.0.0: there ≠ yanked'],
    ],
    ['clone-meta', nothing, []],
  ])('%s', (mirror, selection, expected) => {
    const made = ours(selection);
    expect(differences(mirror, made), perPlatform).toEqual(expected);
    const theirs = readdirSync(join(goldenFolder(), mirror)).filter(
      (name) => name.endsWith('.tar.gz') && !/^tiup-(linux|darwin)-/.test(name),
    );
    const extra = expected.map((line) => line.replace(/^(\S+) (\S+)\/(\S+) (\S+):.*/, '$1-$4-$2-$3.tar.gz'));
    expect(tarballs(made)).toEqual(theirs.filter((name) => !extra.includes(name)).sort());
  });

  test('a stock clone gives everything to one owner and forgets the flags; ours keeps them (beat list 24)', () => {
    const { index } = newest('clone-full');
    expect(new Set(Object.values(index.components).map((item) => item.owner))).toEqual(new Set(['pingcap']));
    expect(Object.values(index.components).some((item) => item.standalone || item.hidden)).toBe(false);
    expect(newest('origin').index.components).toMatchObject({
      prometheus: { standalone: true },
      pd: { hidden: true },
      hello: { owner: 'jdoe' },
    });
  });
});
