import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CloneRequest } from '../../../source/engine/api/clone.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';

function trial(change: Partial<CloneRequest>) {
  const context = testContext({ now: () => goldenNow });
  const operation = cloneOperation(context);
  const source = { address: join(goldenFolder(), 'origin') };
  const plan = operation.plan({ source, target: 'clone', oses: ['linux'], archs: ['amd64'], ...change });
  return { operation, plan };
}

test('a preset brings all that a cluster of that version takes, once planned and once applied (beat list 27)', async () => {
  const { operation, plan: coming } = trial({ presets: ['cluster:v1.0.0'], components: { hello: ['all'] } });
  const plan = await coming;
  expect(plan.presets.map(({ components }) => components)).toEqual([
    [
      { id: 'tidb', versions: ['v1.0.0'], reason: 'database' },
      { id: 'tikv', versions: ['v1.0.0'], reason: 'database' },
      { id: 'pd', versions: ['v1.0.0'], reason: 'database' },
      { id: 'tiup', versions: ['latest'], reason: 'client' },
      { id: 'prometheus', versions: ['latest'], reason: 'monitoring' },
    ],
  ]);
  // yanked in that version, and not there at all
  expect(plan.presets[0]?.absent.map(({ id }) => id)).toEqual(expect.arrayContaining(['ctl', 'tiflash']));
  const result = await operation.apply(plan);
  const found = result.receipt.platforms[0]?.components.map(
    ({ id, versions }) => `${id} ${versions.join(' ')}`,
  );
  expect(found).toEqual([
    'hello v0.0.1',
    'pd v1.0.0',
    'prometheus v2.49.1',
    'tidb v1.0.0',
    'tikv v1.0.0',
    'tiup v2.0.0',
  ]);
});

test.each<[string, Partial<CloneRequest>, string]>([
  ['of a version that the source lacks', { presets: ['cluster:v9.9.9'] }, 'version-unknown'],
  ['without a version', { presets: ['cluster'] }, 'usage'],
  [
    'with a prefix, which would bring more than one version',
    { presets: ['cluster:v1.0.0'], prefix: true },
    'usage',
  ],
])('a preset %s is refused', async (_, change, code) => {
  await expect(trial(change).plan).rejects.toMatchObject({ code });
});
