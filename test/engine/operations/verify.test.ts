import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { smallMirror, smallNow } from '../../helpers/small-mirror.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { serveMirror } from './mirror-server.ts';

const golden = (name: string): string => join(goldenFolder(), name);

function copyOf(name: string): string {
  const folder = join(tempFolder(), 'm');
  cpSync(golden(name), folder, { recursive: true });
  return folder;
}

const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code).sort();

describe('verify', () => {
  test.each([
    ['origin', 28, 'tidb-v2.1.0-nightly-20260101-linux-amd64.tar.gz'],
    ['origin-rotated', 28, 'tidb-v2.1.0-nightly-20260101-linux-amd64.tar.gz'],
    ['clone-full', 28],
    ['clone-v2', 10],
    ['custom', 2],
  ])('finds nothing wrong with %s of stock', async (name, files, orphan = '') => {
    const result = await verifyQuery(testContext())({ address: golden(name) });
    expect(result.problems).toEqual([]);
    // The nightly that a newer one took the place of.
    const orphans = result.warnings.filter(({ code }) => code !== 'keys-served');
    expect(orphans.map(({ facts }) => facts.file)).toEqual(orphan === '' ? [] : [orphan]);
    expect(result.files).toBe(files);
    expect(result.bytes).toBeGreaterThan(100 * files);
  });

  test('finds every file that isn’t what its manifest says, and each once', async () => {
    const folder = copyOf('clone-full');
    writeFileSync(join(folder, 'pd-v1.0.0-linux-amd64.tar.gz'), Buffer.alloc(155));
    writeFileSync(join(folder, 'tikv-v1.0.0-linux-amd64.tar.gz'), 'short');
    rmSync(join(folder, 'notes-v1.0.0-any-any.tar.gz'));
    writeFileSync(join(folder, 'tiup-linux-amd64.tar.gz'), 'another');
    writeFileSync(join(folder, '2.hello.json'), goldenFile('origin/1.hello.json'));
    const { problems } = await verifyQuery(testContext())({ address: folder });
    expect(problems.map(({ file, code }) => `${file} ${code}`).sort()).toEqual([
      '2.hello.json signature-threshold',
      'notes-v1.0.0-any-any.tar.gz file-missing',
      'pd-v1.0.0-linux-amd64.tar.gz hash-mismatch',
      'tikv-v1.0.0-linux-amd64.tar.gz length-mismatch',
      'tiup-linux-amd64.tar.gz hash-mismatch',
    ]);
    expect((await verifyQuery(testContext())({ address: folder, quick: true })).problems).toHaveLength(1);
  });

  test('warns of keys in the tree, open ones, what isn’t one, and files of nothing', async () => {
    const folder = copyOf('custom');
    const [first = ''] = readdirSync(join(folder, 'keys'));
    chmodSync(join(folder, 'keys', first), 0o644);
    writeFileSync(join(folder, 'keys', 'notes.txt'), 'x');
    writeFileSync(join(folder, 'holiday.jpg'), 'x');
    const { warnings, problems } = await verifyQuery(testContext())({ address: folder });
    expect(problems).toEqual([]);
    expect(codes(warnings)).toEqual(['key-exposed', 'key-unusable', 'keys-served', 'orphan-file']);
  });

  test('looks at the roots that are there, whatever number the newest claims', async () => {
    const folder = join(tempFolder(), 'm');
    mkdirSync(folder);
    const files = smallMirror({ root: { signed: (right) => ({ ...right, version: 2 ** 50 }) } });
    const names = {
      root: 'root',
      index: '3.index',
      snapshot: 'snapshot',
      timestamp: 'timestamp',
      tidb: '3.tidb',
    };
    for (const [name, file] of Object.entries(names)) {
      writeFileSync(join(folder, `${file}.json`), files[name as keyof typeof names]);
    }
    writeFileSync(join(folder, '5.root.json'), files.root);
    const { problems } = await verifyQuery(testContext({ now: () => smallNow }))({
      address: folder,
      quick: true,
    });
    expect(problems).toMatchObject([{ file: '5.root.json', code: 'binding-mismatch' }]);
  });

  test('looks at another moment when asked', async () => {
    const verify = verifyQuery(testContext({ now: () => new Date('2040-01-01T00:00:00Z') }));
    await expect(verify({ address: golden('custom') })).rejects.toMatchObject({ code: 'manifest-expired' });
    expect((await verify({ address: golden('custom'), at: '2026-11-22T02:00:00Z' })).problems).toEqual([]);
    await expect(verify({ address: golden('custom'), at: 'yesterday' })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('over http the client’s own tarballs are looked at too, which nothing lists (beat list 4)', async () => {
    const server = await serveMirror(golden('clone-full'));
    const verify = verifyQuery(testContext());
    const few = { address: server.address, sample: 0.04 };
    const whole = await verify(few);
    expect(whole.problems).toEqual([]);
    expect(server.asked).toContain('tiup-linux-amd64.tar.gz');
    expect(whole).toMatchObject({ files: 2 + 2, listed: 28 });
    server.answers.set('tiup-linux-amd64.tar.gz', Buffer.from('another'));
    const { problems } = await verify(few);
    expect(problems).toMatchObject([{ file: 'tiup-linux-amd64.tar.gz', code: 'hash-mismatch' }]);
  });

  test('reads a share of the tarballs when asked, drawn by the random numbers that it is given', async () => {
    const numbers = () => 0;
    const verify = verifyQuery(testContext({ random: numbers }));
    const result = await verify({ address: golden('clone-full'), sample: 0.1 });
    // Both clients, and a tenth of the 26 others, rounded up.
    expect(result).toMatchObject({ files: 2 + 3, listed: 28, problems: [] });
    for (const sample of [0, -1, 1.1, Number.NaN])
      await expect(verify({ address: golden('custom'), sample })).rejects.toMatchObject({ code: 'usage' });
  });

  test('reads a mirror over http whole, remembers nothing, leaves nothing', async () => {
    const context = testContext();
    const server = await serveMirror(golden('custom'));
    server.answers.set('extra-v1.0.0-linux-amd64.tar.gz', null);
    // one of its own: others verify at the same time, and theirs come and go in the usual one
    const temporary = tempFolder();
    vi.stubEnv('TMPDIR', temporary);
    let used = 0;
    interceptMutations(({ path }) => {
      if (path.startsWith(temporary)) used += 1;
    });
    onTestFinished(() => interceptMutations(null));
    const { problems, files } = await verifyQuery(context)({ address: server.address });
    expect(problems.map(({ file }) => file)).toEqual(['extra-v1.0.0-linux-amd64.tar.gz']);
    expect(files).toBe(2);
    expect(used).toBeGreaterThan(0);
    expect(readdirSync(temporary)).toEqual([]);
    expect((await context.settings.read()).pins).toEqual({});
  });
});
