import type { ReportLine } from '../ui/pager.tsx';
import { columnsOf } from '../ui/text.ts';

/**
 * A command on rows of `width` columns that a shell takes as they stand: broken between its parts, each row but the
 * last with a backslash at its end. A part wider than that has a row of its own.
 */
export function brokenCommand(parts: readonly string[], width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const part of parts) {
    const longer = row === '' ? part : `${row} ${part}`;
    if (row !== '' && columnsOf(longer) + 2 > width) {
      rows.push(`${row} \\`);
      row = `  ${part}`;
    } else row = longer;
  }
  return [...rows, row];
}

/** A command that is run elsewhere, on rows of its own without anything before them. */
export function commandReport(parts: readonly string[], width: number): readonly ReportLine[] {
  return brokenCommand(parts, width).map((text) => ({ text, tone: 'accent' }));
}

/** The words of a command line as a shell takes them apart, quotes and all; a flag with its value. */
function partsOf(line: string): readonly string[] {
  const parts: string[] = [];
  for (const word of line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []) {
    const before = parts.at(-1);
    if (before !== undefined && /^--?[A-Za-z][\w-]*$/.test(before) && !word.startsWith('-'))
      parts[parts.length - 1] = `${before} ${word}`;
    else parts.push(word);
  }
  return parts;
}

/** A command line that is longer than `width`, broken; one that is part of a broken one already stays as it is. */
export function fittedCommand(line: string, width: number): readonly string[] {
  if (columnsOf(line) <= width || line.endsWith('\\') || line.startsWith(' ')) return [line];
  return brokenCommand(partsOf(line), width);
}
