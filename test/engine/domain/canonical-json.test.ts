import { describe, expect, test } from 'vitest';
import { encodeCanonical } from '../../../source/engine/domain/canonical-json.ts';
import type { JsonValue } from '../../../source/engine/domain/json.ts';
import fc from '../../helpers/properties.ts';

/** Slow and obvious: the rules one by one, over bytes. Whole numbers only. */
function slowly(value: JsonValue): string {
  if (typeof value === 'string') return `"${[...value].map(slowCharacter).join('')}"`;
  if (Array.isArray(value)) return `[${value.map(slowly).join(',')}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : String(value);
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, field]) => `${slowly(key)}:${slowly(field)}`).join(',')}}`;
}

function slowCharacter(character: string): string {
  const short = new Map([
    ['"', '\\"'],
    ['\\', '\\\\'],
    ['\b', '\\b'],
    ['\t', '\\t'],
    ['\n', '\\n'],
    ['\f', '\\f'],
    ['\r', '\\r'],
  ]).get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}` : character;
}

const text = fc.string({ unit: 'binary', maxLength: 12 });
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.string({
      unit: fc.constantFrom('\\', '"', 'u', '0', 'a', '\u001f', '\u2028', '\u007f', '<', '/'),
      maxLength: 8,
    }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('canonical JSON', () => {
  test('is what the slow and obvious version says', () => {
    fc.assert(
      fc.property(json, (value) => {
        const encoded = encodeCanonical(value);
        expect(encoded).toBe(slowly(value));
        expect(encodeCanonical(JSON.parse(encoded))).toBe(encoded);
      }),
      { numRuns: 400 },
    );
  });

  test.each<[JsonValue, string]>([
    [{ b: 1, _type: 2, Z: 3, a: 4, '1': 5 }, '{"1":5,"Z":3,"_type":2,"a":4,"b":1}'],
    // U+FF5E comes before U+1F600 in UTF-8, and after its surrogates in UTF-16
    [{ '\u{1f600}': 1, '\uff5e': 2 }, '{"\uff5e":2,"\u{1f600}":1}'],
    [{ '\u{1f600}': 1, '\ue000': 2, z: 3 }, '{"z":3,"\ue000":2,"\u{1f600}":1}'],
    ['\u0000\u001f\u007f\u2028<>&/é', '"\\u0000\\u001F\u007f\u2028<>&/é"'],
    ['\\u00ab \\u001f', '"\\\\u00ab \\\\u001f"'],
    [null, 'null'],
    [{ dependencies: null, list: [], record: {} }, '{"dependencies":null,"list":[],"record":{}}'],
  ])('%j', (value, expected) => {
    expect(encodeCanonical(value)).toBe(expected);
  });

  test.each<[number, string]>([
    [-0, '0'],
    [100, '100'],
    [-5, '-5'],
    [1e21, '1000000000000000000000'],
    [1.1805916207174113e21, '1180591620717411300000'],
    [0.1, '1.0E-1'],
    [123456.789, '1.23456789E5'],
    [-1.5, '-1.5E0'],
    [5e-324, '5.0E-324'],
  ])('the number %d', (value, expected) => {
    expect(encodeCanonical(value)).toBe(expected);
  });

  test('half a surrogate pair and what is no number are errors', () => {
    for (const value of ['\ud800', { '\udc00': 1 }, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => encodeCanonical(value)).toThrow(expect.objectContaining({ code: 'manifest-malformed' }));
    }
  });
});
