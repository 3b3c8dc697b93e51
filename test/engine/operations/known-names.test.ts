import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownNamesQuery } from '../../../source/engine/operations/known-names.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFile } from '../../helpers/golden.ts';

describe('names for completion', () => {
  test('come from what the home keeps and from what is installed; versions newest first', async () => {
    const context = testContext();
    const { home } = context;
    mkdirSync(home.manifests, { recursive: true });
    writeFileSync(join(home.manifests, 'index.json'), goldenFile('origin-published/12.index.json'));
    writeFileSync(join(home.manifests, 'tidb.json'), goldenFile('origin-published/11.tidb.json'));
    mkdirSync(join(home.components, 'mine', 'v1.0.0'), { recursive: true });
    writeFileSync(join(home.components, 'mine', 'v1.0.0', 'mine'), 'x');
    const names = knownNamesQuery(context);
    const { components } = await names({});
    // `secret` is hidden.
    expect(components.map(({ name }) => name)).toEqual([
      'ctl',
      'hello',
      'mine',
      'notes',
      'pd',
      'prometheus',
      'tidb',
      'tikv',
      'tiup',
    ]);
    expect((await names({ component: 'tidb' })).versions).toEqual([
      'v2.2.0-alpha-nightly-20260201',
      'v2.0.0',
      'v1.1.0',
      'v1.1.0-rc.1',
      'v1.0.0',
    ]);
    expect((await names({ component: 'mine' })).versions).toEqual(['v1.0.0']);
  });

  test('a home that is damaged or not there offers nothing, and throws nothing', async () => {
    const context = testContext();
    const names = knownNamesQuery(context);
    expect(await names({})).toEqual({ components: [], versions: [] });
    mkdirSync(context.home.manifests, { recursive: true });
    writeFileSync(join(context.home.manifests, 'index.json'), '{');
    expect(await names({})).toEqual({ components: [], versions: [] });
    expect(await names({ component: '../x' })).toEqual({ components: [], versions: [] });
  });
});
