/** The name that `word` was probably meant to be: at most two letters off. Null when none is that close. */
export function nearest(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, off: distance(word, name) }))
    .filter(({ off, name }) => off <= 2 && off < name.length / 2)
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.name ?? null;
}

/** How many letters must be put in, taken out or replaced to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
