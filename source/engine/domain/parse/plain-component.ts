import { parseInstant } from '../instant.ts';
import type { JsonValue } from '../json.ts';
import type { Component } from '../manifest.ts';
import { isComponentName, isEntry, isTarballUrl, isVersion } from '../names.ts';
import { isPlatform } from '../platform.ts';
import { withoutPrototype } from '../record.ts';
import { isHash } from './meta.ts';

/**
 * The short way for component manifests, of which a mirror has hundreds with hundreds of versions each: the value
 * that `JSON.parse` made of the text when it is plainly right, else null, and then the strict reader decides and
 * says what is wrong. It never accepts what the strict reader refuses.
 *
 * What `JSON.parse` hides (repeated fields, white space, escapes) and what nobody asked for (unknown fields) all
 * make the text longer than the known fields need. Only a number with an exponent can make it shorter. So: no such
 * number, the known fields right, and the lengths equal, means that there is nothing else in the text.
 */
export function plainComponent(text: string, value: JsonValue): Component | null {
  // Without `\u` every name of a field stands there in its own letters, where a pattern finds it, and no string
  // holds half of a surrogate pair.
  if (unplainLength.test(text) || text.includes('\\u')) return null;
  const component = value as Partial<Component> | null;
  if (component === null || !text.endsWith(`"version":${component.version}}`)) return null;
  if (lengthOf(component) !== text.length) return null;
  const right = component as Component;
  for (const platform in right.platforms) withoutPrototype(right.platforms[platform] ?? {});
  withoutPrototype(right.platforms);
  return right;
}

const unplainLength = /length"[ \t\n\r]*:[ \t\n\r]*[0-9]+[.eE]/;

/** `{"_type":"component","description":,"expires":"","id":"","nightly":"","platforms":{},"spec_version":"0.1.0","version":}` */
const frameLength =
  JSON.stringify({
    _type: 'component',
    expires: '',
    id: '',
    nightly: '',
    platforms: {},
    spec_version: '0.1.0',
  }).length + ',"description":,"version":'.length;
const itemFrameLength = '{"dependencies":,"entry":"","hashes":,"length":,"released":"","url":"","yanked":}'
  .length;

/** Characters that the right component's canonical text has, or NaN when something isn't right. */
function lengthOf(component: Partial<Component>): number {
  const { _type, spec_version, expires, version, id, description, nightly, platforms } = component;
  if (_type !== 'component' || spec_version !== '0.1.0' || !isCount(version)) return Number.NaN;
  if (typeof expires !== 'string' || parseInstant(expires) === null) return Number.NaN;
  if (typeof id !== 'string' || !isComponentName(id) || typeof description !== 'string') return Number.NaN;
  if (typeof nightly !== 'string' || (nightly !== '' && !isVersion(nightly))) return Number.NaN;
  if (!isRecord(platforms)) return Number.NaN;
  const length =
    frameLength +
    expires.length +
    digits(version) +
    id.length +
    nightly.length +
    JSON.stringify(description).length;
  return length + lengthOfPlatforms(platforms);
}

function lengthOfPlatforms(platforms: Record<string, unknown>): number {
  // All platforms have much the same versions, and all versions the same program: each is asked for once.
  const names = new Set<string>();
  let program = '';
  let length = 0;
  for (const platform in platforms) {
    const versions = platforms[platform];
    if (!isPlatform(platform) || !isRecord(versions)) return Number.NaN;
    const before = length;
    for (const version in versions) {
      const item = versions[version];
      if (!isRecord(item)) return Number.NaN;
      const { dependencies, entry, hashes, length: bytes, released, url, yanked } = item;
      if (dependencies !== null || typeof entry !== 'string' || !isRecord(hashes)) return Number.NaN;
      if (!isCount(bytes) || typeof released !== 'string' || typeof url !== 'string') return Number.NaN;
      if (typeof yanked !== 'boolean' || !isTarballUrl(url)) return Number.NaN;
      if (!names.has(version)) {
        if (!isVersion(version)) return Number.NaN;
        names.add(version);
      }
      if (entry !== program) {
        if (!isEntry(entry)) return Number.NaN;
        program = entry;
      }
      length += version.length + '"":,'.length + itemFrameLength + 'null'.length + entry.length;
      length += lengthOfHashes(hashes) + digits(bytes) + released.length + url.length + (yanked ? 4 : 5);
    }
    // Each entry was counted with a comma; the last one has none.
    if (length > before) length -= 1;
    length += platform.length + '"":{},'.length;
  }
  return length === 0 ? 0 : length - 1;
}

function lengthOfHashes({ sha256, sha512 }: Record<string, unknown>): number {
  if (typeof sha256 !== 'string' || !isHash(sha256, 64)) return Number.NaN;
  if (sha512 === undefined) return '{"sha256":""}'.length + 64;
  if (typeof sha512 !== 'string' || !isHash(sha512, 128)) return Number.NaN;
  return '{"sha256":"","sha512":""}'.length + 64 + 128;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Digits of a whole number, without making a string of it. */
function digits(value: number): number {
  let count = 1;
  for (let power = 10; power <= value; power *= 10) count += 1;
  return count;
}
