import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTokens } from '../../../../source/engine/io/server/tokens.ts';
import { tempFolder } from '../../../helpers/temp.ts';

const hash = (token: string) => `sha256:${createHash('sha256').update(token).digest('hex')}`;

function tokenFile(content: unknown, mode = 0o600): string {
  const path = join(tempFolder(), 'tokens.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

test('a token says whose it is, as it stands or by its hash, by Bearer or as a password', async () => {
  const path = tokenFile({
    jdoe: 'a-long-enough-token',
    pingcap: [hash('of-another-owner'), 'a-second-long-token'],
  });
  const tokens = await readTokens(path);
  expect(tokens.owners).toEqual(['jdoe', 'pingcap']);
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  expect(tokens.ownerOf('Bearer a-long-enough-token')).toBe('jdoe');
  expect(tokens.ownerOf('bearer of-another-owner')).toBe('pingcap');
  expect(tokens.ownerOf('Bearer a-second-long-token')).toBe('pingcap');
  expect(tokens.ownerOf(basic('whoever:a-long-enough-token'))).toBe('jdoe');
  for (const wrong of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${hash('of-another-owner')}`,
    basic(':'),
    basic('x'),
  ]) {
    expect(tokens.ownerOf(wrong)).toBeNull();
  }
  expect(tokens.ownerOf('Digest a-long-enough-token')).toBeNull();
});

test.each([
  ['others can read', { jdoe: 'a-long-enough-token' }, 0o644],
  ['is not JSON', '{"jdoe":', 0o600],
  ['is a list', ['a-long-enough-token'], 0o600],
  ['has a short token', { jdoe: 'short' }, 0o600],
  ['has a hash that is none', { jdoe: 'sha256:0123456789abcdef' }, 0o600],
  ['has a number', { jdoe: 1234567890123456 }, 0o600],
  ['has a token with a space', { jdoe: 'a long enough token' }, 0o600],
  ['names nobody', { '../jdoe': 'a-long-enough-token' }, 0o600],
  ['gives two owners one token', { jdoe: 'a-long-enough-token', b: hash('a-long-enough-token') }, 0o600],
])('a file that %s is refused, and nothing of it is told', async (_, content, mode) => {
  const path = tokenFile(content, mode);
  const error = await readTokens(path).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: 'tokens-unusable', facts: { file: path } });
  expect(JSON.stringify(error)).not.toContain('token-');
  expect(error instanceof Error && error.message.includes('long')).toBe(false);
});

test('a file that is not there', async () => {
  await expect(readTokens('/nowhere/tokens.json')).rejects.toMatchObject({ code: 'tokens-unusable' });
});
