import type { Body } from '../../ui/shell.tsx';

/** Rows of a table under its heading and above the running total and the filter. */
export function componentRows(body: Body): number {
  return Math.max(3, body.height - 4);
}

/** Rows of the table of single versions; one more goes to what its short names of platforms mean. */
export function picksRows(body: Body): number {
  return Math.max(3, body.height - 5);
}
