import { gzipSync } from 'node:zlib';

export type Piece = {
  readonly path: string;
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly mode?: number;
  readonly target?: string;
  /** Size in the header, when it is to lie. */
  readonly size?: number;
};

const codes: Record<string, string> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  block: '4',
  folder: '5',
  fifo: '6',
  pax: 'x',
  global: 'g',
  longName: 'L',
  longLink: 'K',
  sparse: 'S',
};

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/** One member, byte for byte as an attacker would write it. Names are written raw. */
export function piece(one: Piece): Buffer {
  const content = Buffer.from(one.content ?? '');
  const header = Buffer.alloc(512);
  header.write(one.path, 0, 100, 'latin1');
  header.write(`${(one.mode ?? 0o644).toString(8).padStart(7, '0')}\0`, 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${(one.size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(codes[one.type ?? 'file'] ?? '0', 156);
  header.write(one.target ?? '', 157, 100, 'latin1');
  header.write('ustar\u000000', 257);
  header.write('        ', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, padded(content)]);
}

/** A PAX record with its own length in front. */
export function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (String(length).length + Buffer.byteLength(rest) !== length) {
    length = String(length).length + Buffer.byteLength(rest);
  }
  return `${length}${rest}`;
}

export function tarOf(pieces: readonly Piece[]): Buffer {
  return Buffer.concat([...pieces.map(piece), Buffer.alloc(1024)]);
}

export function tarballOf(pieces: readonly Piece[]): Buffer {
  return gzipSync(tarOf(pieces));
}
