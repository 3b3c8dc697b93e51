import type { Course } from './judge.ts';

/** All points, when they are asked for; else a few of each operation, the same ones every time. */
export const isWhole = process.env.MIRRORDECK_KILL === 'all';

/** Some of a list, spread over all of it. `salt` shifts where they lie. */
export function chosen<T>(all: readonly T[], few: number, salt: string): readonly T[] {
  if (isWhole || all.length <= few) return all;
  const step = all.length / few;
  const shift = [...salt].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % Math.ceil(step);
  return Array.from({ length: few }, (_, at) => all[Math.floor(at * step + shift) % all.length] as T);
}

/** Does the work for each, a few at a time. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Where a mutation was, for a person. */
export function describePoint({ mutations }: Course, at: number): string {
  const mutation = mutations[at - 1];
  return `${at} ${mutation?.name} ${mutation?.path.replace(/^.*mirrordeck-test-[^/]*\//, '')}`;
}

/** A table with a head, columns wide enough, numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? '').length)));
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, at) =>
        at === 0 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0),
      )
      .join('  ');
  return rows.map(line).join('\n');
}
