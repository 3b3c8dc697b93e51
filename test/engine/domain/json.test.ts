import { describe, expect, test } from 'vitest';
import { parseJson, scanJson } from '../../../source/engine/domain/json.ts';
import fc from '../../helpers/properties.ts';
import { refusal } from '../../helpers/refusal.ts';

const parse = (text: string) => parseJson(Buffer.from(text), 'x.json');

/** Whether a number somewhere in what JSON.parse gave went beyond a double. */
const hasInfinity = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);

describe('strict JSON', () => {
  test('reads whatever JSON.stringify writes, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), fc.nat(3), (value, spaces) => {
        const text = JSON.stringify(value, null, spaces);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 150 },
    );
  });

  test('refuses whatever JSON.parse refuses', () => {
    const tokens = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\\',
      '01',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        let right: unknown;
        try {
          right = JSON.parse(text);
        } catch {
          expect(refusal(() => parse(text))?.code).toBe('manifest-malformed');
          return;
        }
        const refused = refusal(() => parse(text));
        // Ours is stricter in two things only: a number beyond a double, and a repeated field.
        if (hasInfinity(right)) expect(refused?.code).toBe('manifest-malformed');
        else if (refused === null) expect(parse(text)).toEqual(right);
        else expect(text).toMatch(/"(a|b)".*"\1"/s);
      }),
      { numRuns: 3000, examples: [[['1', 'e3', '1', '01']], [['[', '-', '1', 'e3', '1', '01', ']']]] },
    );
  });

  test.each<[string, string, string]>([
    ['a repeated field', '{"a":{"b":1,"c":2,"b":1}}', 'a.b'],
    ['a repeated field in other words', '{"a":{"b":1,"\\u0062":1}}', 'a.b'],
    ['bytes after the value', '{"a":1} {}', ''],
    ['a byte order mark', '\ufeff{}', ''],
    ['half a surrogate pair', '{"a":["x","\\ud800"]}', 'a.1'],
    ['a control character', '{"a":"\n"}', 'a'],
    ['a number beyond a double', '{"a":1e999}', 'a'],
    ['nothing', '', ''],
    ['65 levels', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, Array(64).fill('a').join('.').slice(0, 160)],
  ])('refuses %s and says where', (_, text, field) => {
    const refused = refusal(() => parse(text));
    expect(refused?.code).toBe('manifest-malformed');
    expect(refused?.facts.file).toBe('x.json');
    expect(refused?.facts.field).toBe(field);
  });

  test('refuses what is not UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    expect(refusal(() => parseJson(bytes, 'x.json'))?.code).toBe('manifest-malformed');
  });

  test('is done quickly with a million brackets (beat list 36)', () => {
    for (const bracket of ['[', '{"a":', '{"a":[']) {
      expect(refusal(() => parse(bracket.repeat(300_000)))?.code).toBe('manifest-malformed');
    }
  });

  test('a field may be called __proto__ or constructor', () => {
    const value = parse('{"__proto__":{"x":1},"constructor":2}');
    expect(Object.keys(Object(value))).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object(value), 'x')).toBe(false);
  });

  test('tells which numbers are not plain digits, and what stands where', () => {
    const { value, oddNumbers, outermost } = scanJson(
      '{"a": {"b":1.0,"c":10,"d":-0,"e":[1.5]} ,"f":2}',
      'x.json',
    );
    const inner = Object.values(Object(value))[0];
    expect([...oddNumbers]).toEqual([[inner, new Set(['b', 'd'])]]);
    expect(outermost.get('a')).toBe('{"b":1.0,"c":10,"d":-0,"e":[1.5]}');
    expect(outermost.get('f')).toBe('2');
  });
});
