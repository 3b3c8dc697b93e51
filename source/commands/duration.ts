import { InvalidArgumentError } from 'commander';

const daysOf: Readonly<Record<string, number>> = { '': 1, d: 1, w: 7, m: 30, y: 365 };

/** For a flag with a span of time: `30d`, `4w`, `30`; in days. */
export function spanOfDays(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,5})([dwmy]?)$/i.exec(text.trim()) ?? [];
  const days = daysOf[unit.toLowerCase()];
  if (digits !== undefined && days !== undefined) return Number(digits) * days;
  throw new InvalidArgumentError('It must be a number of days or weeks, such as 30d or 4w.');
}
