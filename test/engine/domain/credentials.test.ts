import { expect, test } from 'vitest';
import {
  authorizationOf,
  isCredential,
  parseCredentials,
} from '../../../source/engine/domain/credentials.ts';

const file = [
  '# of the lab',
  'bearer tok-en.1~',
  'http://other.test:8080/m basic me:pass word:ü',
  '',
  'https://third.test bearer t3',
].join('\n');

test('a line is for its address, or for the source it was said of, and for nobody else', () => {
  const credentials = parseCredentials(file, 'auth');
  const of = (address: string) => authorizationOf(credentials, address, 'https://lab.test/m/');
  expect(of('https://lab.test/elsewhere')).toBe('Bearer tok-en.1~');
  const basic = `Basic ${Buffer.from('me:pass word:ü').toString('base64')}`;
  expect(of('http://other.test:8080/')).toBe(basic);
  expect(of('https://third.test/m')).toBe('Bearer t3');
  for (const other of [
    'http://lab.test/',
    'https://lab.test:444/',
    'https://lab.test.evil.test/',
    'http://other.test/',
  ])
    expect(of(other), other).toBe(null);
  expect(credentials.every(isCredential)).toBe(true);
});

test.each([
  ['', undefined],
  ['# nothing', undefined],
  ['s3cret', 1],
  ['bearer two s3cret', 1],
  ['# x\nbasic s3cret', 2],
  ['ftp://a.test bearer s3cret', 1],
  ['http://me:s3cret@a.test bearer x', 1],
  ['bearer s3cret\u0000', 1],
])('%j is refused without a word of it', (text, line) => {
  let error: unknown;
  try {
    parseCredentials(text, 'FILE');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: 'auth-unusable', facts: { file: 'FILE' } });
  expect(error).toMatchObject({ facts: line === undefined ? {} : { line } });
  expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
});
