import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request with its answer, and what the log says of it. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Address of the other side. */
  readonly client: string;
  /** When it came. */
  readonly at: Date;
  /** What is asked for, without query; `//name` is `/name`, since clients put a slash behind addresses that end in one. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Whose token came with it; null for none. */
  owner: string | null = null;
  /** What was done or why not, for the operator: an English sentence that the client need not see. */
  note: string | null = null;
  /** Bytes of the body that were sent. */
  sent = 0;

  constructor(request: IncomingMessage, response: ServerResponse, at: Date) {
    this.request = request;
    this.response = response;
    this.client = request.socket.remoteAddress ?? '';
    this.at = at;
    const target = request.url ?? '';
    const end = target.search(/[?#]/);
    this.path = (end < 0 ? target : target.slice(0, end)).replace(/^\/+/, '/');
    this.query = new URLSearchParams(end < 0 ? '' : target.slice(end).replace(/#.*$/s, ''));
  }

  /** A whole small answer. */
  answer(status: number, type: string, text: string): void {
    const bytes = Buffer.from(text);
    const { response } = this;
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Length', bytes.length);
    response.writeHead(status);
    const isHead = this.request.method === 'HEAD';
    this.sent = isHead ? 0 : bytes.length;
    response.end(isHead ? undefined : bytes);
  }

  /** An answer without a body of its own. Tells nothing of what was asked for: what is hidden is as what is not there. */
  refuse(status: number): void {
    this.answer(status, 'text/plain; charset=utf-8', `${status}\n`);
  }

  /** False, and 405 is answered, when the request's method is none of these. */
  allows(...methods: readonly string[]): boolean {
    if (methods.includes(this.request.method ?? '')) return true;
    this.response.setHeader('Allow', methods.join(', '));
    this.refuse(405);
    return false;
  }
}

/** Answers what is its own: false for a path that is somebody else's. */
export type Handler = (exchange: Exchange) => Promise<boolean>;
