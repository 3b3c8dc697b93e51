import { Buffer } from 'node:buffer';

const pieceSize = 64 * 1024;

/** Numbers below 2^32 from a seed, the same on every machine (xorshift). */
function numbersFrom(seed: string): () => number {
  let state = 2166136261;
  for (const unit of seed) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 16777619);
  state = state >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** A piece that compresses to about two fifths, as a program does: noise, and words that come again. */
function piece(next: () => number): Buffer {
  const bytes = Buffer.allocUnsafe(pieceSize);
  const noise = Math.floor(pieceSize * 0.38) & ~3;
  for (let at = 0; at < noise; at += 4) bytes.writeUInt32LE(next(), at);
  const words = Array.from({ length: 16 }, () => `.text_${next().toString(36)}_${next().toString(36)} `);
  let at = noise;
  while (at < pieceSize) at += bytes.write(words[next() % words.length] ?? ' ', at, 'latin1');
  return bytes;
}

/**
 * A program of about `bytes` bytes that runs: a few lines of shell that say who it is and what it was given, then
 * content that hashes and compresses like a real one. The same seed gives the same bytes everywhere.
 */
export function programContent(name: string, version: string, platform: string, bytes: number): Buffer {
  const script = [
    '#!/bin/sh',
    `echo "${name} ${version} (${platform}) says hello"`,
    '[ $# -eq 0 ] || echo "arguments: $*"',
    'exit 0',
    '',
  ].join('\n');
  const next = numbersFrom(`${name} ${version} ${platform}`);
  const pieces: Buffer[] = [Buffer.from(script)];
  for (let size = script.length; size < bytes; size += pieceSize)
    pieces.push(piece(next).subarray(0, bytes - size));
  return Buffer.concat(pieces);
}
