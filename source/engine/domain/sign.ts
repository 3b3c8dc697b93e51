import { EngineError } from '../errors.ts';
import { encodeCanonical } from './canonical-json.ts';
import { keyProblem } from './key.ts';
import { malformed } from './malformed.ts';
import type { Manifest, PublicKey, Signature } from './manifest.ts';
import { checkLength, parseManifest } from './parse.ts';
import type { PrivateKey } from './private-key.ts';

/** Stock clients read no more of a timestamp: bytes. */
export const longestTimestamp = 1024;

/**
 * The bytes of a manifest's file, signed by all the keys: canonical JSON without a newline, as stock writes it.
 * What this gives, our own reader takes. Throws `manifest-malformed` for a manifest that it would refuse,
 * `key-unusable` for a role or owner with a key that nobody can verify with, `manifest-too-long` for a timestamp
 * over 1024 bytes (two RSA signatures are too many).
 */
export function signManifest(manifest: Manifest, keys: readonly PrivateKey[]): Uint8Array {
  const signed = encodeCanonical(manifest);
  const signedBytes = Buffer.from(signed);
  const signatures = [...new Map(keys.map((key) => [key.id, key])).values()].map((key) => ({
    keyid: key.id,
    sig: Buffer.from(key.sign(signedBytes)).toString('base64'),
  }));
  const bytes = manifestFile(signed, signatures);
  const file = manifest._type === 'component' ? `${manifest.id}.json` : `${manifest._type}.json`;
  checkReadable(manifest, signed, bytes, file);
  if (manifest._type === 'timestamp') checkLength(bytes, longestTimestamp, file);
  for (const [name, listed] of listedKeys(manifest)) checkListedKeys(name, listed, file);
  return bytes;
}

/** A manifest's file: what is signed, as canonical JSON, with its signatures. Nothing about them is checked. */
export function manifestFile(signed: string, signatures: readonly Signature[]): Uint8Array {
  return Buffer.from(`{"signatures":${encodeCanonical(signatures)},"signed":${signed}}`);
}

/** A stock client drops fields it doesn't know when it saves a file, and then the signature fails: write none. */
function checkReadable(manifest: Manifest, signed: string, bytes: Uint8Array, file: string): void {
  const read = parseManifest(manifest._type, bytes, file);
  if (encodeCanonical(read.signed) === signed) return;
  throw malformed(file, 'signed', 'has fields that do not belong there, or lacks some');
}

/** The keys that a manifest lists, by what they are listed for. */
function listedKeys(manifest: Manifest): [string, Readonly<Record<string, PublicKey>>][] {
  if (manifest._type === 'root')
    return Object.entries(manifest.roles).map(([role, { keys }]) => [role, keys]);
  if (manifest._type === 'index') return Object.entries(manifest.owners).map(([id, { keys }]) => [id, keys]);
  return [];
}

function checkListedKeys(name: string, keys: Readonly<Record<string, PublicKey>>, file: string): void {
  for (const [id, key] of Object.entries(keys)) {
    const problem = keyProblem(key);
    if (problem === null) continue;
    throw new EngineError('key-unusable', `${file}: key ${id} of ${name} can't be used: ${problem}`, {
      facts: { file, owner: name, key: id },
    });
  }
}
