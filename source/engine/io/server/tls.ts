import { readFile, stat } from 'node:fs/promises';
import type { RequestListener, Server, ServerOptions } from 'node:http';
import { Server as SecureServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { EngineError } from '../../errors.ts';
import { fileError, isAbsent } from '../files.ts';

export type CertificateFiles = { readonly cert: string; readonly key: string };

/** A certificate with its key, known to go together. */
export type Certificate = {
  /** Somebody else than its owner can read the key's file. */
  readonly exposed: boolean;
  server(settings: ServerOptions, listener: RequestListener): Server;
  /** Gives it to a server that runs: connections from now on see it. */
  apply(server: Server): void;
};

/** Reads a certificate (with the chain behind it) and its key, both PEM. Throws `certificate-unusable`, `file-missing`. */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  const cert = await readPem(files.cert);
  const key = await readPem(files.key);
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError('certificate-unusable', `${files.cert} with ${files.key}: ${reason}`, {
      facts: { file: files.cert, key: files.key, reason },
      cause,
    });
  }
  const exposed = ((await stat(files.key)).mode & 0o077) !== 0;
  return {
    exposed,
    server: (settings, listener) => new SecureServer({ ...settings, cert, key }, listener),
    apply: (server) => {
      if (server instanceof SecureServer) server.setSecureContext({ cert, key });
    },
  };
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!isAbsent(error)) throw fileError(error, path);
    throw new EngineError('file-missing', `${path} is not there`, { facts: { file: path }, cause: error });
  }
}
