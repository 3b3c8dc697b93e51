import { EngineError } from '../errors.ts';
import { encodeCanonical } from './canonical-json.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from './json.ts';
import { keyProblem, schemes } from './key.ts';
import { shown } from './malformed.ts';
import type { PublicKey } from './manifest.ts';
import { decodePem, encodePem, loosePem } from './pem.ts';
import { ed25519Key, type PrivateKey, rsaKeyFromPkcs1 } from './private-key.ts';

/** A key file holds one key: a private half, from which the public one follows, or a public half alone. */
export type KeyFile = { readonly public: PublicKey; readonly private: PrivateKey | null };

const longestKeyFile = 64 * 1024;

/**
 * Reads either half in stock's form, or a public half as other tools write it: one PEM block. Throws `key-malformed`
 * (facts file, field), which never quotes the content.
 */
export function parseKeyFile(bytes: Uint8Array, file: string): KeyFile {
  const key = readFields(bytes, file);
  if (key.secret !== undefined) {
    const secret = readSecret(key.keytype, key.scheme, key.secret, file);
    if (key.public !== undefined && key.public !== secret.public.keyval.public) {
      throw refuse(file, 'keyval.public', 'is not the other half of keyval.private');
    }
    return { public: secret.public, private: secret };
  }
  if (key.public === undefined) throw refuse(file, 'keyval', 'holds neither a public nor a private half');
  const publicHalf = { keytype: key.keytype, keyval: { public: key.public }, scheme: key.scheme };
  const problem = keyProblem(publicHalf);
  if (problem !== null) throw refuse(file, 'keyval.public', `can't be used: ${problem}`);
  return { public: publicHalf, private: null };
}

/**
 * Reads a public half that somebody has typed or pasted, where line ends are blanks or lost. A private key is refused
 * by its own code: it has been shown, and belongs on no screen. Throws `key-malformed`, `private-key-shown`.
 */
export function parsePublicText(text: string): PublicKey {
  if (/PRIVATE KEY|"private"/.test(text)) throw privateShown();
  const { public: key, private: secret } = parseKeyFile(Buffer.from(text.trim()), '');
  if (secret !== null) throw privateShown();
  return key;
}

function privateShown(): EngineError {
  return new EngineError('private-key-shown', 'the text holds a private key');
}

/** Reads a private key file. Throws `key-malformed`, also for a public half. */
export function parsePrivateKey(bytes: Uint8Array, file: string): PrivateKey {
  const key = parseKeyFile(bytes, file).private;
  if (key === null) throw refuse(file, 'keyval.private', 'is missing: this is only a public half');
  return key;
}

/** The text of a private key file: one JSON object and a newline, as stock writes it. */
export function encodePrivateKey(key: PrivateKey): string {
  const { keytype, scheme } = key.public;
  return `${encodeCanonical({ keytype, keyval: { private: key.secret() }, scheme })}\n`;
}

/** The text of a public key file: one JSON object and a newline, as stock writes it. */
export function encodePublicKey({ keytype, keyval, scheme }: PublicKey): string {
  return `${encodeCanonical({ keytype, keyval: { public: keyval.public }, scheme })}\n`;
}

type KeyFields = {
  readonly keytype: string;
  readonly scheme: string;
  readonly public: string | undefined;
  readonly secret: string | undefined;
};

function readFields(bytes: Uint8Array, file: string): KeyFields {
  if (bytes.byteLength > longestKeyFile) throw refuse(file, '', 'is too long for a key');
  const pem = loosePem(Buffer.from(bytes).toString('latin1'));
  if (pem?.label === 'PUBLIC KEY') {
    const whole = encodePem(pem.label, pem.der);
    return { keytype: 'rsa', scheme: schemes.rsa, public: whole, secret: undefined };
  }
  const outer = readObject(bytes, file);
  const keyval = outer.keyval;
  if (keyval === undefined || !isJsonObject(keyval)) throw refuse(file, 'keyval', 'is not an object');
  for (const name of Object.keys(keyval)) {
    if (name !== 'public' && name !== 'private')
      throw refuse(file, `keyval.${name}`, 'does not belong there');
  }
  return {
    keytype: text(outer.keytype, file, 'keytype'),
    scheme: text(outer.scheme, file, 'scheme'),
    public: keyval.public === undefined ? undefined : text(keyval.public, file, 'keyval.public'),
    secret: keyval.private === undefined ? undefined : text(keyval.private, file, 'keyval.private'),
  };
}

function readObject(bytes: Uint8Array, file: string): JsonObject {
  let value: JsonValue;
  try {
    value = parseJson(bytes, file);
  } catch (cause) {
    const field = cause instanceof EngineError ? String(cause.facts.field ?? '') : '';
    throw refuse(file, field, 'is not the JSON of a key', cause);
  }
  if (!isJsonObject(value)) throw refuse(file, '', 'is not a JSON object');
  return value;
}

function readSecret(keytype: string, scheme: string, secret: string, file: string): PrivateKey {
  if (keytype === 'rsa' && scheme === schemes.rsa) return readRsaSecret(secret, file);
  if (keytype === 'ed25519' && scheme === schemes.ed25519) {
    if (/^[0-9a-f]{64}$/.test(secret)) return ed25519Key(Buffer.from(secret, 'hex'));
    throw refuse(file, 'keyval.private', 'is not 64 small hex digits');
  }
  throw refuse(file, 'keytype', 'is of no known kind, or its scheme is not the one that goes with it');
}

function readRsaSecret(secret: string, file: string): PrivateKey {
  const pem = decodePem(secret);
  if (pem === null || !['PRIVATE KEY', 'RSA PRIVATE KEY'].includes(pem.label)) {
    throw refuse(file, 'keyval.private', 'is not one PEM block PRIVATE KEY');
  }
  let key: PrivateKey;
  try {
    key = rsaKeyFromPkcs1(pem.der);
  } catch (cause) {
    throw refuse(file, 'keyval.private', 'does not hold a PKCS#1 key (stock takes no PKCS#8 either)', cause);
  }
  const problem = keyProblem(key.public);
  if (problem !== null) throw refuse(file, 'keyval.private', `can't be used: ${problem}`);
  return key;
}

function text(value: JsonValue | undefined, file: string, field: string): string {
  if (typeof value !== 'string') throw refuse(file, field, 'is not a string');
  return value;
}

function refuse(file: string, field: string, why: string, cause?: unknown): EngineError {
  const where = field === '' ? file : `${file}: ${shown(field)}`;
  return new EngineError('key-malformed', `${where} ${why}`, { facts: { file, field: shown(field) }, cause });
}
