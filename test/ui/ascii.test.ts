import { expect, test } from 'vitest';
import { asciiSigns } from '../../source/ui/ascii.ts';
import { columnsOf } from '../../source/ui/text.ts';

test('signs give way to ASCII of the same width, letters stay', () => {
  const text = '─│┌┐└┘├█▓░▏ v1 → v2 … – 2 × 3 · “a” 镜像 é \u001b[1m';
  const plain = asciiSigns(text);
  expect(plain).toBe('-|+++++##.| v1 > v2 ~ - 2 x 3 . "a" 镜像 é \u001b[1m');
  expect(columnsOf(plain)).toBe(columnsOf(text));
});
