import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { hashes, Point, verify as verifyEd25519 } from '@noble/ed25519';
import { encodeCanonical } from './canonical-json.ts';
import type { PublicKey } from './manifest.ts';
import { decodeBase64, decodePem } from './pem.ts';

// The synchronous half of @noble/ed25519 works once it is told where SHA-512 is.
hashes.sha512 = (message) => new Uint8Array(createHash('sha512').update(message).digest());

export type KeyType = 'rsa' | 'ed25519';

/** `keytype` → the only `scheme` that goes with it. */
export const schemes: Readonly<Record<KeyType, string>> = { rsa: 'rsassa-pss-sha256', ed25519: 'ed25519' };

const smallestModulus = 2048;
const largestModulus = 8192;

/**
 * A key that can verify, or why it can't. `material` is the same for every way of writing the same key, `length` the
 * bytes of a signature.
 */
type Loaded =
  | { readonly problem: string }
  | {
      readonly problem: null;
      readonly material: string;
      readonly length: number;
      readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean;
    };

// Keys come from parsed manifests, which nothing changes; hundreds of components are verified with the same one.
const loadedKeys = new WeakMap<PublicKey, Loaded>();

function load(key: PublicKey): Loaded {
  const known = loadedKeys.get(key);
  if (known !== undefined) return known;
  const loaded = loadNew(key);
  loadedKeys.set(key, loaded);
  return loaded;
}

function loadNew(key: PublicKey): Loaded {
  if (key.keytype !== 'rsa' && key.keytype !== 'ed25519') return { problem: 'its key type is not known' };
  if (key.scheme !== schemes[key.keytype]) return { problem: 'its scheme does not go with its key type' };
  const extra = Object.keys(key.keyval).some((name) => name !== 'public');
  if (extra) return { problem: 'it holds more than its public half' };
  return key.keytype === 'rsa' ? loadRsa(key.keyval.public) : loadEd25519(key.keyval.public);
}

function loadRsa(text: string): Loaded {
  const pem = decodePem(text);
  if (pem === null || pem.label !== 'PUBLIC KEY') return { problem: 'it is not a PEM block PUBLIC KEY' };
  const key = readSpki(pem.der);
  if (key === null || key.asymmetricKeyType !== 'rsa') return { problem: 'it is not an RSA key' };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const exponent = key.asymmetricKeyDetails?.publicExponent ?? 0n;
  if (bits < smallestModulus) return { problem: `its ${bits} bits are fewer than ${smallestModulus}` };
  if (bits > largestModulus) return { problem: `its ${bits} bits are more than ${largestModulus}` };
  // With exponent 1 everybody could sign; Go takes at most 31 bits.
  if (exponent < 3n || exponent % 2n === 0n || exponent > 0x7fffffffn) {
    return { problem: 'its public exponent is not a sound one' };
  }
  const der = key.export({ type: 'spki', format: 'der' });
  if (!der.equals(pem.der)) return { problem: 'its DER is not in the one right form' };
  return {
    problem: null,
    material: `rsa ${createHash('sha256').update(der).digest('hex')}`,
    length: Math.ceil(bits / 8),
    verify: (bytes, signature) =>
      verify(
        'sha256',
        bytes,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
        signature,
      ),
  };
}

function readSpki(der: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    return null; // OpenSSL's words for what isn't a key help nobody
  }
}

function loadEd25519(text: string): Loaded {
  const problem = 'it is not an ed25519 public key of 64 small hex digits';
  if (!/^[0-9a-f]{64}$/.test(text)) return { problem };
  const bytes = Buffer.from(text, 'hex');
  try {
    if (Point.fromBytes(bytes).isSmallOrder()) return { problem };
  } catch {
    return { problem }; // not on the curve
  }
  return {
    problem: null,
    material: `ed25519 ${text}`,
    length: 64,
    verify: (message, signature) =>
      signature.length === 64 && verifyEd25519(signature, message, bytes, { zip215: false }),
  };
}

/** The id of a key: sha256 (hex) of its canonical JSON. Where an extra field stands, it doesn't count. */
export function keyId(key: PublicKey): string {
  const { keytype, keyval, scheme } = key;
  return createHash('sha256')
    .update(encodeCanonical({ keytype, keyval: { public: keyval.public }, scheme }))
    .digest('hex');
}

/** Why nothing can be verified with this key (an English clause, "it is …"), or null when it is sound. */
export function keyProblem(key: PublicKey): string | null {
  return load(key).problem;
}

/**
 * What the key is, however it is written: two ids with the same material are one key, and count once towards a
 * threshold. Null for an unusable key.
 */
export function keyMaterial(key: PublicKey): string | null {
  const loaded = load(key);
  return loaded.problem === null ? loaded.material : null;
}

/** Characters of this key's signatures, in standard base64. 0 for an unusable key. */
export function signatureLength(key: PublicKey): number {
  const loaded = load(key);
  return loaded.problem === null ? 4 * Math.ceil(loaded.length / 3) : 0;
}

/** Whether the signature (standard base64) is this key's over these bytes. False for an unusable key. */
export function verifyWith(key: PublicKey, bytes: Uint8Array, signature: string): boolean {
  const loaded = load(key);
  const raw = decodeBase64(signature);
  return loaded.problem === null && raw !== null && loaded.verify(bytes, raw);
}
