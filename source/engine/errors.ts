import type { Facts } from './events.ts';

/** The exit codes that design and documents promise. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

/** Every way in which the engine refuses or fails, with the exit code it means. The one closed list. */
const exitCodes = {
  // wrong use
  usage: 2,
  'name-invalid': 2,
  'version-invalid': 2,
  'platform-invalid': 2,
  'entry-invalid': 2,
  'address-invalid': 2,
  'owner-reserved': 2,
  'not-a-terminal': 2,
  // things that are not there, or are there already
  'component-unknown': 1,
  'version-unknown': 1,
  'version-exists': 1,
  'name-taken': 1,
  'owner-unknown': 1,
  'owner-exists': 1,
  'owner-in-use': 1,
  'key-exists': 1,
  'key-missing': 1,
  'key-malformed': 1,
  'private-key-shown': 1,
  'key-not-owner': 1,
  'mirror-exists': 1,
  'file-exists': 1,
  'not-installed': 1,
  'root-missing': 1,
  'source-unknown': 1,
  'source-exists': 1,
  // reaching a source
  'source-unreachable': 1,
  'source-not-a-mirror': 1,
  'source-certificate': 1,
  'source-redirect': 1,
  'source-changed': 1,
  'file-missing': 1,
  // the target and the disk
  'target-not-empty': 1,
  'target-unusable': 1,
  'target-keys-missing': 1,
  'target-is-source': 1,
  'folder-missing': 1,
  'disk-full': 1,
  'permission-denied': 1,
  'io-failed': 1,
  'port-taken': 1,
  'lock-held': 1,
  'mirror-changed': 1,
  'merge-conflict': 1,
  'owner-keys-missing': 1,
  'link-refused': 1,
  // files of our own or the user's that can't be read
  'journal-corrupt': 1,
  'toml-corrupt': 1,
  'settings-corrupt': 1,
  'plan-corrupt': 1,
  'tarball-malformed': 1,
  'tarball-unsafe': 1,
  'entry-missing': 1,
  'entry-not-executable': 1,
  'program-failed': 1,
  'upload-refused': 1,
  'tokens-unusable': 1,
  'certificate-unusable': 1,
  'auth-unusable': 1,
  'signature-refused': 1,
  'signatures-missing': 1,
  'not-waiting': 1,
  'threshold-unreachable': 1,
  'root-keys-lost': 1,
  'rotation-unreadable': 1,
  'expiry-earlier': 1,
  'job-unknown': 1,
  'job-state': 1,
  // not all of it
  incomplete: 3,
  // trust
  'manifest-malformed': 4,
  'manifest-too-long': 4,
  'manifest-expired': 4,
  'signature-invalid': 4,
  'signature-threshold': 4,
  'key-unusable': 4,
  rollback: 4,
  'hash-mismatch': 4,
  'length-mismatch': 4,
  'binding-mismatch': 4,
  'root-changed': 4,
  'fingerprint-mismatch': 4,
  interrupted: 130,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof exitCodes;

/** All codes, for tests that every one has its texts. */
export const errorCodes = Object.keys(exitCodes) as readonly ErrorCode[];

/** The exit code that what is wrong with single files means: 4 when anything can't be trusted, 3 when it is missing. */
export function exitCodeOfProblems(problems: readonly { readonly code: string }[]): ExitCode {
  if (problems.length === 0) return 0;
  const isTrust = problems.some(({ code }) => {
    const known = errorCodes.find((item) => item === code);
    return known === undefined || exitCodes[known] === 4;
  });
  return isTrust ? 4 : 3;
}

export type EngineErrorOptions = { readonly facts?: Facts; readonly cause?: unknown };

/**
 * The one error of the engine. `code` is what programs act on and what has a title and a remedy in every
 * language; `message` is the English detail (file, field, key); `facts` are the values that the texts show.
 * Never holds private key material or credentials.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: ErrorCode;
  readonly facts: Facts;

  constructor(code: ErrorCode, message: string, options: EngineErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.facts = options.facts ?? {};
  }

  get exitCode(): ExitCode {
    return exitCodes[this.code];
  }
}

/** The error that stands for an aborted signal. */
export function interrupted(cause?: unknown): EngineError {
  return new EngineError('interrupted', 'stopped before it was done', { cause });
}

/** Throws `interrupted` when the signal has been aborted. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted(signal.reason);
}
