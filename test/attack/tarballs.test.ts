/** Tarballs of a mirror in which all is signed: what must not come out of them, and what may. */
import { lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Piece, piece, record, tarballOf } from '../engine/io/tar-bytes.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { codeOf, goodTarball, Victim } from './hostile.ts';

const victim = new Victim();
const program: Piece = { path: 'bin/tidb', mode: 0o755, content: '#!/bin/sh\n' };

/** Zeros that a few kilobytes unpack to. */
function bomb(bytes: number): Uint8Array {
  const block = Buffer.alloc(1024 * 1024);
  const header = piece({ path: 'zeros', size: bytes });
  return gzipSync(Buffer.concat([piece(program), header, ...Array(bytes / block.length).fill(block)]));
}

const unsafe: Record<string, readonly Piece[]> = {
  'a name with ../': [program, { path: '../../../../other/authorized_keys', content: 'evil' }],
  'an absolute name': [program, { path: '/tmp/mirrordeck-evil', content: 'evil' }],
  'a link out, and a file behind it': [
    program,
    { path: 'out', type: 'symlink', target: '../../../../../other' },
    { path: 'out/authorized_keys', content: 'evil' },
  ],
  'an absolute link': [program, { path: 'out', type: 'symlink', target: '/etc' }],
  'a hard link to a key': [program, { path: 'key', type: 'hardlink', target: '../../../keys/private.json' }],
  'a link in the place of the program': [
    { path: 'bin/tidb', type: 'symlink', target: '../../../../keys/private.json' },
  ],
  'a character device': [program, { path: 'null', type: 'char' }],
  'a block device': [program, { path: 'disk', type: 'block' }],
  'a pipe': [program, { path: 'pipe', type: 'fifo' }],
  'a PAX name out': [
    program,
    { path: 'x', type: 'pax', content: record('path', '../../../evil') },
    { path: 'a', content: 'x' },
  ],
  'a global PAX name': [{ path: 'g', type: 'global', content: record('path', '../evil') }, program],
  'the program twice': [program, program],
};

test.each(Object.entries(unsafe))('%s is not installed', async (_, pieces) => {
  await victim.expectRefused(victim.forged({}, tarballOf(pieces)), 'tarball-unsafe', ['install']);
});

test.each<[string, Uint8Array, string]>([
  ['no program', tarballOf([{ path: 'bin/other', mode: 0o755 }]), 'entry-missing'],
  ['a folder for a program', tarballOf([{ path: 'bin/tidb', type: 'folder' }]), 'entry-missing'],
  ['half of it', goodTarball.subarray(0, goodTarball.length - 9), 'tarball-malformed'],
  ['a page', Buffer.from('<!doctype html>'), 'tarball-malformed'],
  ['nothing', Buffer.alloc(0), 'tarball-malformed'],
])('%s is not installed', async (_, tarball, code) => {
  await victim.expectRefused(victim.forged({}, tarball), code, ['install']);
});

test('other bytes than were signed are neither installed nor cloned', async () => {
  const wrong: Uint8Array[] = [
    Buffer.concat([goodTarball, Buffer.from('x')]),
    goodTarball.subarray(0, -1),
    Buffer.alloc(goodTarball.length),
  ];
  for (const bytes of wrong) {
    const address = victim.forged();
    writeFileSync(join(address, 'tidb-v1.0.0-linux-amd64.tar.gz'), bytes);
    const before = fingerprint(victim.folder);
    for (const door of ['clone', 'install']) {
      const code = await codeOf(victim.doors(address)[door] ?? (async () => undefined));
      expect(['hash-mismatch', 'length-mismatch', 'incomplete']).toContain(code);
    }
    expect(fingerprint(victim.folder)).toEqual(before);
  }
});

test('setuid, setgid, sticky and the write bits of others come off', async () => {
  const address = victim.forged({}, tarballOf([{ ...program, mode: 0o7777 }]));
  expect(await codeOf(victim.doors(address).install ?? (async () => undefined))).toBe('none');
  const component = join(victim.folder, 'home', 'components', 'tidb', 'v1.0.0');
  expect((lstatSync(join(component, 'bin', 'tidb')).mode & 0o7777).toString(8)).toBe('755');
  rmSync(join(victim.folder, 'home', 'components'), { recursive: true });
});

test('a bomb stops before it fills the disk', async () => {
  const { unpackTarball } = await import('../../source/engine/io/unpack-tarball.ts');
  const file = join(victim.folder, 'work', 'bomb.tar.gz');
  writeFileSync(file, bomb(64 * 1024 * 1024));
  const limits = { entries: 10, fileBytes: 2 ** 20, totalBytes: 2 ** 21 };
  const out = join(victim.folder, 'work', 'out');
  expect(await codeOf(() => unpackTarball(file, out, { limits }))).toBe('tarball-unsafe');
  expect(readdirSync(out)).toEqual(['bin']);
});
