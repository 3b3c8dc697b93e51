import { isUtf8 } from 'node:buffer';
import { EngineError } from '../errors.ts';
import { decodeUtf8, type JsonValue, scanJson } from './json.ts';
import type { ManifestByKind, ManifestKind, Signature } from './manifest.ts';
import { readComponent } from './parse/component.ts';
import { Field } from './parse/field.ts';
import { readIndex } from './parse/index.ts';
import { readSnapshot, readTimestamp } from './parse/meta.ts';
import { plainComponent } from './parse/plain-component.ts';
import { readRoot } from './parse/root.ts';

/** A file of the right structure, by whomever: nothing in it is trusted yet. */
export type Parsed<K extends ManifestKind = ManifestKind> = {
  readonly kind: K;
  /** The name for messages, as in `12.tidb.json`. */
  readonly file: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  readonly signatures: readonly Signature[];
  /** What the file says: exactly what stands in `signedBytes`, fields that aren't known left out. */
  readonly signed: ManifestByKind[K];
  /** The bytes of `signed` as they stand in the file: what signatures are made over. */
  readonly signedBytes: Uint8Array;
};

/** No manifest may be longer, whatever a snapshot allows: bytes. */
export const longestManifest = 64 * 1024 * 1024;
/** Bytes of a root: nothing points at it with a length. */
export const longestRoot = 1024 * 1024;
const mostSignatures = 256;

const readers: { readonly [K in ManifestKind]: (signed: Field) => ManifestByKind[K] } = {
  root: readRoot,
  index: readIndex,
  component: readComponent,
  snapshot: readSnapshot,
  timestamp: readTimestamp,
};

/**
 * Bytes → manifest of the given kind. Structure only, no trust. Throws `manifest-malformed` (facts file, field),
 * `binding-mismatch` for a manifest of another kind, `manifest-too-long` beyond what any manifest may have.
 */
export function parseManifest<K extends ManifestKind>(kind: K, bytes: Uint8Array, file: string): Parsed<K> {
  checkLength(bytes, kind === 'root' ? longestRoot : longestManifest, file);
  return (kind === 'component' ? parsePlain(kind, bytes, file) : null) ?? parseStrictly(kind, bytes, file);
}

/** Throws `manifest-too-long` (facts file, expected, got: bytes) above the limit. */
export function checkLength(bytes: Uint8Array, limit: number, file: string): void {
  if (bytes.byteLength <= limit) return;
  throw new EngineError('manifest-too-long', `${file} has ${bytes.byteLength} bytes, ${limit} are allowed`, {
    facts: { file, expected: limit, got: bytes.byteLength },
  });
}

function parseStrictly<K extends ManifestKind>(kind: K, bytes: Uint8Array, file: string): Parsed<K> {
  const scanned = scanJson(decodeUtf8(bytes, file), file);
  const fields = Field.outermost(scanned, file).fields(['signatures', 'signed']);
  const signatures = readSignatures(fields.signatures);
  const signed = readers[kind](fields.signed);
  const signedBytes = Buffer.from(scanned.outermost.get('signed') ?? '');
  return { kind, file, bytes, signatures, signed, signedBytes };
}

function readSignatures(field: Field): Signature[] {
  const list = field.list();
  if (list.length > mostSignatures) field.refuse('has too many signatures');
  return list.map((item) => {
    const { keyid, sig } = item.fields(['keyid', 'sig']);
    return { keyid: keyid.string(), sig: sig.string() };
  });
}

const opening = Buffer.from('{"signatures":[');
const middle = Buffer.from('],"signed":{');

/** The short way for what every writer of manifests makes. Null: the strict way decides, and says what is wrong. */
function parsePlain<K extends ManifestKind>(kind: K, bytes: Uint8Array, file: string): Parsed<K> | null {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = whole.indexOf(middle);
  if (end < 0 || !whole.subarray(0, opening.length).equals(opening) || whole.at(-1) !== 0x7d) return null;
  const signedBytes = whole.subarray(end + middle.length - 1, -1);
  if (!isUtf8(signedBytes)) return null;
  const text = signedBytes.toString('utf8');
  const component = plainComponent(text, parseLoosely(text));
  if (component === null) return null;
  // What stands before the first `],"signed":{` is the list of signatures only if it is one by itself.
  const list = scanJson(decodeUtf8(whole.subarray(opening.length - 1, end + 1), file), file);
  const signatures = readSignatures(Field.outermost(list, file));
  return { kind, file, bytes, signatures, signed: component as ManifestByKind[K], signedBytes };
}

function parseLoosely(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the strict way says where
  }
}
