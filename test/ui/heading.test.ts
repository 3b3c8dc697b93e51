import { describe, expect, test } from 'vitest';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { type Badge, fittedHeading } from '../../source/ui/heading.ts';
import { columnsOf } from '../../source/ui/text.ts';

/** Columns that the header of the smallest screen has beside the product's name and its gaps. */
const least = 60 - 'mirrordeck'.length - 8;
const subject = 'https://tiup-mirrors.pingcap.com/';

const used = ({ title, subject, badges }: ReturnType<typeof fittedHeading>): number =>
  badges.reduce((sum, { text }) => sum + columnsOf(text) + 2, columnsOf(title) + columnsOf(subject));

describe.each(languages)('the header of the smallest screen in %s', (language) => {
  const { clone, jobsView, shell } = messagesFor(language);
  const jobs: Badge = { text: jobsView.atWork(12), tone: 'accent' };
  const expiry: Badge = { text: shell.badges.expires(12), tone: 'warn' };
  const stopped: Badge = { text: jobsView.waiting(12), tone: 'warn' };

  test.each(Object.entries(clone.steps))('names the step %s and the mirror beside any badges', (_, step) => {
    for (const badges of [[], [expiry], [jobs], [jobs, expiry], [stopped, expiry]]) {
      const heading = fittedHeading({ title: `${clone.title} / ${step}`, subject, badges }, least);
      expect(heading.title.endsWith(step), heading.title).toBe(true);
      expect(columnsOf(heading.subject)).toBeGreaterThanOrEqual(8);
      expect(heading.badges.length).toBeGreaterThanOrEqual(Math.min(1, badges.length));
      expect(used(heading)).toBeLessThanOrEqual(least);
    }
  });

  test('keeps the urgent badge where not all have room', () => {
    const expired: Badge = { text: shell.badges.expired, tone: 'bad' };
    const whole = { title: `${clone.title} / ${clone.steps.platforms}`, subject, badges: [jobs, expired] };
    expect(fittedHeading(whole, 24).badges).toEqual([expired]);
  });
});

test('whatever is there is cut to its room', () => {
  const badges: readonly Badge[] = [{ text: 'expired', tone: 'bad' }];
  for (let columns = 1; columns < 80; columns += 1) {
    const heading = fittedHeading({ title: `Guide / ${'long '.repeat(20)}`, subject, badges }, columns);
    expect(used(heading)).toBeLessThanOrEqual(Math.max(columns, 'expired'.length + 3));
  }
});
