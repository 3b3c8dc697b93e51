import { EngineError } from '../../errors.ts';
import { parseInstant } from '../instant.ts';
import type { Manifest } from '../manifest.ts';
import type { Parsed } from '../parse.ts';
import type { Verified } from './verified.ts';

/** Milliseconds since 1970 at which a manifest that was parsed expires. */
export function expiryOf({ expires }: Manifest): number {
  return parseInstant(expires) ?? Number.NEGATIVE_INFINITY;
}

/** True when `now` is after the manifest's expiry. */
export function isExpired(manifest: Manifest, now: Date): boolean {
  return expiryOf(manifest) < now.getTime();
}

/** Throws `manifest-expired` (facts file, expires, now) when `now` is after the manifest's expiry. */
export function checkExpiry(manifest: Manifest, file: string, now: Date): void {
  if (!isExpired(manifest, now)) return;
  throw new EngineError('manifest-expired', `${file} expired at ${manifest.expires}`, {
    facts: { file, expires: manifest.expires, now: now.toISOString() },
  });
}

/**
 * Throws `rollback` (facts file, expected, got) for a version below the known one, and `binding-mismatch` for the
 * known version with other content: whoever changes a manifest raises its version. A file that was only signed
 * anew is the same.
 */
export function checkNotOlder({ file, signed, signedBytes }: Parsed, known: Verified | undefined): void {
  if (known === undefined) return;
  const { version } = known.manifest;
  if (signed.version < version) throw rollback(file, version, signed.version);
  if (signed.version > version || Buffer.compare(signedBytes, known.signedBytes) === 0) return;
  throw new EngineError('binding-mismatch', `${file}: version ${version} is known with other content`, {
    facts: { file, expected: version, got: signed.version },
  });
}

export function rollback(file: string, expected: number, got: number): EngineError {
  return new EngineError('rollback', `${file}: version ${got} is older than ${expected}, which is known`, {
    facts: { file, expected, got },
  });
}
