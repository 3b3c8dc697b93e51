/** Which private keys a rotation needs in the end, said before anybody signs. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSigningKey } from '../../../source/engine/operations/key-files.ts';
import { rotateOperation } from '../../../source/engine/operations/rotate/rotate.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { goldenContext } from '../../helpers/published.ts';
import { carryAway, strangeKeys } from '../../helpers/root-keys.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

/** A mirror whose root keys are with their holders, and a new key of which only one half lies here. */
async function setUp() {
  const context = goldenContext('origin-published');
  const holders = carryAway(context.mirror, 'root', context.folder);
  const [file = ''] = strangeKeys(context.folder);
  const key = await readSigningKey(file);
  const half = join(context.workingFolder, 'half.json');
  writeFileSync(half, JSON.stringify(key.public));
  const sign = signOperation(context);
  return {
    ...{ context, key, file, half, ...rotateOperation(context) },
    next: join(context.workingFolder, 'next.json'),
    signAll: async (target: string) => {
      await sign.apply(await sign.plan({ target, keys: holders }));
    },
  };
}

const timestampBy = (by: string) => ({
  role: 'timestamp' as const,
  replaceKeys: [{ key: smallKeys.timestamp.id.slice(0, 16), by }],
});

describe('a key that signs every day from now on', () => {
  it('whose private half is nowhere here is said when the file goes out, and can be brought when it comes back', async () => {
    const { key, file, half, next, plan, apply, signAll } = await setUp();
    const out = await plan({ ...timestampBy(half), out: next });
    expect(out.missing).toEqual([
      { name: 'timestamp', kind: 'role', needed: 1, got: 0, keys: [key.id], components: [] },
    ]);
    await apply(out);
    await signAll(next);
    await expect(plan({ from: next })).rejects.toMatchObject({ code: 'target-keys-missing' });
    const back = await plan({ from: next, keys: [file] });
    expect(back).toMatchObject({ missing: [], stores: [{ role: 'timestamp', key: key.id }] });
    expect(await apply(back)).toMatchObject({ version: 2, saved: null });
  });

  it('is refused before a server starts to wait', async () => {
    const { half, plan } = await setUp();
    await expect(plan({ ...timestampBy(half), listen: '127.0.0.1:0' })).rejects.toMatchObject({
      code: 'target-keys-missing',
      facts: { owner: 'timestamp' },
    });
  });

  it('is found again where it lay when the file went out', async () => {
    const { file, next, plan, apply, signAll } = await setUp();
    const out = await plan({ ...timestampBy(file), out: next });
    expect(out.missing).toEqual([]);
    await apply(out);
    await signAll(next);
    const away = `${file}.away`;
    renameSync(file, away);
    await expect(plan({ from: next })).rejects.toMatchObject({ code: 'target-keys-missing' });
    renameSync(away, file);
    expect(await apply(await plan({ from: next }))).toMatchObject({ version: 2, saved: null });
    rmSync(file);
    expect((await plan({ days: 900, out: `${next}.2` })).missing).toEqual([]);
  });
});
