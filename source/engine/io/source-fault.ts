import { EngineError, type EngineErrorOptions, type ErrorCode } from '../errors.ts';
import { systemCode } from './files.ts';

/** A source did not give what was asked. A passing fault may be gone at the next try, a lasting one won't. */
export class SourceFault extends EngineError {
  readonly passing: boolean;
  /** Milliseconds that the server asked to wait for; 0 when it did not. */
  readonly wait: number;

  constructor(
    code: ErrorCode,
    message: string,
    options: EngineErrorOptions & { readonly passing: boolean; readonly wait?: number },
  ) {
    super(code, message, options);
    this.passing = options.passing;
    this.wait = options.wait ?? 0;
  }
}

/** The headers of an answer: names in small letters. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One header's value, or an empty string; the first one when it came more than once. */
export function header(headers: Headers, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

const passingStatuses = new Set([408, 421, 425, 429]);
// not implemented, version not supported, log in to the network first
const lastingServerStatuses = new Set([501, 505, 511]);

/** What a status that isn't the wanted one means. `now` (ms) is for a Retry-After that holds a date. */
export function faultOfStatus(status: number, headers: Headers, url: string, now: number): SourceFault {
  const facts = { address: url, status };
  if (status === 404 || status === 410) {
    return new SourceFault('file-missing', `${url}: not there (status ${status})`, { facts, passing: false });
  }
  const passing = passingStatuses.has(status) || (status >= 500 && !lastingServerStatuses.has(status));
  const code = status === 511 ? 'source-not-a-mirror' : 'source-unreachable';
  const wait = passing ? retryAfter(header(headers, 'retry-after'), now) : 0;
  return new SourceFault(code, `${url}: answered with status ${status}`, { facts, passing, wait });
}

/** Milliseconds that a Retry-After asks for: seconds, or a date. 0 when it says nothing that makes sense. */
export function retryAfter(value: string, now: number): number {
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

/** What a failed connection or a broken answer means. A bug is none of both and comes back as it is. */
export function faultOfError(error: unknown, url: string): Error {
  if (error instanceof SourceFault) return error;
  const code = deepCode(error);
  if (code === '' && isBug(error)) return error;
  const said = error instanceof Error && error.message !== '' ? error.message : code;
  // the address of a proxy may hold a password
  const detail = withoutCredentials(said);
  const cause = detail === said ? error : undefined;
  const facts = { address: url, ...(code === '' ? {} : { system: code }) };
  if (certificateCodes.has(code) || code.startsWith('CERT_')) {
    return new SourceFault('source-certificate', `${url}: its certificate is not trusted: ${detail}`, {
      facts,
      cause,
      passing: false,
    });
  }
  // an unknown name, and TLS spoken to something that doesn't speak it, stay so
  const lasting = code === 'ENOTFOUND' || code === 'EPROTO' || code.startsWith('ERR_SSL_');
  return new SourceFault('source-unreachable', `${url}: ${detail}`, {
    facts,
    cause,
    passing: !lasting,
  });
}

function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^\s/]*@/g, '//');
}

/** Errors of the language itself; those of the system and of libraries hold a code. */
export function isBug(error: unknown): error is Error {
  return (
    systemCode(error) === '' &&
    (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
  );
}

/** Where the addresses of a host all failed, the code is that of the first one; libraries put it into `cause`. */
function deepCode(error: unknown): string {
  const code = systemCode(error);
  if (code !== '' && !code.startsWith('UND_')) return code;
  if (error instanceof AggregateError && error.errors.length > 0) return deepCode(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return deepCode(error.cause) || code;
  return code;
}

/** A redirect stays on the host that was asked, and is never followed from https to http. Throws `source-redirect`. */
export function redirectTarget(from: URL, location: string): URL {
  const refuse = (why: string): never => {
    throw new SourceFault('source-redirect', `${from.href}: ${why}`, {
      facts: { address: from.href, path: location.slice(0, 200) },
      passing: false,
    });
  };
  if (!URL.canParse(location, from.href)) return refuse('redirects to nowhere');
  const to = new URL(location, from.href);
  const upgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname;
  if (to.username !== '' || to.password !== '') return refuse('redirects to an address with credentials');
  if (!upgrade && (to.protocol !== from.protocol || to.host !== from.host)) {
    return refuse(`redirects elsewhere, to ${to.origin}`);
  }
  return to;
}

/** A mirror redirects once or twice; more is a loop. */
export const mostRedirects = 5;

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

export function redirectLoop(url: string): SourceFault {
  return new SourceFault('source-redirect', `${url}: redirects again and again`, {
    facts: { address: url },
    passing: false,
  });
}

/** A captive portal, a proxy's or a web server's page in the place of a file. */
export function webPage(url: string): SourceFault {
  return new SourceFault('source-not-a-mirror', `${url}: a web page answers, not a mirror`, {
    facts: { address: url },
    passing: false,
  });
}
