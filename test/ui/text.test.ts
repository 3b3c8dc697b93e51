import { expect, test } from 'vitest';
import { cleanText, clip, clipMiddle, columnsOf, fitted, wrapText } from '../../source/ui/text.ts';

test('text from a server loses what moves cursors, recolours or turns around', () => {
  expect(cleanText('a\u001b[2Jb\u001b]0;title\u0007c\u0000d\u202ee\nf')).toBe('abc d e f');
  expect(cleanText('plain 镜像')).toBe('plain 镜像');
});

test('cut and padded by columns, wide characters counted as two', () => {
  expect(fitted('镜像', 6)).toBe('镜像  ');
  expect(fitted('镜像镜像', 5)).toBe('镜像…');
  expect(fitted('12', 4, 'right')).toBe('  12');
  expect(clip('abcdef', 4)).toBe('abc…');
  expect(clipMiddle('https://example.com/path', 11)).toBe('https…/path');
});

test('broken at spaces, or anywhere between wide characters, never before a closing mark', () => {
  expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrapText('--os linux --arch arm64', 12, 2)).toEqual(['--os linux', '  --arch', '  arm64']);
  for (const line of wrapText('この画面のキーは、すべて表示されます。バージョン', 12)) {
    expect(columnsOf(line)).toBeLessThanOrEqual(14);
    expect(line).not.toMatch(/^[、。ー]/);
  }
  expect(wrapText('記憶しているルート（0123456789）です', 30)).toEqual([
    '記憶しているルート',
    '（0123456789）です',
  ]);
  expect(wrapText('x'.repeat(10), 4)).toEqual(['xxxx', 'xxxx', 'xx']);
});
