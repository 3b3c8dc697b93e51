import { describe, expect, test } from 'vitest';
import { encodeCanonical } from '../../../source/engine/domain/canonical-json.ts';
import type { Component, ManifestKind } from '../../../source/engine/domain/manifest.ts';
import { longestRoot, parseManifest } from '../../../source/engine/domain/parse.ts';
import { signManifest } from '../../../source/engine/domain/sign.ts';
import { goldenFile } from '../../helpers/golden.ts';
import { refusal } from '../../helpers/refusal.ts';
import { smallComponent, smallKeys } from '../../helpers/small-mirror.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const examples: Readonly<Record<ManifestKind, string>> = {
  root: 'origin/root.json',
  index: 'origin/14.index.json',
  component: 'origin/12.tidb.json',
  snapshot: 'origin/snapshot.json',
  timestamp: 'origin/timestamp.json',
};

function example(kind: ManifestKind): { [key: string]: Json } {
  return JSON.parse(Buffer.from(goldenFile(examples[kind])).toString());
}

/** The example with the value at the path replaced; `undefined` takes it away. */
function changed(kind: ManifestKind, path: string, value: Json | undefined): string {
  const whole = example(kind);
  const steps = path.split('|');
  const last = steps.pop() ?? '';
  let at: Json = whole;
  for (const step of steps) at = (at as { [key: string]: Json })[step] ?? null;
  if (value === undefined) delete (at as { [key: string]: Json })[last];
  else (at as { [key: string]: Json })[last] = value;
  return JSON.stringify(whole);
}

const parse = (kind: ManifestKind, text: string) => parseManifest(kind, Buffer.from(text), 'x.json');

const required: readonly [ManifestKind, string][] = [
  ...(['root', 'index', 'component', 'snapshot', 'timestamp'] as const).flatMap((kind) =>
    ['signatures', 'signed', 'signed|_type', 'signed|spec_version', 'signed|expires', 'signed|version'].map(
      (path): [ManifestKind, string] => [kind, path],
    ),
  ),
  ['root', 'signatures|0|keyid'],
  ['root', 'signatures|0|sig'],
  ['root', 'signed|roles'],
  ...['root', 'index', 'snapshot', 'timestamp'].flatMap((role): [ManifestKind, string][] => [
    ['root', `signed|roles|${role}`],
    ['root', `signed|roles|${role}|url`],
    ['root', `signed|roles|${role}|keys`],
    ['root', `signed|roles|${role}|threshold`],
  ]),
  ['index', 'signed|owners'],
  ['index', 'signed|owners|jdoe|name'],
  ['index', 'signed|owners|jdoe|keys'],
  ['index', 'signed|owners|jdoe|threshold'],
  ['index', 'signed|components'],
  ...['yanked', 'owner', 'url', 'standalone', 'hidden'].map((name): [ManifestKind, string] => [
    'index',
    `signed|components|tidb|${name}`,
  ]),
  ['component', 'signed|id'],
  ['component', 'signed|description'],
  ['component', 'signed|nightly'],
  ['component', 'signed|platforms'],
  ...['url', 'yanked', 'entry', 'released', 'dependencies', 'hashes', 'length'].map(
    (name): [ManifestKind, string] => ['component', `signed|platforms|linux/amd64|v1.0.0|${name}`],
  ),
  ['snapshot', 'signed|meta'],
  ['snapshot', 'signed|meta|/tidb.json|version'],
  ['snapshot', 'signed|meta|/tidb.json|length'],
  ['timestamp', 'signed|meta'],
  ['timestamp', 'signed|meta|/snapshot.json'],
  ['timestamp', 'signed|meta|/snapshot.json|hashes'],
  ['timestamp', 'signed|meta|/snapshot.json|length'],
];

describe('a manifest', () => {
  test.each(required)('%s without %s is refused, with file and field', (kind, path) => {
    const field = path.replaceAll('|', '.');
    const expected = { code: 'manifest-malformed', facts: { file: 'x.json', field } };
    expect(refusal(() => parse(kind, changed(kind, path, undefined)))).toEqual(expected);
  });

  const nullable = new Set(['default_components', 'dependencies', 'hashes']);
  test.each(required)('%s with null for %s is refused, with file and field (beat list 36)', (kind, path) => {
    const field = path.replaceAll('|', '.');
    const last = path.split('|').at(-1) ?? '';
    const refused = refusal(() => parse(kind, changed(kind, path, null)));
    if (nullable.has(last) && kind === 'component') expect(refused).toBeNull();
    else expect(refused).toEqual({ code: 'manifest-malformed', facts: { file: 'x.json', field } });
  });

  test.each(required)('%s with a name like %s but for case is refused', (kind, path) => {
    const steps = path.split('|');
    const last = steps.pop() ?? '';
    // Names in records, which aren't fields, are compared as they are.
    const text = changed(kind, [...steps, last.toUpperCase()].join('|'), 1);
    expect(refusal(() => parse(kind, text))?.code).toBe('manifest-malformed');
  });

  test.each<[ManifestKind, string, Json]>([
    ['root', 'signed|version', -1],
    ['root', 'signed|version', '1'],
    ['root', 'signed|version', 2 ** 53],
    ['root', 'signed|spec_version', '0.2.0'],
    ['root', 'signed|expires', '2026-11-22T02:00:00+0800'],
    ['root', 'signed|roles|index|url', '/root.json'],
    ['root', 'signed|roles|index|threshold', 0],
    ['root', 'signed|roles|root|threshold', 4],
    ['root', 'signed|roles|index|keys', []],
    ['index', 'signed|owners|../jdoe', {}],
    ['index', 'signed|owners|jdoe|threshold', 0],
    ['index', 'signed|owners|jdoe|threshold', 1.5],
    ['index', 'signed|components|../../x', {}],
    ['index', 'signed|components|tidb|url', '/../tidb.json'],
    ['index', 'signed|components|tidb|url', '/a/tidb.json'],
    ['index', 'signed|components|tidb|yanked', 0],
    ['index', 'signed|default_components', ['nobody']],
    ['component', 'signed|id', '../../bin/root'],
    ['component', 'signed|nightly', 'a/b'],
    ['component', 'signed|platforms|linux', {}],
    ['component', 'signed|platforms|../amd64', {}],
    ['component', 'signed|platforms|linux/amd64', []],
    ['component', 'signed|platforms|linux/amd64|v1/../2', {}],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|url', 'https://elsewhere/x.tar.gz'],
    // an owner who could name these would write them into every clone
    ['component', 'signed|platforms|linux/amd64|v1.0.0|url', '/root.json'],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|url', '/local_install.sh'],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|url', '/tiup-linux-amd64.tar.gz'],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|entry', '../../x'],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|length', -1],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes', []],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes|sha256', 'ab'],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes|sha256', 'A'.repeat(64)],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes|sha256', `${'a'.repeat(63)}g`],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes|sha256', `${'a'.repeat(63)}\n`],
    // the same as a digit in its lower eight bits
    ['component', 'signed|platforms|linux/amd64|v1.0.0|hashes|sha256', `\u0130${'a'.repeat(63)}`],
    ['component', 'signed|platforms|linux/amd64|v1.0.0|dependencies', []],
    ['snapshot', 'signed|meta|/../x.json', { version: 1, length: 1 }],
    ['snapshot', 'signed|meta|root.json', { version: 1, length: 1 }],
    ['timestamp', 'signed|meta|/snapshot.json|hashes', {}],
    ['timestamp', 'signed|meta|/snapshot.json|hashes', { md5: 'x' }],
  ])('%s with %s = %j is refused there (beat list 36, 37)', (kind, path, value) => {
    const refused = refusal(() => parse(kind, changed(kind, path, value)));
    expect(refused?.code).toBe('manifest-malformed');
    expect(String(refused?.facts.field)).toContain(path.split('|').slice(0, -1).join('.'));
  });

  test('an owner that is not there, and a timestamp of two files, are refused', () => {
    const stranger = changed('index', 'signed|components|tidb|owner', 'constructor');
    expect(refusal(() => parse('index', stranger))?.facts.field).toBe('signed.components.tidb.owner');
    const two = changed('timestamp', 'signed|meta|/root.json', { hashes: {}, length: 0 });
    expect(refusal(() => parse('timestamp', two))?.facts.field).toBe('signed.meta');
  });

  test.each(['1.0', '1e2', '1E+2', '-0', '01', '0x1', '1.5'])(
    'a number written as %s is refused',
    (digits) => {
      const version = encodeCanonical(smallComponent).replace('"version":3', `"version":${digits}`);
      const length = encodeCanonical(smallComponent).replace('"length":1200', `"length":${digits}`);
      const snapshot = changed('snapshot', 'signed|version', 4711).replace('4711', digits);
      for (const [kind, text] of [
        ['component', version],
        ['component', length],
      ] as const) {
        expect(refusal(() => parse(kind, `{"signatures":[],"signed":${text}}`))?.code).toBe(
          'manifest-malformed',
        );
      }
      expect(refusal(() => parse('snapshot', snapshot))?.code).toBe('manifest-malformed');
    },
  );

  test('the manifest of another kind is no manifest of this kind', () => {
    const kinds = Object.keys(examples) as ManifestKind[];
    for (const kind of kinds) {
      for (const other of kinds.filter((name) => name !== kind)) {
        const text = changed(kind, 'signed|_type', other);
        expect(refusal(() => parse(kind, text))?.code).toBe('binding-mismatch');
      }
    }
  });

  test('unknown fields are let be, and stay in the bytes', () => {
    for (const kind of Object.keys(examples) as ManifestKind[]) {
      const text = changed(kind, 'signed|later', { length: 1.5, deep: [1e300] });
      const parsed = parse(kind, text);
      expect(parsed.signed).toEqual(parse(kind, JSON.stringify(example(kind))).signed);
      expect(Buffer.from(parsed.signedBytes).toString()).toContain('"later":{"length":1.5');
      expect(parse(kind, changed(kind, 'beside', 1)).signed).toEqual(parsed.signed);
    }
  });

  test.each<[string, (text: string) => string]>([
    ['bytes after it', (text) => `${text}{}`],
    ['a newline in front and after', (text) => `\n${text}\n `],
    ['white space inside', (text) => text.replace('"signed":', ' "signed" : ')],
    ['signed first', (text) => swapped(text)],
    ['a second signed', (text) => text.replace(/\}$/, ',"signed":{}}')],
    ['a second signed before', (text) => text.replace(/^\{/, '{"signed":{},')],
    [
      'what ends the signatures inside a signature',
      (text) => text.replace('"sig":"', '"sig":"],\\"signed\\":{'),
    ],
  ])('with %s: read to the byte, or refused', (name, change) => {
    for (const kind of Object.keys(examples) as ManifestKind[]) {
      const text = change(Buffer.from(goldenFile(examples[kind])).toString());
      const right = parseManifest(kind, goldenFile(examples[kind]), 'x.json');
      if (name.startsWith('bytes') || name.startsWith('a second')) {
        expect(refusal(() => parse(kind, text))?.code).toBe('manifest-malformed');
      } else {
        const parsed = parse(kind, text);
        expect(parsed.signed).toEqual(right.signed);
        expect(Buffer.from(parsed.signedBytes).equals(right.signedBytes)).toBe(true);
      }
    }
  });

  test('a root over 1 MiB and a list of a thousand signatures are refused (beat list 36)', () => {
    const long = `${' '.repeat(longestRoot)}${JSON.stringify(example('root'))}`;
    expect(refusal(() => parse('root', long))?.code).toBe('manifest-too-long');
    const signatures = Array.from({ length: 1000 }, (_, i) => ({ keyid: String(i), sig: '' }));
    const many = changed('timestamp', 'signatures', signatures);
    expect(refusal(() => parse('timestamp', many))?.facts.field).toBe('signatures');
  });

  test('a component may be called constructor, and nothing else is one', () => {
    const text = changed('index', 'signed|components|constructor', {
      yanked: false,
      owner: 'jdoe',
      url: '/constructor.json',
      standalone: false,
      hidden: false,
    });
    const { components } = parseManifest('index', Buffer.from(text), 'x.json').signed;
    expect(components.constructor).toMatchObject({ url: '/constructor.json' });
    expect(components.toString).toBeUndefined();
  });
});

describe('signing', () => {
  const component = (change: Partial<Component>): Component => ({ ...smallComponent, ...change });

  test('gives what we read again, in the order of stock', () => {
    const bytes = signManifest(smallComponent, [smallKeys.pingcap, smallKeys.jdoe, smallKeys.pingcap]);
    const parsed = parseManifest('component', bytes, 'tidb.json');
    expect(parsed.signed).toEqual(smallComponent);
    expect(parsed.signatures.map(({ keyid }) => keyid)).toEqual([smallKeys.pingcap.id, smallKeys.jdoe.id]);
    expect(Buffer.from(bytes).toString()).toMatch(
      /^\{"signatures":\[\{"keyid":"[0-9a-f]{64}","sig":"[^"]+"\},/,
    );
    expect(bytes.at(-1)).toBe('}'.charCodeAt(0));
  });

  test.each<[string, Component, string]>([
    ['an expiry that nobody reads', component({ expires: 'soon' }), 'signed.expires'],
    ['a name outside the grammar', component({ id: '../x' }), 'signed.id'],
    ['a version that is no whole number', component({ version: 1.5 }), 'signed.version'],
    ['a field that does not belong there', Object.assign(component({}), { name: 'x' }), 'signed'],
  ])('refuses %s', (_, manifest, field) => {
    const refused = refusal(() => signManifest(manifest, [smallKeys.pingcap]));
    expect(refused).toMatchObject({ code: 'manifest-malformed', facts: { field } });
  });

  test('refuses keys that nobody can verify with, and a timestamp that stock would not take', () => {
    const index = parseManifest('index', goldenFile(examples.index), 'i').signed;
    const key = { keytype: 'rsa', keyval: { public: 'x' }, scheme: 'rsassa-pss-sha256' };
    const owners = { ...index.owners, x: { name: 'x', keys: { a: key }, threshold: 1 } };
    expect(refusal(() => signManifest({ ...index, owners }, [smallKeys.index]))?.code).toBe('key-unusable');
    const timestamp = parseManifest('timestamp', goldenFile(examples.timestamp), 't').signed;
    expect(signManifest(timestamp, [smallKeys.timestamp]).length).toBeLessThanOrEqual(1024);
    const twice = [smallKeys.timestamp, smallKeys.index];
    expect(refusal(() => signManifest(timestamp, twice))?.code).toBe('manifest-too-long');
  });
});

function swapped(text: string): string {
  const at = text.indexOf('],"signed":{');
  return `{"signed":${text.slice(at + 11, -1)},${text.slice(1, at + 1)}}`;
}
