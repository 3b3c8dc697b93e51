import type { Body } from '../../ui/shell.tsx';

/** Rows of the table of sources in a step's room: the rest are the question, a blank, its head and its foot. */
export function sourceHeight({ height }: Body): number {
  return Math.max(3, height - 4);
}

/** Rows of the table of differences: the rest are its head, its foot and the line that sums up. */
export function differenceHeight({ height }: Body): number {
  return Math.max(3, height - 3);
}

/** Rows for the two sides: the rest are the heading, a blank, and the menu with what its decisions mean. */
export function sidesHeight({ height }: Body, menu: number): number {
  return Math.max(4, height - menu - 2);
}
