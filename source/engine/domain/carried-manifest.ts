import { encodeCanonical } from './canonical-json.ts';
import { isJsonObject, parseJson } from './json.ts';
import { malformed } from './malformed.ts';
import type { Manifest, ManifestKind, Signature } from './manifest.ts';
import { parseManifest } from './parse.ts';

/** A manifest on its way from signer to signer. Nothing in it is trusted. */
export type CarriedManifest = {
  /** What is signed: canonical JSON, with every field that the file had. */
  readonly signed: string;
  readonly manifest: Manifest;
  readonly signatures: readonly Signature[];
};

const kinds: readonly ManifestKind[] = ['root', 'index', 'component', 'snapshot', 'timestamp'];

/**
 * Reads a manifest however it is laid out, signed by nobody yet (`"signatures":null`) or by anybody; also `signed`
 * alone, as an editor shows a root. Signatures are made over its canonical form.
 * @throws `manifest-malformed`, `manifest-too-long`
 */
export function readCarried(bytes: Uint8Array, file: string): CarriedManifest {
  const value = parseJson(bytes, file);
  if (!isJsonObject(value)) throw malformed(file, '', 'is not an object');
  const isWhole = Object.hasOwn(value, 'signed');
  const content = isWhole ? value.signed : value;
  if (content === undefined || !isJsonObject(content)) throw malformed(file, 'signed', 'is not an object');
  const kind = kinds.find((name) => name === content._type);
  if (kind === undefined) throw malformed(file, isWhole ? 'signed._type' : '_type', 'is no kind of manifest');
  const signed = encodeCanonical(content);
  const list = isWhole ? (value.signatures ?? []) : [];
  const text = `{"signatures":${encodeCanonical(list)},"signed":${signed}}`;
  const { signed: manifest, signatures } = parseManifest(kind, Buffer.from(text), file);
  return { signed, manifest, signatures };
}
