import type { ReportLine } from '../pager.tsx';
import { cleanText, columnsOf, fitted, wrapText } from '../text.ts';

/** One thing that both sides have, each in its own way; null where a side has none. */
export type DiffRow = { readonly label: string; readonly here: string | null; readonly there: string | null };

export type DiffTitles = {
  readonly here: string;
  readonly there: string;
  /** Stands where a side has nothing. */
  readonly none: string;
};

const gap = '  ';
/** Before what differs; it is told apart without colours too. */
export const differs = '*';

/**
 * Two sides beside each other, broken within their columns so that nothing of them is cut: what differs carries a
 * mark. Texts are cleaned.
 */
export function diffLines(
  rows: readonly DiffRow[],
  { here, there, none }: DiffTitles,
  width: number,
): readonly ReportLine[] {
  const longest = Math.max(0, ...rows.map(({ label }) => columnsOf(label)));
  const lead = Math.min(longest + 2, Math.floor(width / 3));
  const side = Math.max(8, Math.floor((width - lead - gap.length * 2) / 2));
  const beside = (label: string, left: string, right: string): string[] => {
    const parts = [
      wrapText(label, lead),
      wrapText(cleanText(left), side),
      wrapText(cleanText(right), side),
    ] as const;
    const count = Math.max(...parts.map((part) => part.length));
    return Array.from({ length: count }, (_, at) =>
      [fitted(parts[0][at] ?? '', lead), fitted(parts[1][at] ?? '', side), parts[2][at] ?? '']
        .join(gap)
        .trimEnd(),
    );
  };
  return [
    ...beside('', here, there).map((text) => ({ text, tone: 'title' as const })),
    ...rows.flatMap((row) => {
      const isDifferent = row.here !== row.there;
      const tone = isDifferent ? ('warn' as const) : ('plain' as const);
      const label = `${isDifferent ? differs : ' '} ${row.label}`;
      return beside(label, row.here ?? none, row.there ?? none).map((text) => ({ text, tone }));
    }),
  ];
}
