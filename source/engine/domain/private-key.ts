import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';
import { getPublicKey, sign as signEd25519, utils } from '@noble/ed25519';
import { type KeyType, keyId, schemes } from './key.ts';
import type { PublicKey } from './manifest.ts';
import { encodePem } from './pem.ts';

/** A key that can sign. Its secret half is in no field, so that no log or JSON of it shows it. */
export class PrivateKey {
  /** The same from the private and from the public half. */
  readonly id: string;
  readonly public: PublicKey;
  readonly #secret: string;
  readonly #sign: (bytes: Uint8Array) => Uint8Array;

  constructor(publicHalf: PublicKey, secret: string, signBytes: (bytes: Uint8Array) => Uint8Array) {
    this.id = keyId(publicHalf);
    this.public = publicHalf;
    this.#secret = secret;
    this.#sign = signBytes;
  }

  /** The raw signature: RSASSA-PSS with SHA-256 and the longest salt, or ed25519. */
  sign(bytes: Uint8Array): Uint8Array {
    return this.#sign(bytes);
  }

  /** The text of `keyval.private`: a PEM block for RSA, 64 hex digits for ed25519. For key files only. */
  secret(): string {
    return this.#secret;
  }
}

/** A new key from the system's random source. RSA has 2048 bits, as stock's. */
export async function generateKey(type: KeyType): Promise<PrivateKey> {
  if (type === 'ed25519') return ed25519Key(utils.randomSecretKey());
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
  return rsaKey(pair.privateKey);
}

/** From the DER of PKCS#1. Throws what OpenSSL throws when it isn't one. */
export function rsaKeyFromPkcs1(der: Uint8Array): PrivateKey {
  return rsaKey(createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' }));
}

function rsaKey(key: KeyObject): PrivateKey {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const publicHalf = {
    keytype: 'rsa',
    keyval: { public: encodePem('PUBLIC KEY', spki) },
    scheme: schemes.rsa,
  };
  // The label says PKCS#8, the content is PKCS#1: that is the form of stock's key files.
  const secret = encodePem('PRIVATE KEY', key.export({ type: 'pkcs1', format: 'der' }));
  return new PrivateKey(publicHalf, secret, (bytes) =>
    sign('sha256', bytes, {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
    }),
  );
}

/** From the 32 bytes of its seed. Throws when there are not 32. */
export function ed25519Key(seed: Uint8Array): PrivateKey {
  const publicHalf = {
    keytype: 'ed25519',
    keyval: { public: Buffer.from(getPublicKey(seed)).toString('hex') },
    scheme: schemes.ed25519,
  };
  return new PrivateKey(publicHalf, Buffer.from(seed).toString('hex'), (bytes) => signEd25519(bytes, seed));
}
