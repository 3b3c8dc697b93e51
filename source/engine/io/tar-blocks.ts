import { closeSync, openSync, readSync } from 'node:fs';
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import { EngineError } from '../errors.ts';
import { fileError } from './files.ts';
import type { PackMember } from './pack-members.ts';

const blockSize = 1024 * 1024;
const types = { file: 'File', folder: 'Directory', symlink: 'SymbolicLink' } as const;

/**
 * The members as an uncompressed tar stream (ustar, with PAX headers where a name or size needs one), cut into
 * blocks of a megabyte. Every header has owner 0, no names, the time 0 and mode 0644 or 0755. `onBytes` hears of
 * content that was read. Throws `io-failed` when a file is no longer as long as it was.
 */
export async function* tarBlocks(
  members: readonly PackMember[],
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(blockSize);
  let used = 0;
  const full = () => {
    const done = block.subarray(0, used);
    block = Buffer.allocUnsafe(blockSize);
    used = 0;
    return done;
  };
  for (const member of members) {
    const head = headerOf(member);
    for (let at = 0; at < head.length; ) {
      const taken = head.copy(block, used, at);
      used += taken;
      at += taken;
      if (used === blockSize) yield full();
    }
    if (member.type !== 'file') continue;
    const descriptor = openFile(member);
    try {
      let left = member.bytes;
      while (left > 0) {
        const taken = readSome(descriptor, member, block, used, Math.min(left, blockSize - used));
        used += taken;
        left -= taken;
        onBytes?.(taken);
        if (used === blockSize) yield full();
      }
      checkEnd(descriptor, member);
    } finally {
      closeSync(descriptor);
    }
    // Content is filled up to whole 512 bytes, and blocks hold a whole number of these: it never goes over the end.
    const padding = (512 - (member.bytes % 512)) % 512;
    block.fill(0, used, used + padding);
    used += padding;
    if (used === blockSize) yield full();
  }
  const end = Buffer.alloc(1024);
  yield Buffer.concat([block.subarray(0, used), end]);
}

function headerOf(member: PackMember): Buffer {
  const fields = {
    path: member.type === 'folder' ? `${member.path}/` : member.path,
    ...(member.type === 'symlink' ? { linkpath: member.target } : {}),
    size: member.type === 'file' ? member.bytes : 0,
  };
  const mtime = new Date(0);
  const header = new Header({
    ...fields,
    mode: member.type === 'symlink' ? 0o777 : member.type === 'folder' || member.executable ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    mtime,
    type: types[member.type],
  });
  const plain = Buffer.alloc(512);
  const needsPax = header.encode(plain);
  return needsPax ? Buffer.concat([new Pax({ ...fields, mtime, uid: 0, gid: 0 }).encode(), plain]) : plain;
}

function openFile(member: PackMember): number {
  try {
    return openSync(member.source, 'r');
  } catch (error) {
    throw fileError(error, member.source);
  }
}

function readSome(descriptor: number, member: PackMember, into: Buffer, at: number, most: number): number {
  let taken: number;
  try {
    taken = readSync(descriptor, into, at, most, null);
  } catch (error) {
    throw fileError(error, member.source);
  }
  if (taken === 0) throw changed(member);
  return taken;
}

function checkEnd(descriptor: number, member: PackMember): void {
  if (readSync(descriptor, Buffer.alloc(1), 0, 1, null) !== 0) throw changed(member);
}

function changed(member: PackMember): EngineError {
  const detail = `${member.source} changed while it was packed`;
  return new EngineError('io-failed', detail, { facts: { file: member.source } });
}
