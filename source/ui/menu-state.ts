import type { Meaning } from './bindings.ts';

/** The place after a key press in a list of `count` entries, or null when the key does not move. */
export function pressMenu(place: number, count: number, meaning: Meaning): number | null {
  if (meaning.kind !== 'action') return null;
  const within = (next: number): number => Math.max(0, Math.min(count - 1, next));
  switch (meaning.action) {
    case 'up':
      return within(place - 1);
    case 'down':
      return within(place + 1);
    case 'first':
    case 'page-up':
      return 0;
    case 'last':
    case 'page-down':
      return within(count - 1);
    default:
      return null;
  }
}
