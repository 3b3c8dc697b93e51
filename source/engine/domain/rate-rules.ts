import { EngineError } from '../errors.ts';

/** Bytes per second; 0 is no limit. */
export type RateRules = {
  /** When no time of the table holds. */
  readonly rate: number;
  /** The first that holds counts. Minutes of the day, local time; `to` is no longer in it, and may be the next day. */
  readonly times: readonly { readonly from: number; readonly to: number; readonly rate: number }[];
};

const unlimited: RateRules = { rate: 0, times: [] };
const steps: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/**
 * Reads `20M`, `08:00-18:00=5M`, or several of both by comma: `20M,08:00-18:00=5M,22:00-06:00=none`. Amounts are
 * bytes per second with k, M or G; `none` and `0` are no limit. Nothing at all is no limit.
 * Throws `usage` (facts field, value).
 */
export function parseRateRules(text: string): RateRules {
  let rules = unlimited;
  let hasRate = false;
  for (const part of text.split(',').map((item) => item.trim())) {
    if (part === '') continue;
    const [span, amount] = part.includes('=') ? part.split('=', 2) : [null, part];
    const rate = amountOf(amount ?? '', part);
    if (span === null) {
      if (hasRate) throw refuse(part);
      hasRate = true;
      rules = { ...rules, rate };
    } else rules = { ...rules, times: [...rules.times, { ...spanOf(span ?? '', part), rate }] };
  }
  return rules;
}

/** What holds at a moment, by the local time of this machine: bytes per second, 0 for no limit. */
export function rateAt(rules: RateRules, moment: Date): number {
  const minute = moment.getHours() * 60 + moment.getMinutes();
  const holds = rules.times.find(({ from, to }) =>
    from < to ? from <= minute && minute < to : minute >= from || minute < to,
  );
  return (holds ?? rules).rate;
}

function amountOf(text: string, part: string): number {
  if (text === 'none' || text === '0') return 0;
  const [, digits, unit = ''] = /^(\d{1,12}(?:\.\d+)?)([kmg]?)(?:i?b)?(?:\/s)?$/i.exec(text) ?? [];
  const rate = Math.round(Number(digits) * (steps[unit.toLowerCase()] ?? 1));
  if (Number.isSafeInteger(rate) && rate > 0) return rate;
  throw refuse(part);
}

function spanOf(text: string, part: string): { readonly from: number; readonly to: number } {
  const [, from, to] = /^(\d{1,2}:\d\d)-(\d{1,2}:\d\d)$/.exec(text) ?? [];
  return { from: minuteOf(from, part), to: minuteOf(to, part) };
}

function minuteOf(text: string | undefined, part: string): number {
  const [hours, minutes] = (text ?? '').split(':').map(Number);
  const minute = (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
  // 24:00 is the end of a day
  if (minute >= 0 && minute <= 24 * 60 && (minutes ?? 60) < 60) return minute;
  throw refuse(part);
}

function refuse(value: string): EngineError {
  return new EngineError('usage', `${value}: a rate is such as 20M, or 08:00-18:00=5M for hours of the day`, {
    facts: { field: 'limit-rate', value },
  });
}
