import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { listenError } from '../listen-error.ts';
import { Exchange, type Handler } from './exchange.ts';
import type { Certificate } from './tls.ts';

export type HttpServerOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** https with this, or http. */
  readonly certificate: Certificate | null;
  /** Asked in order; the last one answers everything. */
  readonly handlers: readonly Handler[];
  /** The clock of the log. */
  readonly now?: (() => Date) | undefined;
  /** Called once per request, when its connection has got the answer or is gone. */
  readonly onDone: (exchange: Exchange, milliseconds: number) => void;
};

export type HttpServer = {
  readonly address: string;
  readonly port: number;
  /** Connections that are open now, idle ones too. */
  connections(): Promise<number>;
  /** Throws `certificate-unusable`; the old certificate goes on then. */
  renewCertificate(certificate: Certificate): void;
  /** Takes no more requests, lets running answers end within bounds, and ends. */
  close(): Promise<void>;
};

/** Milliseconds that answers have to end after `close`, and that they have then to be told. */
const grace = 5_000;
/** Milliseconds without a byte in either direction after which a connection is given up while it is answered. */
const stallLimit = 120_000;
/** Milliseconds that an unread upload may still come in after it was refused, so that the answer is read. */
const lingering = 5_000;

/**
 * Listens, and hands requests to the handlers. Throws `address-invalid`, `port-taken`, `permission-denied` or `io-failed` when it
 * can't listen there, `certificate-unusable`.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let closing = false;
  const silent = new Set<Socket>();
  const running = new Set<Promise<void>>();
  const server = await makeServer(options.certificate, (request, response) => {
    silent.delete(request.socket);
    // whoever is answered while we are closing shall not ask again here
    if (closing) response.shouldKeepAlive = false;
    const served = serve(request, response, options).finally(() => running.delete(served));
    running.add(served);
    response.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  // Node counts those that never asked for anything as busy
  server.on(options.certificate === null ? 'connection' : 'secureConnection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  const port = await listen(server, options);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const scheme = options.certificate === null ? 'http' : 'https';
  let closed: Promise<void> | undefined;
  return {
    address: `${scheme}://${host}:${port}`,
    port,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    renewCertificate: ({ apply }) => apply(server),
    close: () => {
      closing = true;
      closed ??= close(server, silent).then(() => allTold(running));
      return closed;
    },
  };
}

async function makeServer(certificate: Certificate | null, listener: RequestListener): Promise<Server> {
  const settings = {
    keepAliveTimeout: 60_000,
    // an upload may take as long as it goes on; that it goes on is seen to by the connection's own time limit
    requestTimeout: 0,
  };
  const server =
    certificate === null ? createServer(settings, listener) : await certificate.server(settings, listener);
  server.timeout = stallLimit;
  return server;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { handlers, now = () => new Date(), onDone }: HttpServerOptions,
): Promise<void> {
  const start = performance.now();
  const exchange = new Exchange(request, response, now());
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  try {
    for (const handler of handlers) if (await handler(exchange)) break;
  } catch (error) {
    // the disk failed under us, or the client went away: this answer can't go on, the server can
    exchange.note ??= error instanceof Error ? error.message : String(error);
    if (response.headersSent) response.destroy();
    else exchange.refuse(500);
  }
  endUnread(request);
  await gone;
  onDone(exchange, performance.now() - start);
}

/** Node reads on what a refused upload still sends; not for ever. */
function endUnread(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), lingering);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}

async function listen(server: Server, { host, port }: HttpServerOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: unknown) => {
    throw listenError(cause, host, port);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function close(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
  });
  clearTimeout(timer);
}

/** Who has its answer may not be in the log yet: its file is still being closed. */
async function allTold(running: ReadonlySet<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, grace);
  });
  await Promise.race([Promise.all(running), late]);
  clearTimeout(timer);
}
