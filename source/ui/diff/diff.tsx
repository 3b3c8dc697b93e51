import { Pager } from '../pager.tsx';
import type { Body } from '../shell.tsx';
import { type DiffRow, type DiffTitles, diffLines } from './diff-lines.ts';

type DiffProps = {
  readonly rows: readonly DiffRow[];
  readonly titles: DiffTitles;
  readonly body: Body;
  /** First line that is shown. */
  readonly top?: number;
  readonly more: (from: number, to: number, count: number) => string;
};

/** Two sides beside each other. */
export function Diff({ rows, titles, body, top = 0, more }: DiffProps) {
  const lines = diffLines(rows, titles, body.width);
  return <Pager lines={lines} top={top} height={body.height} width={body.width} more={more} />;
}
