import type { ReportLine } from '../pager.tsx';
import { cleanText, clip, columnsOf, fitted } from '../text.ts';
import { glyphs } from '../theme.ts';
import { type Block, blocksOf } from './blocks.ts';

/** What stands within a line, as plain text: links by their words, emphasis without its marks. */
export function plainInline(text: string): string {
  const pieces = text.split(/(`[^`]*`)/);
  const plain = pieces.map((piece) =>
    piece.startsWith('`') && piece.length > 1
      ? piece
      : piece
          .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, (_, words: string, address: string) =>
            words === address ? address : `${words} (${address})`,
          )
          .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/<(https?:[^>]*)>/g, '$1')
          .replace(/\*\*(.+?)\*\*/g, '$1')
          .replace(/(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])/g, '$1')
          .replace(/\s*\{#[^}]*\}/g, '')
          .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1'),
  );
  return cleanText(plain.join(''));
}

/** Pictures of screens and answers of programs keep their lines; commands are broken where they are too long. */
function isPicture(language: string): boolean {
  return ['', 'text', 'screen', 'keys'].includes(language);
}

function codeLines(
  { language, lines }: Block & { readonly kind: 'code' },
  width: number,
): readonly ReportLine[] {
  const wide = Math.max(0, ...lines.map(columnsOf));
  const margin = ' '.repeat(Math.max(0, Math.min(2, width - wide)));
  if (isPicture(language))
    return lines.map((line) => ({ text: clip(`${margin}${line}`, width), tone: 'accent' }));
  return lines.map((line) => ({ text: `  ${line}`, tone: 'accent', indent: 6 }));
}

/** A table in columns where it fits, else a row as a few lines: its first cell, the others under their headings. */
function tableLines(
  { head, rows }: Block & { readonly kind: 'table' },
  width: number,
): readonly ReportLine[] {
  const names = head.map(plainInline);
  const cells = rows.map((row) => names.map((_, at) => plainInline(row[at] ?? '')));
  const wides = names.map((name, at) =>
    Math.max(columnsOf(name), ...cells.map((row) => columnsOf(row[at] ?? ''))),
  );
  const whole = wides.reduce((sum, wide) => sum + wide + 2, -2);
  if (whole <= width) {
    const line = (row: readonly string[]): string =>
      row
        .map((cell, at) => fitted(cell, wides[at] ?? 0))
        .join('  ')
        .trimEnd();
    return [
      { text: line(names), tone: 'title' },
      { text: wides.map((wide) => glyphs.rule.repeat(wide)).join('  '), tone: 'quiet' },
      ...cells.map((row) => ({ text: line(row) })),
    ];
  }
  const [narrow = width] = wides;
  // two columns, the first a narrow one: a list of names and what they mean
  if (names.length === 2 && narrow <= width / 3)
    return cells.map(([name = '', meaning = '']) => ({
      text: `  ${fitted(name, narrow)}  ${meaning}`,
      indent: narrow + 4,
    }));
  return cells.flatMap(([first = '', ...others]): readonly ReportLine[] => [
    { text: first, tone: 'accent' },
    ...others.flatMap((cell, at) => {
      const name = names[at + 1] ?? '';
      return cell === '' ? [] : [{ text: `    ${name === '' ? '' : `${name}: `}${cell}`, indent: 6 }];
    }),
  ]);
}

function linesOf(block: Block, width: number): readonly ReportLine[] {
  switch (block.kind) {
    case 'heading':
      return [{ text: plainInline(block.text), tone: block.level <= 2 ? 'title' : 'accent' }];
    case 'paragraph':
      return [{ text: plainInline(block.text) }];
    case 'item': {
      const before = `${'  '.repeat(block.depth + 1)}${block.mark} `;
      return [{ text: before + plainInline(block.text), indent: columnsOf(before) }];
    }
    case 'quote':
      return [{ text: `  ${glyphs.range} ${plainInline(block.text)}`, tone: 'quiet', indent: 4 }];
    case 'code':
      return codeLines(block, width);
    case 'table':
      return tableLines(block, width);
  }
}

/** A Markdown text as lines of a report, for a screen of so many columns. */
export function markdownLines(text: string, width: number): readonly ReportLine[] {
  const blocks = blocksOf(text);
  return blocks.flatMap((block, at) => {
    const before = blocks[at - 1];
    const together = before === undefined || (before.kind === 'item' && block.kind === 'item');
    return [...(together ? [] : [{ text: '' }]), ...linesOf(block, width)];
  });
}
