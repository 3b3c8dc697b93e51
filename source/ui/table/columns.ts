/** How a column is shown. Widths are terminal columns. */
export type Column = {
  readonly title: string;
  readonly width: number;
  /** Takes what is left over; at most one column of a table. */
  readonly grows?: boolean;
  readonly align?: 'left' | 'right';
  /** 1 always stays; in a narrow table the highest numbers give way first. */
  readonly priority: number;
  /** A cell as text; default: as it is. */
  readonly show?: (cell: string | number) => string;
};

export type PlacedColumn = { readonly column: Column; readonly at: number; readonly width: number };

/** Two blanks between columns. */
export const gap = 2;

/** Which columns have room in `width`, and how wide each is. */
export function placeColumns(columns: readonly Column[], width: number): readonly PlacedColumn[] {
  const places = columns.map((column, at) => ({ column, at }));
  const needed = (kept: typeof places): number =>
    kept.reduce((sum, { column }) => sum + column.width + gap, -gap);
  let kept = places;
  while (kept.length > 1 && needed(kept) > width) {
    const least = Math.max(...kept.map(({ column }) => column.priority));
    if (least <= 1) break;
    kept = kept.filter(({ column }) => column.priority !== least);
  }
  const rest = width - needed(kept);
  // a column without a title holds a mark or a short word: blanks after it would tear the row apart
  const grower =
    kept.find(({ column }) => column.grows === true) ??
    kept.find(({ column }) => column.title !== '') ??
    kept[0];
  return kept.map(({ column, at }) => ({
    column,
    at,
    width: Math.max(1, column.width + (at === grower?.at ? rest : 0)),
  }));
}
