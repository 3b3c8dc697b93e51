import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listTarball } from '../../../source/engine/io/list-tarball.ts';
import { collectMembers } from '../../../source/engine/io/pack-members.ts';
import { packTarball } from '../../../source/engine/io/pack-tarball.ts';
import { unpackTarball } from '../../../source/engine/io/unpack-tarball.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pack '));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer, mode = 0o644): void {
  fs.mkdirSync(join(folder, path, '..'), { recursive: true });
  fs.writeFileSync(join(folder, path), content, { mode });
}

async function pack(targets: readonly string[], name = 'out.tar.gz') {
  const file = join(folder, name);
  return { file, ...(await packTarball(await collectMembers(targets, folder, file), file)) };
}

const long = `deep/${'größe-你好-'.repeat(12)}`;

function makeTree(): void {
  put('tree/bin/tool', 'run', 0o700);
  put('tree/b', Buffer.alloc(1_500_000, 'mirror'));
  put('tree/a-b', 'x', 0o600);
  put(`tree/${long}`, 'long');
  put('tree/empty', '');
  fs.linkSync(join(folder, 'tree/b'), join(folder, 'tree/same'));
  fs.symlinkSync('../b', join(folder, 'tree/bin/link'));
}

test('what is packed unpacks the same, in the order of the bytes of the names', async () => {
  makeTree();
  const { file, bytes } = await pack(['tree']);
  expect(bytes).toBe(fs.statSync(file).size);
  const { entries } = await unpackTarball(file, join(folder, 'out'));
  const paths = entries.map((entry) => entry.path);
  expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  expect(paths).toContain(`tree/${long}`);
  expect(fs.readFileSync(join(folder, 'out/tree/bin/link'))).toEqual(Buffer.alloc(1_500_000, 'mirror'));
  // Stock clients unpack a hard link as an empty file: it is packed as a file of its own.
  expect(entries.find((entry) => entry.path === 'tree/same')).toMatchObject({
    type: 'file',
    bytes: 1_500_000,
  });
  expect(fs.statSync(join(folder, 'out/tree/bin/tool')).mode & 0o777).toBe(0o755);
  expect(fs.statSync(join(folder, 'out/tree/a-b')).mode & 0o777).toBe(0o644);
});

test('the bytes depend on names, content and executable bits alone', async () => {
  makeTree();
  const first = await pack(['tree'], 'first.tar.gz');
  fs.chmodSync(join(folder, 'tree/a-b'), 0o640);
  fs.utimesSync(join(folder, 'tree/b'), 1, 1);
  const second = await pack(['tree/bin', 'tree'], 'second.tar.gz');
  expect(second.sha256).toBe(first.sha256);
  const bytes = fs.readFileSync(first.file);
  expect(bytes.subarray(0, 10)).toEqual(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]));
});

test('GNU tar and gzip read it', async () => {
  makeTree();
  const { file } = await pack(['tree']);
  execFileSync('gzip', ['-t', file]);
  const listed = execFileSync('tar', ['-tzf', file, '--quoting-style=literal'], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(listed.split('\n')).toContain(`tree/${long}`);
  expect(gunzipSync(fs.readFileSync(file)).length % 512).toBe(0);
});

test('names of targets: ./, .., absolute, the working folder, folders above', async () => {
  put('work/one', '1');
  put('work/two/three', '3');
  const names = async (targets: readonly string[], from: string) => {
    const members = await collectMembers(targets, join(folder, from), '');
    return members.map((member) => member.path);
  };
  expect(await names(['./one'], 'work')).toEqual(['one']);
  expect(await names(['.'], 'work')).toEqual(['one', 'two', 'two/three']);
  expect(await names(['two/three'], 'work')).toEqual(['two', 'two/three']);
  expect(await names(['../one'], 'work/two')).toEqual(['one']);
  expect(await names([join(folder, 'work/one')], 'work')).toContain(join(folder, 'work/one').slice(1));
});

test('the tarball itself and what an earlier one left are never packed twice', async () => {
  put('one', '1');
  await pack(['.']);
  const { file } = await pack(['.']);
  expect((await listTarball(file)).map((entry) => entry.path)).toEqual(['one']);
  expect(fs.readdirSync(folder).sort()).toEqual(['one', 'out.tar.gz']);
});

test.each([
  ['a link that points outside', () => fs.symlinkSync('../../etc', join(folder, 'tree/l'))],
  ['an absolute link', () => fs.symlinkSync('/etc', join(folder, 'tree/l'))],
  ['a pipe', () => execFileSync('mkfifo', [join(folder, 'tree/l')])],
  ['a backslash in a name', () => put('tree/a\\b', '')],
])('%s is not packed', async (_name, make) => {
  put('tree/file', '');
  make();
  await expect(pack(['tree'])).rejects.toMatchObject({ code: 'tarball-unsafe' });
  expect(fs.existsSync(join(folder, 'out.tar.gz'))).toBe(false);
});

test('two targets with one name, a target that is not there, a file that changed', async () => {
  put('a/x', '1');
  put('x', '2');
  await expect(collectMembers(['x', '../x'], join(folder, 'a'), '')).rejects.toMatchObject({
    code: 'tarball-unsafe',
  });
  await expect(pack(['nothing'])).rejects.toMatchObject({ code: 'file-missing' });
  const file = join(folder, 'changed.tar.gz');
  const members = await collectMembers(['a'], folder, file);
  put('a/x', '1 and more');
  await expect(packTarball(members, file)).rejects.toMatchObject({ code: 'io-failed' });
  expect(fs.readdirSync(folder)).not.toContain('changed.tar.gz');
});
