/** What the receipt of a clone says of a client's way through it. */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CloneRequest, CloneResult, Receipt } from '../../../source/engine/api/clone.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';

function trial() {
  const context = testContext({ now: () => goldenNow });
  const source = join(context.folder, 'origin');
  const target = join(context.folder, 'target');
  cpSync(join(goldenFolder(), 'origin'), source, { recursive: true });
  const operation = cloneOperation(context);
  const clone = async (request: Partial<CloneRequest>): Promise<CloneResult> =>
    await operation.apply(await operation.plan({ source: { address: source }, target, ...request }));
  return { target, clone };
}

/** Every file with all that a write would change. */
function fingerprints(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { ino, size, mtimeMs, ctimeMs } = statSync(join(folder, name));
    return `${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  });
}

const picked: Partial<CloneRequest> = { components: { tidb: ['v1.0.0'], ctl: ['1.1.0'] }, oses: ['linux'] };

describe("a client's walk over it, in the receipt", () => {
  const walked = (target: string): Receipt['walk'] =>
    JSON.parse(readFileSync(join(target, 'receipt.json'), 'utf8')).walk;

  test('every platform installs what is listed, and the client; it is saved beside the mirror', async () => {
    const { target, clone } = trial();
    const { receipt } = await clone(picked);
    const fine = { verdict: 'fine', client: true, problems: [] };
    expect(receipt.walk).toEqual({
      manifests: 6,
      problems: [],
      platforms: [
        { platform: 'linux/amd64', installs: 2, ...fine },
        { platform: 'linux/arm64', installs: 2, ...fine },
      ],
    });
    expect(walked(target)).toEqual(receipt.walk);
    expect((await clone(picked)).receipt.walk).toEqual(receipt.walk);
  });

  test('names a tarball that is gone or cut off, of a component that this clone does not touch', async () => {
    const { target, clone } = trial();
    await clone(picked);
    const [gone, cut] = ['ctl-v1.1.0-linux-amd64.tar.gz', 'ctl-v1.1.0-linux-arm64.tar.gz'];
    rmSync(join(target, gone));
    truncateSync(join(target, cut), 10);
    const { receipt } = await clone({ components: { tidb: ['v2.0.0'] }, oses: ['linux'] });
    expect(receipt.walk?.platforms).toMatchObject([
      { verdict: 'broken', installs: 1, problems: [{ file: gone, code: 'file-missing' }] },
      { verdict: 'broken', installs: 1, problems: [{ file: cut, code: 'length-mismatch' }] },
    ]);
    expect(walked(target)).toEqual(receipt.walk);
  });

  test('names a component that no client can use', async () => {
    const { target, clone } = trial();
    await clone(picked);
    writeFileSync(join(target, '9.ctl.json'), '{}');
    const { receipt } = await clone({ components: { tidb: ['v2.0.0'] }, oses: ['linux'] });
    expect(receipt.walk?.problems).toMatchObject([{ file: '9.ctl.json' }]);
    expect(receipt.walk?.platforms.map(({ installs }) => installs)).toEqual([1, 1]);
  });

  test('a receipt from before it was kept there is read all the same, and stays as it is', async () => {
    const { target, clone } = trial();
    await clone(picked);
    const file = join(target, 'receipt.json');
    const { walk: _, ...earlier } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(earlier));
    const before = fingerprints(target);
    const again = await clone(picked);
    expect(again).toMatchObject({ changed: false, fetchedFiles: 0 });
    expect(again.receipt.walk?.platforms.map(({ verdict }) => verdict)).toEqual(['fine', 'fine']);
    expect(again.receipt.platforms.map(({ client }) => client)).toEqual(['v2.0.0', 'v2.0.0']);
    expect(fingerprints(target)).toEqual(before);
  });
});
