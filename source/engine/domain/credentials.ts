import { EngineError } from '../errors.ts';

/** What a source wants to see before it gives anything. Secret: never in a message, an event, a plan or a receipt. */
export type Credential = {
  /** The address it is for; null: the source of which it was said. Only scheme, host and port of it count. */
  readonly address: string | null;
  /** The value of the header. */
  readonly authorization: string;
};

/**
 * Reads the lines of a file of credentials: `bearer TOKEN` or `basic USER:PASSWORD`, with the address that it is for
 * before it where that is not the source itself; `#` begins a comment line. Throws `auth-unusable` (facts file,
 * line, reason), which never repeats anything of the file.
 */
export function parseCredentials(text: string, file: string): readonly Credential[] {
  const found: Credential[] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, address, scheme = '', secret = ''] =
      /^(?:(https?:\/\/\S+)\s+)?(basic|bearer)\s+(\S.*)$/i.exec(line) ?? [];
    const authorization = headerOf(scheme.toLowerCase(), secret);
    if (authorization === null || (address !== undefined && !isPlainAddress(address))) {
      throw new EngineError('auth-unusable', `${file}: line ${at + 1} is no credential`, {
        facts: { file, line: at + 1, reason: 'it is no credential' },
      });
    }
    found.push({ address: address ?? null, authorization });
  }
  if (found.length > 0) return found;
  throw new EngineError('auth-unusable', `${file}: it holds no credential`, {
    facts: { file, reason: 'it holds no credential' },
  });
}

/**
 * The header for an address of a source, or null. `primary` is the address of which a credential without one was
 * said: only its own host, port and scheme get that.
 */
export function authorizationOf(
  credentials: readonly Credential[],
  address: string,
  primary: string,
): string | null {
  const { origin } = new URL(address);
  const named = credentials.find((one) => one.address !== null && new URL(one.address).origin === origin);
  if (named !== undefined) return named.authorization;
  if (new URL(primary).origin !== origin) return null;
  return credentials.find((one) => one.address === null)?.authorization ?? null;
}

/** Whether a value that was kept is one: for reading settings. */
export function isCredential(value: unknown): value is Credential {
  if (typeof value !== 'object' || value === null) return false;
  const { address, authorization } = value as { address?: unknown; authorization?: unknown };
  const isFor = address === null || (typeof address === 'string' && isPlainAddress(address));
  return isFor && typeof authorization === 'string' && /^(?:Basic|Bearer) [!-~]+$/.test(authorization);
}

function isPlainAddress(address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

function headerOf(scheme: string, secret: string): string | null {
  // a header holds nothing else; what a password may hold besides goes through base64
  if (scheme === 'bearer') return /^[!-~]+$/.test(secret) ? `Bearer ${secret}` : null;
  if (scheme !== 'basic' || !/^[^:]+:/.test(secret)) return null;
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(secret)))}`;
}
