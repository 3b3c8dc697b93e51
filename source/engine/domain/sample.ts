/**
 * A share of a list, each item as likely as any other, in the list's order; at least one of a list that isn't empty.
 * @param share more than 0 and at most 1
 * @param random as Math.random
 */
export function sampleOf<T>(items: readonly T[], share: number, random: () => number): readonly T[] {
  let wanted = Math.min(items.length, Math.ceil(items.length * share));
  let left = items.length;
  return items.filter(() => {
    const isTaken = random() * left < wanted;
    left -= 1;
    if (isTaken) wanted -= 1;
    return isTaken;
  });
}
