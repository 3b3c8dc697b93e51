import { expect, test } from 'vitest';
import { encodeCanonical } from '../../../source/engine/domain/canonical-json.ts';
import type { Component } from '../../../source/engine/domain/manifest.ts';
import { plainComponent } from '../../../source/engine/domain/parse/plain-component.ts';
import { parseManifest } from '../../../source/engine/domain/parse.ts';
import { goldenFile } from '../../helpers/golden.ts';
import fc from '../../helpers/properties.ts';
import { refusal } from '../../helpers/refusal.ts';
import { smallComponent } from '../../helpers/small-mirror.ts';

const text = encodeCanonical(smallComponent);

function plainly(signed: string): Component | null {
  try {
    return plainComponent(signed, JSON.parse(signed));
  } catch {
    return null;
  }
}

/** By the strict reader alone: the short way takes no file that begins with a space. */
function strictly(signed: string): Component | null {
  const bytes = Buffer.from(` {"signatures":[],"signed":${signed}}`);
  if (refusal(() => parseManifest('component', bytes, 'x.json')) !== null) return null;
  return parseManifest('component', bytes, 'x.json').signed;
}

/** Whatever the short way takes, the strict reader takes too, and nothing but that canonical text says it. */
function checkAgreement(signed: string): void {
  const plain = plainly(signed);
  if (plain === null) return;
  expect(strictly(signed)).toEqual(plain);
  expect(signed.length).toBe(encodeCanonical(plain).length);
}

test('the usual component goes the short way', () => {
  for (const name of ['origin/12.tidb.json', 'origin/9.ctl.json', 'clone-full/1.notes.json']) {
    const parsed = parseManifest('component', goldenFile(name), name);
    expect(plainly(Buffer.from(parsed.signedBytes).toString()), name).toEqual(parsed.signed);
  }
  for (const change of [
    { platforms: {} },
    { platforms: { 'any/any': {} } },
    { nightly: 'v2.0.0-nightly' },
    { description: '数据库 "quoted" \\ \n \u{1f600}' },
    { version: 100 },
  ]) {
    expect(plainly(encodeCanonical({ ...smallComponent, ...change }))).toEqual({
      ...smallComponent,
      ...change,
    });
  }
});

const pieces = [
  ...[
    '"',
    '\\',
    ' ',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '0',
    '1',
    'e',
    '.',
    '-',
    'null',
    '{}',
    '[]',
    '\\u0061',
    'é',
  ],
  ...[
    '1e9',
    '1000000000',
    '"length":1e9,',
    ',"":0',
    '"yanked":true,',
    ',"x":1',
    'LENGTH',
    '__proto__',
    '\\u0068',
  ],
  ...['"v1.0.0":{},', '"id":"tidb",', '1.0', '12e2', '"version":3', ',"version":3}', '{"version":3}'],
];

test('the short way never takes what the strict reader refuses: any text, cut and pasted', () => {
  const edit = fc.record({
    at: fc.nat(text.length),
    remove: fc.oneof(fc.nat(3), fc.nat(30)),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.constant('')),
    copy: fc.option(fc.tuple(fc.nat(text.length), fc.nat(40))),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let changed = text;
      for (const { at, remove, insert, copy } of edits) {
        const copied = copy === null ? '' : text.slice(copy[0], copy[0] + copy[1]);
        changed = changed.slice(0, at) + insert + copied + changed.slice(at + remove);
      }
      checkAgreement(changed);
    }),
    { numRuns: 3000 },
  );
});

test('the short way never takes what the strict reader refuses: whole fields added, doubled, written otherwise', () => {
  const numbers = ['1e9', '1.0e9', '1e15', '1200', '12e2', '1000000000', '0', '-0', '100'];
  const names = ['"length"', '"length" ', '"lengt\\u0068"', '"LENGTH"', '"yanked"', '"version"', '""', '"x"'];
  const field = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom('', ' ', '\n  '), fc.constantFrom(...numbers))
    .map(([name, space, number]) => `${name}:${space}${number},`);
  const spots = ['"length":1200,', '"length":0,', '"yanked":false', '"id":', '"version":3', '"nightly":'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...spots), field, fc.boolean()), { minLength: 1, maxLength: 4 }),
      fc.nat(12),
      (changes, spaces) => {
        let changed = text;
        for (const [spot, added, instead] of changes) {
          changed = changed.replace(spot, instead && spot.endsWith(',') ? added : added + spot);
        }
        checkAgreement(changed);
        // spaces make up for what an exponent saves
        checkAgreement(changed.replace('{', `{${' '.repeat(spaces)}`));
      },
    ),
    { numRuns: 2000 },
  );
});

const huge = text.replace('"length":1200', '"length":1000000000');
test.each<[string, string]>([
  [
    'an exponent, an escaped name, and spaces for what is saved',
    huge.replace('"length":1000000000', '"lengt\\u0068":1e9  '),
  ],
  ['an exponent, and spaces for what it saves', text.replace('"length":1200', '"length": 12e2')],
  ['an exponent of the same length', text.replace('"length":1200', '"length":12e2')],
  ['an exponent and an escaped name', text.replace('"length":1200', '"lengt\\u0068":12e2')],
  [
    'a list where versions belong',
    encodeCanonical({ ...smallComponent, platforms: { 'any/any': [] as never } }),
  ],
  ['a list where platforms belong', encodeCanonical({ ...smallComponent, platforms: [] as never })],
  ['a version with an exponent', text.replace('"version":3', '"version":1e2')],
  ['half a surrogate pair', text.replace('A database', '\\ud800')],
])('%s is left to the strict reader', (_, changed) => {
  expect(changed).not.toBe(text);
  expect(plainly(changed)).toBeNull();
  expect(strictly(changed)).toBeNull();
});
