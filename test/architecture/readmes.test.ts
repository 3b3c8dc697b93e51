import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandsOf } from '../helpers/guide-blocks.ts';
import { top } from './source-files.ts';

const english = join(top, 'README.md');

/** The levels of a page's headings, in order: what they say differs from language to language. */
function outlineOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^```.*?^```$/gms, '');
  return [...text.matchAll(/^#+(?= )/gm)].map(([level]) => level);
}

describe.each(['zh', 'ja'])('README.%s.md', (language) => {
  const file = join(top, `README.${language}.md`);

  test('has the same commands as README.md', () => {
    expect(commandsOf(english).length).toBeGreaterThan(10);
    expect(commandsOf(file)).toEqual(commandsOf(english));
  });

  test('has the same sections', () => {
    expect(outlineOf(file)).toEqual(outlineOf(english));
  });

  test('leads to pages that are there, those of its own language first', () => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, path = '']) => path,
    );
    expect(links.filter((path) => !existsSync(join(top, path)))).toEqual([]);
    expect(links.find((path) => path.startsWith('docs/'))).toBe(`docs/${language}/index.md`);
  });
});
