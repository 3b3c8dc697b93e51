import { columnsOf } from './text.ts';

/**
 * A table as the stock client prints it: a row of dashes under the headings, two spaces between columns, no
 * blanks at the ends. Column names stay English in every language, because scripts read them.
 */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const dashes = headings.map((heading) => '-'.repeat(columnsOf(heading)));
  const all = [headings, dashes, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => columnsOf(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}
