import type { Messages } from './index.ts';

/** `1234567` → `1.23 MB`: three digits, steps of 1000, in the language's unit names. */
export function humanBytes(bytes: number, messages: Messages): string {
  const names = messages.units.bytes;
  let step = 0;
  let amount = bytes;
  // 999.5 would round to 1000 of its unit.
  while (amount >= 999.5 && step < names.length - 1) {
    amount /= 1000;
    step += 1;
  }
  const digits = step === 0 || amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2;
  return `${amount.toFixed(digits)} ${names[step] ?? ''}`;
}

/** Bytes per second, as a person reads it. */
export function humanRate(bytesPerSecond: number, messages: Messages): string {
  return messages.units.perSecond(humanBytes(bytesPerSecond, messages));
}

const steps: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** `500k` or `20 MB/s` as bytes; null for what is no number of bytes above 0. */
export function bytesTyped(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?) ?([kmg]?)b?(?:\/s)?$/i.exec(text.trim());
  const value = Math.round(Number(match?.[1]) * (steps[match?.[2]?.toLowerCase() ?? ''] ?? 1));
  return match !== null && value > 0 && Number.isSafeInteger(value) ? value : null;
}

/** Seconds as `0:07`, `12:34` or `1:02:03`: the same in every language, so that columns stay put. */
export function clockDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A moment (RFC 3339) as `2025-11-30 08:15` in this machine's time zone; what can't be read comes back as it is. */
export function localTime(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same to the second, for what happens many times a minute. */
export function localSecond(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return `${localTime(moment)}:${String(date.getSeconds()).padStart(2, '0')}`;
}

/** Whole days from `now` until a moment; negative when it has passed. */
export function daysUntil(moment: string, now: Date): number {
  return Math.floor((new Date(moment).getTime() - now.getTime()) / 86_400_000);
}

/** `in 3 days`, `today`, `2 days ago`. */
export function relativeDay(moment: string, now: Date, messages: Messages): string {
  const days = daysUntil(moment, now);
  return days < 0 ? messages.units.daysAgo(-days) : messages.units.inDays(days);
}
