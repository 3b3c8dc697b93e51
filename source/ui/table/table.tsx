import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { cleanText, clip, fitted } from '../text.ts';
import { glyphs, tones } from '../theme.ts';
import { type Column, gap, type PlacedColumn, placeColumns } from './columns.ts';
import { rowAt, type TableRow, type TableState } from './table-state.ts';

type TableProps = {
  readonly table: TableState;
  readonly columns: readonly Column[];
  readonly width: number;
  /** Rows for data; the header takes one more. */
  readonly height: number;
  /** Shown in place of rows when there are none. */
  readonly empty: string;
  /** Rows can be chosen: they carry a box. */
  readonly many?: boolean;
};

const between = ' '.repeat(gap);

function cellText({ column, at, width }: PlacedColumn, row: TableRow): string {
  const cell = row.cells[at] ?? '';
  const shown = column.show === undefined ? String(cell) : column.show(cell);
  return fitted(cleanText(shown), width, column.align);
}

function inRange(table: TableState, place: number): boolean {
  if (table.anchor === null) return false;
  return place >= Math.min(table.anchor, table.cursor) && place <= Math.max(table.anchor, table.cursor);
}

/** A table of which only the rows on the screen exist: each one line, cut to its columns. */
export function Table({ table, columns, width, height, empty, many = false }: TableProps) {
  const lead = many ? 6 : 2;
  const placed = useMemo(() => placeColumns(columns, width - lead), [columns, width, lead]);
  const header = placed.map(({ column, at, width: wide }) => {
    const mark = table.sort?.column === at ? (table.sort.descending ? ' v' : ' ^') : '';
    return fitted(clip(column.title, wide - mark.length) + mark, wide, column.align);
  });
  const rows: React.ReactNode[] = [];
  for (let line = 0; line < height; line += 1) {
    const place = table.top + line;
    const row = rowAt(table, place);
    if (row === null) break;
    const here = place === table.cursor;
    const chosen = table.chosen.has(row.id);
    const pointer = here ? glyphs.cursor : inRange(table, place) ? glyphs.range : ' ';
    const box = many ? ` ${chosen ? glyphs.chosen : glyphs.free}` : '';
    const tone = here ? tones.cursor : chosen ? tones.accent : tones.plain;
    rows.push(
      <Text key={row.id} wrap="truncate" {...tone}>
        {`${pointer}${box} ${placed.map((place) => cellText(place, row)).join(between)}`}
      </Text>,
    );
  }
  return (
    <Box flexDirection="column" height={height + 1} width={width} flexShrink={0} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {' '.repeat(lead) + header.join(between)}
      </Text>
      {rows.length > 0 ? rows : <Text {...tones.quiet}>{`  ${empty}`}</Text>}
    </Box>
  );
}
