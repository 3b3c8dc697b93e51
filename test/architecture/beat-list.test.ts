/** What stock does less well is a list of forty lines; each has a test that says by its name which line it shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '..');
const lines = Array.from({ length: 40 }, (_, at) => at + 1);

/** The numbers in the names of the tests of a file: `(beat list 18)`, `(beat list 6, 11)`. A comment is no name. */
function numbersIn(file: string): number[] {
  const code = readFileSync(join(folder, file), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(/\(beat list ([\d, ]+)\)/g)].flatMap(([, numbers = '']) =>
    numbers.split(',').map(Number),
  );
}

test('every line of the list of what stock does less well has a test with its number', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.test\.tsx?$/.test(file),
  );
  const shown = new Set(files.flatMap(numbersIn));
  expect(lines.filter((line) => !shown.has(line))).toEqual([]);
  expect([...shown].filter((number) => !lines.includes(number))).toEqual([]);
});
