import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repairOperation } from '../../../source/engine/operations/repair/repair.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { goldenContext } from '../../helpers/published.ts';
import { keyRecord, seal, smallKeys } from '../../helpers/small-mirror.ts';
import { serveMirror } from './mirror-server.ts';
import { carryOut } from './trial.ts';

const name = 'origin-rotated';

/** A first root that lists a key of somebody else's beside one that signed the second root, and asks for one only. */
function forgedRoot(): Uint8Array {
  const { signed } = JSON.parse(Buffer.from(goldenFile(`${name}/root.json`)).toString());
  const next = JSON.parse(Buffer.from(goldenFile(`${name}/2.root.json`)).toString());
  const signers = next.signatures.map(({ keyid }: { keyid: string }) => keyid);
  const honest = smallKeys.root.find(({ id }) => signers.includes(id));
  if (honest === undefined) throw new Error('the golden mirror is another');
  const keys = keyRecord(smallKeys.jdoe, honest);
  const roles = { ...signed.roles, root: { ...signed.roles.root, keys, threshold: 1 } };
  return seal({ ...signed, roles }, [smallKeys.jdoe]);
}

/** The home trusts the second root or none; the mirror's `root.json` is broken. */
function brokenMirror(anchored: boolean) {
  const context = goldenContext(name);
  if (anchored) {
    mkdirSync(context.home.bin, { recursive: true });
    writeFileSync(join(context.home.bin, 'root.json'), goldenFile(`${name}/2.root.json`));
    writeFileSync(join(context.home.path, 'tiup.toml'), `mirror = "${context.mirror}"\n`);
  }
  rmSync(join(context.mirror, '1.root.json'), { force: true });
  writeFileSync(join(context.mirror, 'root.json'), 'half');
  return context;
}

describe.each([
  ['with a home that knows the second root', true],
  ['with nothing known but what lies there', false],
])('a broken first root, %s', (_, anchored) => {
  test('comes back from a source that has the real one', async () => {
    const context = brokenMirror(anchored);
    const result = await carryOut(repairOperation(context), { from: [join(goldenFolder(), name)] });
    expect(result.repaired).toEqual(['root.json']);
    expect(readFileSync(join(context.mirror, 'root.json'))).toEqual(goldenFile(`${name}/root.json`));
  });

  test('is not taken from a source that made up one before the second (beat list 33)', async () => {
    const context = brokenMirror(anchored);
    const server = await serveMirror(join(goldenFolder(), name));
    server.answers.set('root.json', forgedRoot());
    const plan = repairOperation(context).plan({ from: [server.address] });
    if (anchored) expect((await plan).left).toMatchObject([{ file: 'root.json' }]);
    if (anchored) expect((await plan).items).toEqual([]);
    else await expect(plan).rejects.toMatchObject({ code: expect.stringMatching(/^(manifest|source)-/) });
  });
});

test('what the person says of the root counts also when the one that lies there is broken', async () => {
  const context = brokenMirror(false);
  const { plan } = repairOperation(context);
  const from = [join(goldenFolder(), name)];
  const address = context.mirror;
  await expect(plan({ address, from, rootFile: 'nowhere.json' })).rejects.toMatchObject({
    code: 'file-missing',
  });
  const fingerprint = '0'.repeat(64);
  await expect(plan({ address, from, fingerprint })).rejects.toMatchObject({ code: 'manifest-malformed' });
  expect((await plan({ address, from })).items).toMatchObject([{ file: 'root.json' }]);
});
