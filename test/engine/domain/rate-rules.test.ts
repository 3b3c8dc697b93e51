import { expect, test } from 'vitest';
import { parseRateRules, rateAt } from '../../../source/engine/domain/rate-rules.ts';
import { parseTimeLimits } from '../../../source/engine/domain/time-limits.ts';

const at = (hours: number, minutes = 0): Date => new Date(2026, 10, 22, hours, minutes);

test.each([
  ['', 0],
  ['20M', 20_000_000],
  ['500k', 500_000],
  ['1.5G', 1_500_000_000],
  ['1024', 1024],
  ['none', 0],
])('%j is %i bytes per second at any hour', (text, rate) => {
  expect(rateAt(parseRateRules(text), at(3))).toBe(rate);
});

test('a timetable is of the local time, its hours end where the next begin, and may go past midnight', () => {
  const rules = parseRateRules('20M,08:00-18:00=5M,22:30-06:00=none');
  const rates = [at(7, 59), at(8), at(17, 59), at(18), at(22, 30), at(0), at(5, 59), at(6)].map((moment) =>
    rateAt(rules, moment),
  );
  expect(rates).toEqual([20e6, 5e6, 5e6, 20e6, 0, 0, 0, 20e6]);
  expect(rateAt(parseRateRules('18:00-24:00=1M'), at(23, 59))).toBe(1e6);
  // the first that holds counts
  expect(rateAt(parseRateRules('08:00-09:00=1k,08:00-18:00=2k'), at(8))).toBe(1000);
});

test.each(['fast', '-1', '20M,30M', '8-18=5M', '25:00-26:00=1M', '08:60-09:00=1M', '08:00-18:00=', '1e9G'])(
  '%j is no rate',
  (text) => {
    expect(() => parseRateRules(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  },
);

test('time limits are for all, or single ones', () => {
  expect(parseTimeLimits('60')).toEqual({ connectLimit: 60_000, headersLimit: 60_000, stallLimit: 60_000 });
  expect(parseTimeLimits('connect=500ms,stall=2m')).toEqual({ connectLimit: 500, stallLimit: 120_000 });
  for (const text of ['', '0', 'soon', 'body=3s', '999999m']) {
    expect(() => parseTimeLimits(text), text).toThrow(expect.objectContaining({ code: 'usage' }));
  }
});
