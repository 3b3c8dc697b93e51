import { EngineError, type ErrorCode } from '../../errors.ts';
import type { Exchange } from './exchange.ts';
import type { Upload } from './uploads.ts';

type Answer = readonly [status: number, word: string];

const invalidTarball: Answer = [400, 'INVALID TARBALL'];
const invalidManifest: Answer = [400, 'INVALID MANIFEST'];
const forbidden: Answer = [403, 'FORBIDDEN'];
// Stock's client takes it for "somebody was quicker" and tries again, with everything, some seconds later.
const conflict: Answer = [409, 'MANIFEST CONFLICT'];
const internal: Answer = [500, 'INTERNAL ERROR'];

/** What stock's table says, by our codes; anything else is the server's own trouble. */
const answers: Readonly<Partial<Record<ErrorCode, Answer>>> = {
  'tarball-malformed': invalidTarball,
  'tarball-unsafe': invalidTarball,
  'hash-mismatch': invalidTarball,
  'length-mismatch': invalidTarball,
  // Sending the same tarball again, as stock does after INVALID TARBALL, would not help here.
  'entry-missing': invalidManifest,
  'entry-not-executable': invalidManifest,
  'version-exists': invalidManifest,
  'manifest-malformed': invalidManifest,
  'manifest-too-long': invalidManifest,
  'manifest-expired': invalidManifest,
  'binding-mismatch': invalidManifest,
  'name-invalid': invalidManifest,
  'version-invalid': invalidManifest,
  'entry-invalid': invalidManifest,
  'platform-invalid': invalidManifest,
  // what a rotation must not bring about
  usage: invalidManifest,
  'key-exists': invalidManifest,
  'threshold-unreachable': invalidManifest,
  'root-keys-lost': invalidManifest,
  'rotation-unreadable': invalidManifest,
  'expiry-earlier': invalidManifest,
  rollback: conflict,
  'mirror-changed': conflict,
  'lock-held': conflict,
  'signature-invalid': forbidden,
  'signature-threshold': forbidden,
  'key-not-owner': forbidden,
  'key-unusable': forbidden,
  'upload-refused': forbidden,
  'file-missing': [404, 'SESSION NOT FOUND'],
  'component-unknown': [404, 'MANIFEST NOT FOUND'],
};

/** An answer in the form that stock's client reads. */
export function answerStatus(exchange: Exchange, status: number, word: string, message: string): void {
  exchange.answer(status, 'application/json', JSON.stringify({ status: word, message }));
}

/**
 * The answer for what was thrown. The client reads what is wrong with what it sent, and nothing of this machine; the
 * operator's log has all of it.
 */
export function answerFailure(exchange: Exchange, error: unknown, upload: Upload | null = null): void {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof EngineError ? error.code : null;
  exchange.note = code === null ? detail : `${code}: ${detail}`;
  const { response, request } = exchange;
  if (response.headersSent || (request.destroyed && !request.complete)) {
    response.destroy();
    return;
  }
  const [status, word] = (code === null ? undefined : answers[code]) ?? internal;
  const shown = status === 500 ? 'an internal error happened' : detail;
  answerStatus(exchange, status, word, upload === null ? shown : shown.replaceAll(upload.path, upload.name));
}
