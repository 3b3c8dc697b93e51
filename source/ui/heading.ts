import { clip, clipMiddle, columnsOf } from './text.ts';
import type { Tone } from './theme.ts';

/** A word or two in the header. */
export type Badge = { readonly text: string; readonly tone: Tone };

/** What the header says beside the product's name. */
export type Heading = {
  /** Where we are. */
  readonly title: string;
  /** What we work on: the current mirror. */
  readonly subject: string;
  /** What is to be known on every screen. */
  readonly badges: readonly Badge[];
};

/** So much of the mirror's name still tells it from another one. */
const leastSubject = 8;

/** Badges are left out from the end of this: what is urgent stays. */
const urgency: readonly Tone[] = ['bad', 'warn'];

const rank = ({ tone }: Badge): number => (urgency.includes(tone) ? urgency.indexOf(tone) : urgency.length);

/** Without the badge that matters least. */
function withoutLeast(badges: readonly Badge[]): readonly Badge[] {
  const [least] = [...badges].sort((a, b) => rank(b) - rank(a));
  return badges.filter((badge) => badge !== least);
}

const columnsBeside = (columns: number, badges: readonly Badge[]): number =>
  columns - badges.reduce((sum, { text }) => sum + columnsOf(text) + 2, 0);

/** The most of it that has its whole title and still names the mirror; the last and least where none has. */
function roomiest(whole: Heading, columns: number): Heading {
  const step = whole.title.split(' / ').at(-1) ?? whole.title;
  const needed = Math.min(columnsOf(whole.subject), leastSubject);
  let last: Heading = whole;
  for (let { badges } = whole; ; badges = withoutLeast(badges)) {
    for (const title of [whole.title, step]) {
      last = { ...whole, title, badges };
      if (columnsOf(title) + needed <= columnsBeside(columns, badges)) return last;
    }
    if (badges.length <= 1) return last;
  }
}

/** The header cut to `columns`: the step alone before its name is cut, the lesser badges before the mirror's name. */
export function fittedHeading(whole: Heading, columns: number): Heading {
  const { title, subject, badges } = roomiest(whole, columns);
  const room = Math.max(1, columnsBeside(columns, badges));
  const least = room < 3 * leastSubject ? 0 : Math.min(columnsOf(subject), leastSubject);
  const heading = clip(title, room - least);
  const left = room - columnsOf(heading);
  const isTold = left >= leastSubject || columnsOf(subject) <= left;
  return { title: heading, subject: isTold ? clipMiddle(subject, Math.max(1, left)) : '', badges };
}
