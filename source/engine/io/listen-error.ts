import { EngineError, type ErrorCode } from '../errors.ts';
import { systemCode } from './files.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'permission-denied',
  ENOTFOUND: 'address-invalid',
  EADDRNOTAVAIL: 'address-invalid',
  ERR_SOCKET_BAD_PORT: 'address-invalid',
};

/** Why nothing can listen there: `port-taken`, `permission-denied`, `address-invalid`, `io-failed`. */
export function listenError(cause: unknown, host: string, port: number): EngineError {
  const address = `${host}:${port}`;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new EngineError(codes[systemCode(cause)] ?? 'io-failed', `can't listen at ${address}: ${detail}`, {
    facts: { address, file: address, port },
    cause,
  });
}
