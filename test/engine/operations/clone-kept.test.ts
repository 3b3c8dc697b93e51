import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CloneRequest } from '../../../source/engine/api/clone.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';

const kept = 'tidb-v1.0.0-linux-amd64.tar.gz';

test('a tarball that goes while others are fetched is missed before anything says that it is there', async () => {
  const context = testContext({ now: () => goldenNow });
  const source = join(context.folder, 'origin');
  const target = join(context.folder, 'target');
  cpSync(join(goldenFolder(), 'origin'), source, { recursive: true });
  const operation = cloneOperation(context);
  const request = (components: CloneRequest['components']) => ({
    source: { address: source },
    target,
    components,
    oses: ['linux'],
    archs: ['amd64'],
  });
  await operation.apply(await operation.plan(request({ tidb: ['v1.0.0'] })));
  const timestamp = readFileSync(join(target, 'timestamp.json'));

  const planned = await operation.plan(request({ tidb: ['v2.0.0'] }));
  expect(planned.files).toContainEqual(expect.objectContaining({ name: kept, action: 'keep' }));
  const onEvent = (event: EngineEvent) => {
    if (event.type === 'phase' && event.phase === 'download') rmSync(join(target, kept));
  };
  await expect(operation.apply(planned, { onEvent })).rejects.toThrow(
    expect.objectContaining({
      code: 'mirror-changed',
      facts: expect.objectContaining({ path: target, file: kept }),
    }),
  );
  expect(readFileSync(join(target, 'timestamp.json'))).toEqual(timestamp);

  // the same again brings it back
  await operation.apply(await operation.plan(request({ tidb: ['v2.0.0'] })));
  expect(existsSync(join(target, kept))).toBe(true);
  expect((await verifyQuery(context)({ address: target })).problems).toEqual([]);
});
