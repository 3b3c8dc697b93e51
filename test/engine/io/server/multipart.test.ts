import { describe, expect, test } from 'vitest';
import { boundaryOf, readFormFile } from '../../../../source/engine/io/server/multipart.ts';

const head =
  '--B\r\nContent-Disposition: form-data; name="file"; filename="a.tar.gz"\r\nContent-Type: x/y\r\n\r\n';

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What a sink gets of a form that comes in pieces of so many bytes. */
async function read(form: string, size = form.length): Promise<{ name: string; content: string }> {
  const got = { name: '', content: '' };
  await readFormFile(pieces(form, size), 'B', {
    begin: async (name) => {
      got.name = name;
    },
    data: async (chunk) => {
      got.content += chunk.toString('latin1');
    },
  });
  return got;
}

describe('a form with one file', () => {
  const content = 'some\r\n--A and \r\n-\r\n--\r bytes \0\xff';

  test('is read the same however it is cut', async () => {
    for (let size = 1; size < 80; size += 1) {
      expect(await read(`${head}${content}\r\n--B--\r\n`, size)).toEqual({ name: 'a.tar.gz', content });
    }
    expect(await read(`${head}\r\n--B--`)).toEqual({ name: 'a.tar.gz', content: '' });
  });

  test.each([
    ['ends in the middle of the file', `${head}abc`],
    ['ends in the middle of its end', `${head}abc\r\n--B-`],
    ['ends in front of the file', '--B\r\nContent-Disposition: form-data'],
    ['is empty', ''],
    ['begins with something else', `hello\r\n${head}abc\r\n--B--\r\n`],
    ['has another boundary', `${head.replace('--B', '--C')}abc\r\n--B--\r\n`],
    ['has another field', `${head.replace('"file"', '"tarball"')}abc\r\n--B--\r\n`],
    ['has two files', `${head}abc\r\n${head}def\r\n--B--\r\n`],
    ['has no end to its head', `--B\r\n${'x: y\r\n'.repeat(5000)}`],
    ['has a book behind it', `${head}abc\r\n--B--\r\n${'x'.repeat(20_000)}`],
  ])('is refused when it %s', async (_, form) => {
    await expect(read(form, 7)).rejects.toMatchObject({ code: 'tarball-malformed' });
  });
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; boundary="a b;c"', 'a b;c'],
  ['Multipart/Form-Data;charset=utf-8; boundary=abc', 'abc'],
  ['multipart/form-data', null],
  ['multipart/mixed; boundary=abc', null],
  [undefined, null],
])('the boundary of %s is %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
