import {
  faultOfStatus,
  type Headers,
  header,
  isRedirect,
  redirectTarget,
  SourceFault,
  webPage,
} from './source-fault.ts';

/** What was asked of the server for one file. */
export type Asked = {
  readonly url: URL;
  /** The first byte asked for. */
  readonly offset: number;
  /** Bytes of the whole file; 0 when unknown. */
  readonly length: number;
  readonly maxLength: number;
  /** What If-Range said; empty for none. */
  readonly validator: string;
};

/** What an answer means for the part: its body goes behind what is there, takes its place, or is elsewhere. */
export type Judgement =
  | { readonly kind: 'append' | 'replace'; readonly length: number; readonly validator: string }
  | { readonly kind: 'redirect'; readonly url: URL };

/**
 * Compares an answer's head with what was asked. `length` is that of the whole file, 0 when unknown. Throws the
 * fault that the answer is; with `wrong` among its facts when what is there already can't be gone on with.
 */
export function judgeAnswer(asked: Asked, status: number, headers: Headers, now: number): Judgement {
  const { url } = asked;
  if (isRedirect(status)) return { kind: 'redirect', url: redirectTarget(url, header(headers, 'location')) };
  const validator = strongValidator(headers);
  if (status === 200) {
    const length = lengthOf(header(headers, 'content-length'));
    checkLength(asked, length, headers);
    return { kind: asked.offset > 0 ? 'replace' : 'append', length, validator };
  }
  if (status === 206) {
    const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(header(headers, 'content-range'));
    if (range === null || asked.offset === 0 || Number(range[1]) !== asked.offset) {
      throw wrongAnswer(url, 'sent another range than was asked for');
    }
    if (asked.validator !== '' && validator !== '' && !sameValidator(asked.validator, headers)) {
      throw wrongAnswer(url, 'sent a range of another content');
    }
    const length = range[3] === '*' ? 0 : Number(range[3]);
    checkLength(asked, length, headers);
    return { kind: 'append', length, validator: asked.validator || validator };
  }
  if (status === 416) throw wrongAnswer(url, 'has fewer bytes than are here already');
  throw faultOfStatus(status, headers, url.href, now);
}

/** The answer can't be put to what is there; all of the file is asked for once more. */
export function wrongAnswer(url: URL, what: string): SourceFault {
  return new SourceFault('hash-mismatch', `${url.href}: ${what}`, {
    facts: { address: url.href, file: url.pathname.slice(url.pathname.lastIndexOf('/') + 1) },
    passing: true,
  });
}

/** More or fewer bytes than the manifest says. */
export function wrongLength(url: URL, expected: number, got: number): SourceFault {
  return new SourceFault('length-mismatch', `${url.href}: ${got} bytes, ${expected} are expected`, {
    facts: { address: url.href, file: url.pathname.slice(url.pathname.lastIndexOf('/') + 1), expected, got },
    passing: true,
  });
}

function lengthOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function checkLength(asked: Asked, length: number, headers: Headers): void {
  const isPage = /^text\/html\b/i.test(header(headers, 'content-type'));
  if (isPage && (length === 0 || length !== asked.length)) throw webPage(asked.url.href);
  const isWrong = asked.length > 0 ? length > 0 && length !== asked.length : length > asked.maxLength;
  if (isWrong) throw wrongLength(asked.url, asked.length || asked.maxLength, length);
}

/** What If-Range may name: a weak ETag is no promise about bytes. */
function strongValidator(headers: Headers): string {
  const etag = header(headers, 'etag');
  const value = /^"[^"]*"$/.test(etag) ? etag : header(headers, 'last-modified');
  return /^[\x20-\x7e]{1,256}$/.test(value) ? value : '';
}

function sameValidator(known: string, headers: Headers): boolean {
  return known === header(headers, 'etag') || known === header(headers, 'last-modified');
}
