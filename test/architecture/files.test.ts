import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, lineOf, nodesOf, sources, top } from './source-files.ts';

const written = [
  ...filesBelow('source', /\.tsx?$/),
  ...filesBelow('test', /\.tsx?$/),
  ...filesBelow('bench', /\.ts$/),
  ...filesBelow('scripts', /\.(ts|mjs)$/),
  ...filesBelow('docs', /\.md$/),
  'README.md',
  'CONTRIBUTING.md',
  'bin/mirrordeck',
  'package.json',
  'vitest.config.ts',
].map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));

/** `path:line: what stands there` for every line that matches. */
function linesThatSay(pattern: RegExp, folders: RegExp): string[] {
  return written
    .filter((file) => folders.test(file.path) && !file.path.startsWith('test/architecture/'))
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

describe('files', () => {
  test('are one idea each: under 300 lines, screens at most 200', () => {
    const tooLong = sources
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines >= 300 || (path.startsWith('source/screens/') && lines > 200))
      .map(({ path, lines }) => `${path}: ${lines} lines`);
    expect(tooLong, 'split it where a second idea begins').toEqual([]);
  });

  test('are named for what they are, not for what they are used as', () => {
    const vague = sources.filter((file) =>
      /(^|[/-])(utils?|helpers?|common|managers?|misc)[./-]/.test(file.path),
    );
    expect(vague.map((file) => file.path)).toEqual([]);
  });
});

describe('what no file says', () => {
  const everywhere = /./;

  test('an absolute path of one machine', () => {
    expect(linesThatSay(/(^|[\s'"`(=:])\/(work|farm|root|home\/(?!\w+\/\.tiup))\//, everywhere)).toEqual([]);
  });

  test('a silenced check', () => {
    expect(linesThatSay(/@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/, everywhere)).toEqual(
      [],
    );
  });

  test('a promise instead of code', () => {
    const promise = /\b(TODO|FIXME|XXX|HACK)\b|[Nn]ot yet implemented|[Cc]oming soon/;
    expect(linesThatSay(promise, /^(source|bin|bench|scripts|docs|README|CONTRIBUTING)/)).toEqual([]);
  });

  test('a test that waits by the clock, runs alone or not at all', () => {
    const waits = /setTimeout\([^,]*, *[0-9]{3,}\)|\bsleep\(|\b(describe|test|it)\.(only|todo)\(/;
    expect(linesThatSay(waits, /^test\/.*\.test\.tsx?$/)).toEqual([]);
  });

  test('a value from the texts of all languages where a command would load them', () => {
    const all = /^import (?!type ).*from '[^']*messages\/(?:index|zh|ja)\.ts'/;
    const wrongs = linesThatSay(all, /^source\/(?!screens\/|messages\/)/);
    expect(wrongs, 'import from messages/language.ts or messages/load.ts').toEqual([]);
  });

  test('a swallowed error', () => {
    expect(linesThatSay(/catch *(\([^)]*\))? *\{ *\}|\.catch\(\(\) *=> *\{ *\}\)/, /^source\//)).toEqual([]);
  });
});

test('types are never given up: no any, no non-null !, no double assertion', () => {
  const wrongs = sources.flatMap((file) =>
    [...nodesOf(file.tree)]
      .filter(
        (node) =>
          node.type === 'TSAnyKeyword' ||
          node.type === 'TSNonNullExpression' ||
          (node.type === 'TSAsExpression' && isAssertion(node.expression)),
      )
      .map((node) => `${file.path}:${lineOf(file, node)} ${node.type}`),
  );
  expect(wrongs).toEqual([]);
});

function isAssertion(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'TSAsExpression';
}
