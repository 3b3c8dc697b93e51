import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grantOperation } from '../../../source/engine/operations/grant.ts';
import { repairOperation } from '../../../source/engine/operations/repair/repair.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenFolder } from '../../helpers/golden.ts';
import { goldenContext } from '../../helpers/published.ts';
import { serveMirror } from './mirror-server.ts';
import { carryOut } from './trial.ts';

const name = 'clone-full';
const golden = join(goldenFolder(), name);

function spoilt(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [file, content] of Object.entries(files)) {
    if (content === null) rmSync(join(folder, file));
    else writeFileSync(join(folder, file), content);
  }
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** What clients find: names and hashes. The lock's empty file is stock's, not theirs. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'lock',
  );
  return Object.fromEntries(files.map(({ name: file }) => [file, sha256(join(folder, file))]));
}

describe('verify and repair (beat list 33)', () => {
  test('fetches what is broken, byte for byte, and touches nothing else', async () => {
    const context = goldenContext(name);
    const { mirror } = context;
    const before = contentsOf(mirror);
    // a file system may give the number of a file that went to the next one: the time is what tells
    const longAgo = new Date('2020-01-01T00:00:00Z');
    for (const file of Object.keys(before)) utimesSync(join(mirror, file), longAgo, longAgo);
    spoilt(mirror, {
      'pd-v1.0.0-linux-amd64.tar.gz': 'x'.repeat(155),
      'notes-v1.0.0-any-any.tar.gz': null,
      'tiup-linux-amd64.tar.gz': 'another',
      '2.hello.json': 'half',
    });
    const server = await serveMirror(golden);
    const plan = await repairOperation(context).plan({ from: [server.address] });
    expect(plan.items.map(({ file, action }) => `${action} ${file}`).sort()).toEqual([
      'copy tiup-linux-amd64.tar.gz',
      'fetch notes-v1.0.0-any-any.tar.gz',
      'fetch pd-v1.0.0-linux-amd64.tar.gz',
      'restore 2.hello.json',
    ]);
    expect(plan.signs).toEqual([]);
    expect(plan.left).toEqual([]);
    const result = await repairOperation(context).apply(JSON.parse(JSON.stringify(plan)));
    expect(result.repaired).toHaveLength(4);
    expect(result.left).toEqual([]);
    expect(contentsOf(mirror)).toEqual(before);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
    expect(server.asked.filter((file) => file.endsWith('.tar.gz')).sort()).toEqual([
      'notes-v1.0.0-any-any.tar.gz',
      'pd-v1.0.0-linux-amd64.tar.gz',
    ]);
    const written = Object.keys(before).filter(
      (file) => statSync(join(mirror, file)).mtimeMs !== longAgo.getTime(),
    );
    expect(written.sort()).toEqual(result.repaired.toSorted());
    expect(written).toHaveLength(4);
    expect((await repairOperation(context).plan({})).items).toEqual([]);
  });

  test('takes a tarball from any mirror that has the same bytes, and says what it could not have', async () => {
    const context = goldenContext(name);
    spoilt(context.mirror, { 'pd-v1.0.0-linux-amd64.tar.gz': null, 'notes-v1.0.0-any-any.tar.gz': null });
    // Another mirror with other keys, which lacks one of them.
    const other = join(context.folder, 'other');
    cpSync(join(goldenFolder(), 'origin'), other, { recursive: true });
    rmSync(join(other, 'notes-v1.0.0-any-any.tar.gz'));
    const result = await carryOut(repairOperation(context), { from: [other] });
    expect(result.repaired).toEqual(['pd-v1.0.0-linux-amd64.tar.gz']);
    expect(result.left).toMatchObject([{ file: 'notes-v1.0.0-any-any.tar.gz', code: 'file-missing' }]);
    const { problems } = await verifyQuery(context)({});
    expect(problems.map(({ file }) => file)).toEqual(['notes-v1.0.0-any-any.tar.gz']);
  });

  test('no wrong byte of a source comes in, neither a tarball nor a manifest of another root', async () => {
    const context = goldenContext(name);
    spoilt(context.mirror, { 'pd-v1.0.0-linux-amd64.tar.gz': null, '2.hello.json': 'half' });
    const server = await serveMirror(golden);
    server.answers.set('pd-v1.0.0-linux-amd64.tar.gz', Buffer.alloc(155));
    server.answers.set(
      '2.hello.json',
      readFileSync(
        join(
          goldenFolder(),
          'custom',
          readdirSync(join(goldenFolder(), 'custom')).find((file) => /hello\.json$/.test(file)) ?? '',
        ),
      ),
    );
    const before = contentsOf(context.mirror);
    const plan = await repairOperation(context).plan({ from: [server.address] });
    expect(plan.left.map(({ file }) => file)).toEqual(['2.hello.json']);
    const result = await repairOperation(context).apply(plan);
    expect(result.repaired).toEqual([]);
    expect(contentsOf(context.mirror)).toEqual(before);
  });

  test.each(['snapshot.json', 'timestamp.json', 'root.json', '1.index.json'])(
    'a spoilt %s is diagnosed and restored from a source with the same root',
    async (file) => {
      const context = goldenContext(name);
      rmSync(join(context.mirror, 'keys'), { recursive: true });
      const before = contentsOf(context.mirror);
      const real =
        file === '1.index.json'
          ? (readdirSync(context.mirror).find((one) => one.endsWith('.index.json')) ?? '')
          : file;
      spoilt(context.mirror, { [real]: '{"signatures":[]' });
      const { problems } = await verifyQuery(context)({ address: context.mirror });
      expect(problems.map((problem) => problem.file)).toContain(real);
      const result = await carryOut(repairOperation(context), { from: [golden] });
      expect(result).toMatchObject({ repaired: [real], signed: [], left: [] });
      expect(contentsOf(context.mirror)).toEqual(before);
    },
  );

  test('a commit of the stock client that was stopped before its timestamp is finished from what it left', async () => {
    const context = goldenContext();
    const { mirror } = context;
    const old = readFileSync(join(mirror, 'timestamp.json'));
    const again = await halfCommit(context, old);
    const left = join(mirror, 'commits', '2026');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'timestamp.json'), again.timestamp);
    rmSync(join(mirror, 'keys'), { recursive: true });
    const diagnosed = await verifyQuery(context)({});
    expect(diagnosed.problems).toMatchObject([{ file: 'timestamp.json', code: 'hash-mismatch' }]);
    expect(diagnosed.warnings).toMatchObject([{ code: 'half-committed', facts: { staged: 'commits/2026' } }]);
    expect(await carryOut(repairOperation(context), {})).toMatchObject({
      repaired: ['timestamp.json'],
      left: [],
    });
    expect(sha256(join(mirror, 'timestamp.json'))).toBe(
      createHash('sha256').update(again.timestamp).digest('hex'),
    );
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  test('with the key here, and every manifest verified, the timestamp is signed anew, and newer', async () => {
    const context = goldenContext();
    const { mirror } = context;
    const old = readFileSync(join(mirror, 'timestamp.json'));
    const { version } = await halfCommit(context, old);
    const plan = await repairOperation(context).plan({});
    expect(plan.items).toEqual([]);
    expect(plan.signs).toMatchObject([{ file: 'timestamp.json', version }]);
    expect(await repairOperation(context).apply(plan)).toMatchObject({ signed: ['timestamp.json'] });
    expect((await verifyQuery(context)({})).problems).toEqual([]);
    await expect(repairOperation(context).apply(plan)).rejects.toMatchObject({ code: 'mirror-changed' });
  });

  test('a snapshot from before the timestamp is put back by its successor, never dated anew', async () => {
    const context = goldenContext();
    const { mirror } = context;
    const whole = join(context.folder, 'whole');
    const old = readFileSync(join(mirror, 'snapshot.json'));
    await halfCommit(context, readFileSync(join(mirror, 'timestamp.json')), (timestamp) => {
      writeFileSync(join(mirror, 'timestamp.json'), timestamp);
      cpSync(mirror, whole, { recursive: true });
      writeFileSync(join(mirror, 'snapshot.json'), old);
    });
    const alone = await repairOperation(context).plan({});
    expect(alone).toMatchObject({ items: [], signs: [], left: [{ file: 'snapshot.json' }] });
    const plan = await repairOperation(context).plan({ from: [whole] });
    expect(plan).toMatchObject({ items: [{ file: 'snapshot.json' }], signs: [], left: [] });
    await repairOperation(context).apply(plan);
    expect((await verifyQuery(context)({})).problems).toEqual([]);
  });

  test('nothing is signed while a manifest that the snapshot names is broken', async () => {
    const context = goldenContext();
    await halfCommit(context, readFileSync(join(context.mirror, 'timestamp.json')));
    const snapshot = JSON.parse(readFileSync(join(context.mirror, 'snapshot.json'), 'utf8'));
    const component = `${snapshot.signed.meta['/tidb.json'].version}.tidb.json`;
    spoilt(context.mirror, { [component]: 'x' });
    const plan = await repairOperation(context).plan({});
    expect(plan.signs).toEqual([]);
    expect(plan.left.map(({ file }) => file)).toContain(component);
  });
});

/** Makes a commit and takes its timestamp back, as if it had been stopped; gives what the timestamp was. */
async function halfCommit(
  context: ReturnType<typeof goldenContext>,
  old: Uint8Array,
  more?: (timestamp: Uint8Array) => void,
) {
  const { mirror } = context;
  const { generateKey } = await import('../../../source/engine/domain/private-key.ts');
  const { encodePublicKey } = await import('../../../source/engine/domain/key-file.ts');
  const key = join(context.workingFolder, 'eva.json');
  writeFileSync(key, encodePublicKey((await generateKey('rsa')).public));
  await carryOut(grantOperation(context), { id: 'eva', keys: [key] });
  const timestamp = readFileSync(join(mirror, 'timestamp.json'));
  writeFileSync(join(mirror, 'aside'), old);
  renameSync(join(mirror, 'aside'), join(mirror, 'timestamp.json'));
  more?.(timestamp);
  return { timestamp, version: JSON.parse(timestamp.toString()).signed.version as number };
}
