import { describe, expect, test } from 'vitest';
import { markdownLines, plainInline } from '../../source/ui/markdown/markdown-lines.ts';
import { wrapped } from '../../source/ui/pager.tsx';
import { columnsOf } from '../../source/ui/text.ts';

const texts = (text: string, width = 60) => markdownLines(text, width).map((line) => line.text);

describe('Markdown as lines', () => {
  test('headings, paragraphs, lists', () => {
    const text = '# Title\nOne\ntwo\n\n- a\n- b\n  goes on\n  1. c\n\nEnd';
    expect(texts(text)).toEqual([
      'Title',
      '',
      'One two',
      '',
      '  - a',
      '  - b goes on',
      '    1. c',
      '',
      'End',
    ]);
  });

  test('Chinese and Japanese lines join without a blank', () => {
    expect(texts('镜像是\n目录 a\nb。')).toEqual(['镜像是目录 a b。']);
  });

  test('links, emphasis, anchors and escapes give way to their words; code stays as it is', () => {
    expect(plainInline('See [the page](x.md), **now**, *at once* {#here} \\*')).toBe(
      'See the page, now, at once *',
    );
    expect(plainInline('`**not bold**` snake_case_name 2 * 3 * 4')).toBe(
      '`**not bold**` snake_case_name 2 * 3 * 4',
    );
    expect(plainInline('[site](https://a.b/)')).toBe('site (https://a.b/)');
  });

  test('commands are broken, pictures are cut', () => {
    const long = 'x'.repeat(70);
    expect(texts(`\`\`\`bash\n${long}\n\`\`\``)).toEqual([`  ${long}`]);
    expect(texts(`\`\`\`\n${long}\n\`\`\``)).toEqual([`${'x'.repeat(59)}…`]);
  });

  test('a table stands in columns where it fits, and as lines where it does not', () => {
    const table = '| a | b |\n|---|---|\n| one | 二 |\n';
    expect(texts(table)).toEqual(['a    b', '───  ──', 'one  二']);
    const many = 'word '.repeat(20).trim();
    expect(texts(`| a | b |\n|---|---|\n| one | ${many} |\n`)).toEqual([`  one  ${many}`]);
    expect(texts(`| a | b | c |\n|---|---|---|\n| one | ${many} | x |\n`)).toEqual([
      'one',
      `    b: ${many}`,
      '    c: x',
    ]);
  });

  test('control characters of a text never reach the screen', () => {
    expect(texts('a\u001b[31mb\u0007').join('')).toBe('ab');
  });

  test('no line is wider than the screen once it is wrapped', () => {
    const text =
      '# 标题\n\n- 很长的一行很长的一行很长的一行很长的一行很长的一行很长的一行很长的一行\n\n> 引用引用引用引用引用引用引用引用引用引用引用引用引用引用引用引用引用\n';
    for (const { text: line } of wrapped(markdownLines(text, 40), 40))
      expect(columnsOf(line)).toBeLessThanOrEqual(40);
  });

  test('an unfinished fence is code to the end', () => {
    expect(texts('```bash\nls')).toEqual(['  ls']);
  });
});
