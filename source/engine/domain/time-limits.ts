import { EngineError } from '../errors.ts';

/** Milliseconds; what is left out is as ever. */
export type TimeLimits = {
  readonly connectLimit?: number;
  readonly headersLimit?: number;
  readonly stallLimit?: number;
};

const names: Readonly<Record<string, keyof TimeLimits>> = {
  connect: 'connectLimit',
  headers: 'headersLimit',
  stall: 'stallLimit',
};
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/**
 * Reads `60`, `90s`, `2m` for all three limits, or single ones by comma: `connect=5s,headers=20s,stall=2m`.
 * Throws `usage` (facts field, value).
 */
export function parseTimeLimits(text: string): TimeLimits {
  let limits: TimeLimits = {};
  for (const part of text.split(',').map((item) => item.trim())) {
    const [name, value] = part.includes('=') ? part.split('=', 2) : [null, part];
    const [, digits, unit = 's'] = /^(\d{1,6})(ms|s|m)?$/.exec(value ?? '') ?? [];
    const milliseconds = Number(digits) * (units[unit] ?? 0);
    const fields = name === null ? Object.values(names) : [names[name ?? '']];
    // a timer of Node holds no more
    if (!(milliseconds > 0 && milliseconds < 2 ** 31)) throw refuse(part);
    for (const field of fields) {
      if (field === undefined) throw refuse(part);
      limits = { ...limits, [field]: milliseconds };
    }
  }
  return limits;
}

function refuse(value: string): EngineError {
  return new EngineError(
    'usage',
    `${value}: a time limit is such as 60s or 2m, or connect=5s,headers=20s,stall=2m`,
    {
      facts: { field: 'timeout', value },
    },
  );
}
