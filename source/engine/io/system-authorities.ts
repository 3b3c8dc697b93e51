import { SourceFault } from './source-fault.ts';

let added = false;

/**
 * Isolated networks have authorities of their own, in the system's store, which stock clients use and Node does
 * not. Reading it costs 80 ms, and TLS itself 5: only when a certificate wasn't trusted without it. True when another try makes
 * sense. Holds for this thread.
 */
export function trustSystemAuthorities(fault: unknown): boolean {
  if (added || !(fault instanceof SourceFault) || fault.code !== 'source-certificate') return false;
  added = true;
  const { getCACertificates, setDefaultCACertificates } = process.getBuiltinModule('node:tls');
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')]);
  return true;
}
