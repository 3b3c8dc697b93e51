import { EngineError } from '../errors.ts';
import type { JsonValue } from './json.ts';

/**
 * The one text that signatures and key ids are made of: no white space, keys in the order of their UTF-8 bytes,
 * escapes only where JSON needs them, integers in full and fractions as `1.5E-3`. What stock's encoder writes.
 * Throws `manifest-malformed` for half of a surrogate pair, and for a number that JSON has no text for.
 */
export function encodeCanonical(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'string') return encodeString(value);
  if (isList(value)) return `[${value.map(encodeCanonical).join(',')}]`;
  let text = '{';
  for (const key of sortedKeys(value)) {
    const field = value[key];
    // `undefined` isn't JSON and can't come from a file; a caller's optional field means "not there".
    if (field === undefined) continue;
    text += `${text === '{' ? '' : ','}${encodeString(key)}:${encodeCanonical(field)}`;
  }
  return `${text}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const beyondPlainOrder = /[\ud800-\uffff]/;

function sortedKeys(value: { readonly [key: string]: JsonValue }): string[] {
  const keys = Object.keys(value).sort();
  // UTF-16 order, which `sort` has, differs from that of UTF-8 only from U+D800 up.
  return keys.some((key) => beyondPlainOrder.test(key)) ? keys.sort(byCodePoint) : keys;
}

function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

const smallHexEscape = /\\u[0-9a-f]{4}|\\[^u]/g;

function encodeString(text: string): string {
  if (!text.isWellFormed()) {
    throw new EngineError('manifest-malformed', 'a string holds half of a surrogate pair', {
      facts: { file: '', field: '' },
    });
  }
  const encoded = JSON.stringify(text);
  // The only difference: hex digits are capitals. Escapes are taken whole, so that `\\u00` in a text is left alone.
  return encoded.includes('\\u')
    ? encoded.replace(smallHexEscape, (sequence) =>
        sequence.length === 6 ? `\\u${sequence.slice(2).toUpperCase()}` : sequence,
      )
    : encoded;
}

function encodeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  if (!Number.isFinite(value)) {
    throw new EngineError('manifest-malformed', 'JSON has no such number', {
      facts: { file: '', field: '' },
    });
  }
  const [mantissa = '', power = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  const sign = value < 0 ? '-' : '';
  // A whole number is its shortest digits filled up with zeros, as stock does it: not the double's exact value.
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
}
