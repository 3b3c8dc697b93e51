import type { FileHash, Snapshot, Timestamp } from '../manifest.ts';
import { isFileUrl } from '../names.ts';
import { baseFields, readBase } from './base.ts';
import type { Field } from './field.ts';

/** Reads `signed` of a snapshot: which version of each manifest belongs to this state of the mirror. */
export function readSnapshot(signed: Field): Snapshot {
  const fields = signed.fields([...baseFields, 'meta']);
  const base = readBase('snapshot', fields);
  const meta = fields.meta.record((url, field) => {
    if (!url.startsWith('/') || !isFileUrl(url)) field.refuse('is not the url of a file in the mirror');
    const { version, length } = field.fields(['version', 'length']);
    return { version: version.count(), length: length.count() };
  });
  return { ...base, meta };
}

/** Reads `signed` of a timestamp: it points at the snapshot and at nothing else. */
export function readTimestamp(signed: Field): Timestamp {
  const fields = signed.fields([...baseFields, 'meta']);
  const base = readBase('timestamp', fields);
  const snapshot = fields.meta.fields(['/snapshot.json'])['/snapshot.json'];
  if (fields.meta.entries().length > 1) fields.meta.refuse('names more than /snapshot.json');
  return { ...base, meta: { '/snapshot.json': readFileHash(snapshot) } };
}

function readFileHash(field: Field): FileHash {
  const { hashes, length } = field.fields(['hashes', 'length']);
  const read = readHashes(hashes);
  if (!Object.hasOwn(read, 'sha256') && !Object.hasOwn(read, 'sha512')) {
    hashes.refuse('holds neither sha256 nor sha512, so that nothing is bound');
  }
  return { hashes: read, length: length.count() };
}

/** Algorithm → small hex digits. Algorithms that aren't known are let be. */
export function readHashes(field: Field): Readonly<Record<string, string>> {
  return field.record((algorithm, hash) => {
    const text = hash.string();
    const length = hashLengths.get(algorithm.toLowerCase());
    if (length === undefined) return text;
    if (algorithm !== algorithm.toLowerCase()) hash.refuse(`is ${algorithm.toLowerCase()} in other letters`);
    return isHash(text, length) ? text : hash.refuse(`does not have ${length} small hex digits`);
  });
}

/** Small hex digits, so many of them: what clients compare with, letter by letter. */
export function isHash(text: string, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (isHexDigit[text.charCodeAt(at)] !== 1) return false;
  return true;
}

/** By a letter's code. A large mirror has a hundred million digits, and a regular expression takes twice as long. */
const isHexDigit = new Uint8Array(256);
for (const digit of '0123456789abcdef') isHexDigit[digit.charCodeAt(0)] = 1;

const hashLengths = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);
