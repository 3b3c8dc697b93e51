import { expect, test } from 'vitest';
import { diffLines } from '../../source/ui/diff/diff-lines.ts';
import { columnsOf } from '../../source/ui/text.ts';
import { stepsLine } from '../../source/ui/wizard.tsx';

const rows = [
  { label: 'Owner', here: 'pingcap', there: 'pingcap' },
  { label: 'sha256', here: 'a'.repeat(64), there: 'b'.repeat(64) },
  { label: '発行日', here: null, there: '開発者\u001b[31mの\nビルド' },
];
const titles = { here: 'This mirror', there: '/data/a-very-long-address/of/a/mirror', none: '-' };

test.each([58, 78, 130])('two sides on %i columns: nothing is cut, what differs is marked', (width) => {
  const lines = diffLines(rows, titles, width);
  for (const { text } of lines) expect(columnsOf(text)).toBeLessThanOrEqual(width);
  const all = lines.map(({ text }) => text).join('\n');
  expect(all.match(/a/g)?.length).toBeGreaterThanOrEqual(64);
  expect(all.match(/b/g)?.length).toBeGreaterThanOrEqual(64);
  expect(all).not.toContain('\u001b');
  expect(lines.filter(({ text }) => text.startsWith('*'))).toHaveLength(2);
  expect(lines.find(({ text }) => text.includes('Owner'))?.text.startsWith(' ')).toBe(true);
});

test('a wizard says where one is, and the way ahead where that fits', () => {
  const steps = ['来源', '校验', '差异', '签名', '检查', '回执'];
  expect(stepsLine(steps, 1, 58)).toEqual({ now: '2/6 校验', ahead: '差异   签名   检查   回执' });
  expect(stepsLine(steps, 1, 20)).toEqual({ now: '2/6 校验', ahead: '' });
  expect(stepsLine(steps, 5, 58)).toEqual({ now: '6/6 回执', ahead: '' });
});
