import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEntry, listTarball } from '../../../source/engine/io/list-tarball.ts';
import { unpackTarball } from '../../../source/engine/io/unpack-tarball.ts';
import { type Piece, piece, record, tarballOf, tarOf } from './tar-bytes.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'unpack '));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(bytes: Uint8Array): string {
  const file = join(folder, 'a.tar.gz');
  fs.writeFileSync(file, bytes);
  return file;
}

const into = () => join(folder, 'home', 'components', 'x', 'v1');

async function unpack(pieces: readonly Piece[]) {
  const file = write(tarballOf(pieces));
  fs.mkdirSync(join(into(), '..'), { recursive: true });
  return unpackTarball(file, into());
}

function outside(): string[] {
  const all = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((one) => !one.isDirectory())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => !path.startsWith(into()) && !path.endsWith('a.tar.gz'));
}

describe('a good tarball', () => {
  test('files, folders, links of both kinds, modes (beat list 5)', async () => {
    const { entries, bytes } = await unpack([
      { path: './', type: 'folder' },
      { path: './bin/', type: 'folder' },
      { path: 'bin/tool', content: 'run', mode: 0o6755 },
      { path: 'data/deep/table', content: 'x'.repeat(3000), mode: 0o666 },
      { path: 'again', type: 'hardlink', target: 'bin/tool' },
      { path: 'bin/link', type: 'symlink', target: '../data/deep/table' },
    ]);
    expect(bytes).toBe(3003);
    expect(entries.map((entry) => entry.path)).toEqual([
      'bin',
      'bin/tool',
      'data/deep/table',
      'again',
      'bin/link',
    ]);
    expect(fs.readFileSync(join(into(), 'again'), 'utf8')).toBe('run');
    expect(fs.readFileSync(join(into(), 'bin/link'), 'utf8')).toHaveLength(3000);
    expect(fs.statSync(join(into(), 'bin/tool')).mode & 0o7777).toBe(0o755);
    expect(fs.statSync(join(into(), 'data/deep/table')).mode & 0o022).toBe(0);
    expect(findEntry(entries, './again')).toMatchObject({ path: 'bin/tool', executable: true });
    expect(findEntry(entries, 'nothing')).toBeNull();
  });

  test('long names of GNU and of PAX, and a harmless global header', async () => {
    const long = `${'d'.repeat(60)}/${'größe-你好-'.repeat(8)}`;
    const { entries } = await unpack([
      { path: 'pax_global_header', type: 'global', content: record('comment', 'a'.repeat(40)) },
      { path: 'x', type: 'pax', content: record('path', long) + record('mtime', '1.5') },
      { path: 'short', content: 'one' },
      { path: '././@LongLink', type: 'longName', content: `${'n'.repeat(150)}\0` },
      { path: 'short', content: 'two' },
    ]);
    expect(entries.map((entry) => entry.path)).toEqual([long, 'n'.repeat(150)]);
  });

  test('several gzip members, and a stream without the two empty blocks', async () => {
    const one = gzipSync(piece({ path: 'a', content: 'one' }));
    const file = write(Buffer.concat([one, gzipSync(piece({ path: 'b', content: 'two' }))]));
    expect((await listTarball(file)).map((entry) => entry.path)).toEqual(['a', 'b']);
  });
});

const leaving: Record<string, readonly Piece[]> = {
  'a name with ..': [{ path: '../../../../bin/root.json', content: 'evil' }],
  'a name with .. in the middle': [{ path: 'a/../../b', content: 'evil' }],
  'an absolute name': [{ path: '/tmp/evil', content: 'evil' }],
  'a backslash': [{ path: '..\\..\\evil', content: 'evil' }],
  'a drive letter': [{ path: 'C:evil', content: 'evil' }],
  'a control character': [{ path: 'a\nb', content: 'evil' }],
  'bytes that are no UTF-8': [{ path: 'a\xff', content: 'evil' }],
  'an absolute symlink': [{ path: 'l', type: 'symlink', target: '/etc' }],
  'a symlink out': [{ path: 'd/l', type: 'symlink', target: '../../x' }],
  'a file under a symlink': [
    { path: 'l', type: 'symlink', target: 'd' },
    { path: 'l/x', content: 'evil' },
  ],
  'a file in the place of a symlink': [
    { path: 'l', type: 'symlink', target: 'd' },
    { path: 'l', content: 'evil' },
  ],
  'a symlink out by way of an earlier one': [
    { path: 'd/up', type: 'symlink', target: '..' },
    { path: 'l', type: 'symlink', target: 'd/up/../x' },
  ],
  'a symlink out by way of a later one': [
    { path: 'l', type: 'symlink', target: 'p/../x' },
    { path: 'p', type: 'symlink', target: '.' },
  ],
  'a circle of symlinks': [
    { path: 'a', type: 'symlink', target: 'b' },
    { path: 'b', type: 'symlink', target: 'a' },
  ],
  'a hard link out': [{ path: 'h', type: 'hardlink', target: '../../../../keys/private.json' }],
  'a hard link to nothing of the tarball': [{ path: 'h', type: 'hardlink', target: 'a' }],
  'a hard link to a symlink': [
    { path: 'l', type: 'symlink', target: 'x' },
    { path: 'h', type: 'hardlink', target: 'l' },
  ],
  'a device': [{ path: 'd', type: 'char' }],
  'a pipe': [{ path: 'd', type: 'fifo' }],
  'a global header with a path': [
    { path: 'g', type: 'global', content: record('path', '../../../../bin/root.json') },
    { path: 'a', content: 'evil' },
  ],
  'a global header with a size': [
    { path: 'g', type: 'global', content: record('size', '0') },
    { path: 'a', content: 'evil' },
  ],
  'a PAX path out': [
    { path: 'x', type: 'pax', content: record('path', '../../../../bin/root.json') },
    { path: 'a', content: 'evil' },
  ],
  'a long name out': [
    { path: 'x', type: 'longName', content: '../../../../bin/root.json\0' },
    { path: 'a', content: 'evil' },
  ],
  'a name twice': [
    { path: 'a', content: 'good' },
    { path: './a', content: 'evil' },
  ],
};

test.each(Object.entries(leaving))(
  '%s is unsafe, and nothing lies outside (beat list 5, 37)',
  async (_name, pieces) => {
    await expect(unpack(pieces)).rejects.toMatchObject({
      code: 'tarball-unsafe',
      facts: { file: expect.any(String), entry: expect.any(String) },
    });
    expect(outside()).toEqual([]);
    await expect(listTarball(join(folder, 'a.tar.gz'))).rejects.toMatchObject({ code: 'tarball-unsafe' });
  },
);

describe('limits', () => {
  const limits = { entries: 10, fileBytes: 50_000, totalBytes: 100_000 };

  test('a bomb stops early (beat list 39)', async () => {
    const file = write(tarballOf([{ path: 'bomb', content: Buffer.alloc(20_000_000) }]));
    expect(fs.statSync(file).size).toBeLessThan(25_000);
    await expect(unpackTarball(file, join(folder, 'out'), { limits })).rejects.toMatchObject({
      code: 'tarball-unsafe',
    });
    expect(fs.existsSync(join(folder, 'out', 'bomb'))).toBe(false);
  });

  test('many entries, many bytes in all, many headers', async () => {
    const small = (n: number) => Array.from({ length: n }, (_, at) => ({ path: `f${at}`, content: 'x' }));
    const files = Array.from({ length: 4 }, (_, at) => ({ path: `f${at}`, content: 'x'.repeat(40_000) }));
    const headers = Array.from({ length: 20 }, () => ({
      path: 'x',
      type: 'pax',
      content: record('comment', 'x'),
    }));
    for (const pieces of [small(11), files, headers]) {
      await expect(listTarball(write(tarballOf(pieces)), { limits })).rejects.toMatchObject({
        code: 'tarball-unsafe',
      });
    }
    expect(await listTarball(write(tarballOf(small(10))), { limits })).toHaveLength(10);
  });
});

const whole = tarballOf([{ path: 'a', content: 'x'.repeat(5000) }]);
const damaged: Record<string, Uint8Array> = {
  'an empty file': Buffer.alloc(0),
  'a web page': Buffer.from('<html>'),
  'a tar that is not packed': tarOf([{ path: 'a', content: 'x' }]),
  'a gzip of something else': gzipSync('hello'.repeat(300)),
  'a gzip of nothing': gzipSync(''),
  'one that is cut off': whole.subarray(0, whole.length - 20),
  'a tar that is cut off': gzipSync(tarOf([{ path: 'a', content: 'x'.repeat(5000) }]).subarray(0, 2048)),
  'a size that lies': tarballOf([{ path: 'a', content: 'x', size: 4000 }]),
  'a sparse file': tarballOf([{ path: 'a', type: 'sparse' }]),
  'a record that is no record': tarballOf([
    { path: 'x', type: 'pax', content: '999 path=b\n' },
    { path: 'a', content: 'x' },
  ]),
  'two long names for one entry': tarballOf([
    { path: 'x', type: 'pax', content: record('path', 'b') },
    { path: 'x', type: 'longName', content: 'c\0' },
    { path: 'a', content: 'x' },
  ]),
  'a folder with content': tarballOf([
    { path: 'x', type: 'pax', content: record('size', '3') },
    { path: 'a', type: 'folder', content: 'abc' },
  ]),
};

test.each(Object.entries(damaged))('%s is malformed', async (_name, bytes) => {
  await expect(listTarball(write(bytes))).rejects.toMatchObject({ code: 'tarball-malformed' });
});

test('a wrong byte in a header is malformed', async () => {
  const tar = tarOf([{ path: 'abc', content: 'x' }]);
  tar.write('z', 1);
  await expect(listTarball(write(gzipSync(tar)))).rejects.toMatchObject({ code: 'tarball-malformed' });
});

test('a folder that is there already is not unpacked into', async () => {
  const file = write(tarballOf([{ path: 'a', content: 'x' }]));
  fs.mkdirSync(join(folder, 'out'));
  await expect(unpackTarball(file, join(folder, 'out'))).rejects.toMatchObject({ code: 'io-failed' });
});

test('a signal stops it', async () => {
  const file = write(tarballOf([{ path: 'a', content: 'x' }]));
  await expect(
    unpackTarball(file, join(folder, 'out'), { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({
    code: 'interrupted',
  });
});
