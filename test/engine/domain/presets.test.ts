import { describe, expect, test } from 'vitest';
import type { Selection } from '../../../source/engine/domain/clone-selection.ts';
import type { Component } from '../../../source/engine/domain/manifest.ts';
import { choosePreset, parsePreset, withPresets } from '../../../source/engine/domain/presets.ts';

function component(id: string, versions: readonly string[], platform = 'linux/amd64'): [string, Component] {
  const item = (version: string) => ({
    url: `/${id}-${version}.tar.gz`,
    yanked: version.endsWith('yanked'),
    entry: id,
    released: '2026-01-01T00:00:00Z',
    dependencies: null,
    hashes: { sha256: 'a'.repeat(64) },
    length: 1,
  });
  const platforms = { [platform]: Object.fromEntries(versions.map((version) => [version, item(version)])) };
  const expires = '2076-01-01T00:00:00Z';
  const manifest = { id, description: '', nightly: '', platforms, expires, version: 1 };
  return [id, { _type: 'component', spec_version: '0.1.0', ...manifest }];
}

const linux = ['linux/amd64'];

describe('a preset (beat list 27)', () => {
  const source = new Map([
    component('tidb', ['v7.5.0', 'v8.5.1']),
    component('tikv', ['v8.5.1']),
    component('pd', ['v8.5.1']),
    component('ctl', ['v7.5.0', 'v8.5.1-yanked']),
    component('cluster', ['v1.16.4', 'v1.16.5']),
    component('prometheus', ['v7.5.0', 'v8.5.1']),
    component('grafana', ['v7.5.17']),
    component('node_exporter', ['v1.3.1']),
    component('bench', ['v1.12.0'], 'darwin/arm64'),
    component('hello', ['v0.0.1']),
  ]);

  test('brings what follows the database in its version, the rest in its latest, and says why', () => {
    const { components, absent } = choosePreset(parsePreset('cluster:v8.5.1'), source, linux);
    expect(components).toEqual([
      { id: 'tidb', versions: ['v8.5.1'], reason: 'database' },
      { id: 'tikv', versions: ['v8.5.1'], reason: 'database' },
      { id: 'pd', versions: ['v8.5.1'], reason: 'database' },
      { id: 'cluster', versions: ['latest'], reason: 'deployment' },
      { id: 'prometheus', versions: ['v8.5.1'], reason: 'monitoring' },
      { id: 'grafana', versions: ['latest'], reason: 'monitoring' },
      { id: 'node_exporter', versions: ['latest'], reason: 'hosts' },
    ]);
    // of another version, on no platform that is wanted, or not there at all
    expect(absent.map(({ id }) => id)).toEqual(expect.arrayContaining(['ctl', 'bench', 'alertmanager']));
  });

  test('names what a cluster can’t be without, so that a source that lacks it is an error', () => {
    const { components, absent } = choosePreset(parsePreset('cluster:8.5.1'), new Map(), linux);
    expect(components.map(({ id }) => id)).toEqual(['tidb', 'tikv', 'pd']);
    expect(absent.map(({ id }) => id)).toEqual(expect.arrayContaining(['tiflash', 'prometheus', 'tiup']));
  });

  test('takes nothing away from what was chosen beside it', () => {
    const chosen: Selection = {
      full: false,
      versions: ['v7.5.0'],
      components: { hello: ['all'], tidb: ['v7.5.0'] },
      prefix: false,
      platforms: linux,
      strict: false,
    };
    const planned = ['cluster:v8.5.1', 'cluster:v8.5.1'].map((text) =>
      choosePreset(parsePreset(text), source, linux),
    );
    const { components, versions } = withPresets(chosen, planned);
    expect(versions).toEqual(['v7.5.0']);
    expect(components).toMatchObject({ hello: ['all'], tidb: ['v7.5.0', 'v8.5.1'], tikv: ['v8.5.1'] });
  });

  test.each([
    ['cluster', 'usage'],
    ['castle:v1.0.0', 'usage'],
    ['constructor:v1.0.0', 'usage'],
    ['cluster:', 'version-invalid'],
    ['cluster:../v1', 'version-invalid'],
  ])('%j is refused', (text, code) => {
    expect(() => parsePreset(text)).toThrow(expect.objectContaining({ code }));
  });
});
