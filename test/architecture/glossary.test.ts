import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { guidePages } from '../helpers/guide.ts';
import { sources, top } from './source-files.ts';

const table = readFileSync(join(top, 'docs', 'glossary.md'), 'utf8');
const terms = [...table.matchAll(/^\| (.+) \|$/gm)]
  .map(([, row = '']) => row.split(' | '))
  .slice(1)
  .map(([english = '', zh = '', ja = '', notZh = '', notJa = '']) => ({
    english,
    zh: { term: zh, never: notZh.split(' ').filter(Boolean) },
    ja: { term: ja, never: notJa.split(' ').filter(Boolean) },
  }));

type Text = { readonly name: string; readonly text: string };

/** The pages of the guide in a language. */
function pagesIn(language: 'en' | 'zh' | 'ja'): readonly Text[] {
  return guidePages(language).map((file) => ({
    name: `docs/${language}/${basename(file)}`,
    text: readFileSync(file, 'utf8'),
  }));
}

/** Everything that a person reads in a language, its README included. */
function textsIn(language: 'zh' | 'ja'): readonly Text[] {
  const messages = sources
    .filter(({ path }) => new RegExp(`^source/messages/${language}[./]`).test(path))
    .map(({ path, text }) => ({ name: path, text }));
  const readme = `README.${language}.md`;
  return [...messages, ...pagesIn(language), { name: readme, text: readFileSync(join(top, readme), 'utf8') }];
}

describe.each(['zh', 'ja'] as const)('the terms of %s', (language) => {
  test('are those of docs/glossary.md: no other word stands for them', () => {
    const words = terms.flatMap((row) => row[language].never);
    expect(words.length).toBeGreaterThan(30);
    const wrongs = textsIn(language).flatMap(({ name, text }) =>
      text
        .split('\n')
        .flatMap((line, at) =>
          words.filter((word) => line.includes(word)).map((word) => `${name}:${at + 1}: ${word}`),
        ),
    );
    expect(wrongs, 'docs/glossary.md says which word to use').toEqual([]);
  });

  test('stand where the English page has the English ones', () => {
    const english = pagesIn('en');
    const there = pagesIn(language);
    const missing = english.flatMap(({ name, text }, at) =>
      terms
        .filter((row) => new RegExp(`^#+ .*\\b${row.english}\\b`, 'im').test(text))
        .filter((row) => !(there[at]?.text ?? '').includes(row[language].term))
        .map((row) => `${name}: ${row.english} is ${row[language].term}`),
    );
    expect(missing).toEqual([]);
  });
});

test('ja says ミラーソース in full: ソース alone is none', () => {
  const wrongs = textsIn('ja').flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, at) => (/(?<!ミラー|リ)ソース/.test(line) ? [`${name}:${at + 1}`] : [])),
  );
  expect(wrongs, 'docs/glossary.md says which word to use').toEqual([]);
});
