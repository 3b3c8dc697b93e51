import { readFile } from 'node:fs/promises';
import type { SecureContext } from 'node:tls';
import { EngineError } from '../errors.ts';
import { fileError, isAbsent } from './files.ts';
import type { Network } from './network.ts';

const largestFile = 4 * 1024 * 1024;

/** A context for connections that trust the authorities of a network besides the usual ones; made once, for many. */
export function secureContextOf({
  authorities,
}: Network): { readonly secureContext: SecureContext } | undefined {
  if (authorities === '') return undefined;
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
  return { secureContext: createSecureContext({ ca: [...getCACertificates('default'), authorities] }) };
}

/** Reads a PEM file of certificates that are to be trusted. Throws `certificate-unusable` (facts file, reason). */
export async function readAuthorities(file: string): Promise<string> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) throw refuse(file, 'it is not there');
    throw fileError(error, file);
  }
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (pem.length > largestFile || certificates.length === 0)
    throw refuse(file, 'it holds no certificate in PEM form');
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  try {
    for (const one of certificates) new X509Certificate(one);
  } catch (cause) {
    throw refuse(file, 'a certificate in it is broken', cause);
  }
  // a private key that lies in the same file stays there
  return certificates.join('\n');
}

function refuse(file: string, reason: string, cause?: unknown): EngineError {
  return new EngineError('certificate-unusable', `${file}: ${reason}`, {
    facts: { file, reason, use: 'authority' },
    cause,
  });
}
