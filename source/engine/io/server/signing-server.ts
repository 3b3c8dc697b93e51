import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { EngineError } from '../../errors.ts';
import { answerStatus } from './api-answer.ts';
import type { Exchange } from './exchange.ts';
import { startHttpServer } from './http-server.ts';
import { readBody } from './read-body.ts';

export type SigningServerOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly files: readonly FileToSign[];
};

export type FileToSign = {
  /** What everybody gets who asks for it. */
  readonly unsigned: Uint8Array;
  /** Looks at what somebody hands in; null when it was taken and kept, else why not, in English. */
  readonly take: (body: Uint8Array) => Promise<string | null>;
};

export type SigningServer = {
  /** Where signers find each of the files: one address for each way to this machine. Nobody guesses them. */
  readonly addresses: readonly (readonly string[])[];
  /** Lets answers that are under way end, and is gone. */
  close(): Promise<void>;
};

/** Milliseconds without a byte of what is handed in. */
const stallLimit = 10_000;
/** Bytes that signatures may add. */
const roomForSignatures = 512 * 1024;

/**
 * Serves manifests to those who sign them, as stock's `mirror sign http://…` wants it: `GET` gives one unsigned,
 * `POST` takes it back with signatures. Each has a path made up for this one time; everything else is not found.
 * Throws `address-invalid`, `port-taken`, `permission-denied`, `io-failed` when it can't listen there.
 */
export async function openSigningServer(options: SigningServerOptions): Promise<SigningServer> {
  const files = new Map(
    options.files.map((file): [string, FileToSign] => [`/rotate/${randomBytes(16).toString('hex')}`, file]),
  );
  const server = await startHttpServer({
    host: options.host,
    port: options.port,
    certificate: null,
    handlers: [
      async (exchange) => {
        const file = files.get(exchange.path);
        if (file !== undefined) await answer(exchange, file);
        else answerStatus(exchange, 404, 'NOT FOUND', 'there is nothing to sign here');
        return true;
      },
    ],
    onDone: () => undefined,
  });
  return {
    addresses: [...files.keys()].map((path) =>
      hostsOf(options.host).map((host) => `http://${host}:${server.port}${path}`),
    ),
    close: () => server.close(),
  };
}

async function answer(exchange: Exchange, { unsigned, take }: FileToSign): Promise<void> {
  exchange.response.setHeader('Cache-Control', 'no-store');
  if (!exchange.allows('GET', 'HEAD', 'POST')) return;
  if (exchange.request.method !== 'POST') {
    exchange.answer(200, 'application/json', Buffer.from(unsigned).toString('utf8'));
    return;
  }
  try {
    const body = await readBody(exchange.request, 2 * unsigned.length + roomForSignatures, stallLimit);
    const refusal = await take(body);
    if (refusal === null) exchange.answer(200, 'application/json', 'null');
    else answerStatus(exchange, 406, 'NOT ACCEPTABLE', refusal);
  } catch (error) {
    const code = error instanceof EngineError ? error.code : null;
    if (code !== 'manifest-too-long' && code !== 'manifest-malformed') throw error;
    const words = error instanceof Error ? error.message : '';
    answerStatus(exchange, code === 'manifest-too-long' ? 413 : 400, 'INVALID MANIFEST', words);
  }
}

/** The host, or where it stands for all of this machine, the addresses that others have for it. */
function hostsOf(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [inUrl(host)];
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
    // link-local addresses mean nothing without their interface
    .filter(({ address }) => !address.startsWith('fe80:'))
    .map(({ address }) => inUrl(address));
  return found.length > 0 ? found : [host === '::' ? '[::1]' : '127.0.0.1'];
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
