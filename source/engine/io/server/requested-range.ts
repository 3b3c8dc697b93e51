import type { IncomingHttpHeaders } from 'node:http';

/** What of a file an answer holds. `end` is the first byte that is not in it. */
export type AnswerPart =
  | { readonly status: 200 | 206; readonly start: number; readonly end: number }
  | { readonly status: 304 | 416 };

export type Content = { readonly size: number; readonly etag: string; readonly modified: Date };

/**
 * What a request's conditions and range mean for a file, by RFC 9110. Only one range is answered; several, and
 * what is no range, get the whole file, as does a range of a content that is not there any more (If-Range).
 */
export function answerPart(headers: IncomingHttpHeaders, content: Content): AnswerPart {
  if (isUnchanged(headers, content)) return { status: 304 };
  const whole = { status: 200, start: 0, end: content.size } as const;
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '');
  if (found === null || !isSame(headers['if-range'], content)) return whole;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return whole;
  if (first === '') {
    const length = Math.min(Number(last), content.size);
    return length === 0 ? { status: 416 } : { status: 206, start: content.size - length, end: content.size };
  }
  const start = Number(first);
  const end = last === '' ? content.size : Math.min(Number(last) + 1, content.size);
  if (last !== '' && Number(last) < start) return whole;
  return start >= content.size ? { status: 416 } : { status: 206, start, end };
}

function isUnchanged(headers: IncomingHttpHeaders, content: Content): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes('*') || known.includes(content.etag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && toSeconds(content.modified.getTime()) <= toSeconds(since);
}

/** No If-Range means: whatever is there. A date is good only to the second, and only when it is the very one. */
function isSame(condition: string | string[] | undefined, content: Content): boolean {
  if (condition === undefined) return true;
  if (typeof condition !== 'string') return false;
  return condition === content.etag || condition === content.modified.toUTCString();
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
