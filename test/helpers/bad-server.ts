import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request for a file, as a behaviour sees it. */
export type Ask = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** How many requests for this path came before. */
  readonly before: number;
  /** First byte asked for; null without a range. */
  readonly start: number | null;
};
export type Behaviour = (ask: Ask) => void;
export type Logged = {
  readonly path: string;
  readonly range: string | null;
  readonly ifRange: string | null;
};

export type BadServer = {
  readonly address: string;
  readonly log: Logged[];
  /** Files by path, without the slash. */
  readonly files: Map<string, { body: Buffer; behave: Behaviour }>;
};

export const etagOf = (body: Buffer): string => `"${createHash('sha256').update(body).digest('base64url')}"`;

/** A server that does to each file what its behaviour says; gone after the test. */
export async function startBadServer(): Promise<BadServer> {
  const files: BadServer['files'] = new Map();
  const log: Logged[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const before = log.filter((entry) => entry.path === path).length;
    const range = request.headers.range ?? null;
    const ifRange = request.headers['if-range'];
    log.push({ path, range, ifRange: typeof ifRange === 'string' ? ifRange : null });
    // a client that goes away is what these tests are about
    response.on('error', () => undefined);
    const file = files.get(path);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const start = range === null ? null : Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
    file.behave({ request, response, body: file.body, before, start });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, log, files };
}

/** The head and the part of the body that was asked for. */
function head({ response, body, start, request }: Ask): Buffer {
  const etag = etagOf(body);
  const isStale = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag;
  if (start === null || isStale) {
    response.writeHead(200, { 'content-length': body.length, etag });
    return body;
  }
  const rest = body.subarray(start);
  response.writeHead(206, {
    'content-length': rest.length,
    'content-range': `bytes ${start}-${body.length - 1}/${body.length}`,
    etag,
  });
  return rest;
}

export const fine: Behaviour = (ask) => {
  ask.response.end(head(ask));
};

/** Behaves badly for the first `times` requests, then well. */
export const first =
  (times: number, bad: Behaviour): Behaviour =>
  (ask) =>
    ask.before < times ? bad(ask) : fine(ask);

/** Sends `bytes` of what was asked, then closes or resets the connection. */
export const breaksAfter =
  (bytes: number, how: 'close' | 'reset' = 'close'): Behaviour =>
  (ask) => {
    const rest = head(ask);
    ask.response.write(rest.subarray(0, bytes), () => {
      if (how === 'reset') ask.response.socket?.resetAndDestroy();
      else ask.response.destroy();
    });
  };

export const flipsBit =
  (at: number): Behaviour =>
  (ask) => {
    const rest = Buffer.from(head(ask));
    rest[at] = (rest[at] ?? 0) ^ 1;
    ask.response.end(rest);
  };

/** Sends some bytes, then nothing more. */
export const stallsAfter =
  (bytes: number): Behaviour =>
  (ask) => {
    ask.response.write(head(ask).subarray(0, bytes));
  };

/** Takes the request and says nothing. */
export const silent: Behaviour = () => undefined;

/** A byte now and then, for ever: never quiet, never done. */
export const trickles =
  (every: number): Behaviour =>
  (ask) => {
    const rest = head(ask);
    let sent = 0;
    const timer = setInterval(() => {
      if (ask.response.destroyed) clearInterval(timer);
      else ask.response.write(rest.subarray(sent, sent + 1));
      sent += 1;
    }, every);
  };

export const answers =
  (status: number, headers: Record<string, string> = {}, text = ''): Behaviour =>
  ({ response }) => {
    response.writeHead(status, headers).end(text);
  };

/** A 200 with all of it, whatever range was asked for. */
export const ignoresRanges: Behaviour = ({ response, body }) => {
  response.writeHead(200, { 'content-length': body.length, etag: etagOf(body) }).end(body);
};

/** A 206 that begins elsewhere than asked. */
export const otherRange =
  (start: number): Behaviour =>
  ({ response, body }) => {
    const rest = body.subarray(start);
    response
      .writeHead(206, {
        'content-length': rest.length,
        'content-range': `bytes ${start}-${body.length - 1}/${body.length}`,
      })
      .end(rest);
  };

/** Without a length, the end of the connection is the end of the file. */
export const noLength: Behaviour = ({ response, body }) => {
  response.writeHead(200, { connection: 'close', 'transfer-encoding': 'identity' });
  response.end(body);
};

/** Says another length than the file's, and sends that many bytes. */
export const wrongLength =
  (more: number): Behaviour =>
  ({ response, body }) => {
    const other = Buffer.concat([body, Buffer.alloc(Math.max(more, 0))]).subarray(0, body.length + more);
    response.writeHead(200, { 'content-length': other.length }).end(other);
  };

export const captivePortal: Behaviour = ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>');
};
