import type { AgentOptions, ClientRequest, Agent as HttpAgent, IncomingMessage } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { EngineError, interrupted } from '../errors.ts';
import { secureContextOf } from './authorities.ts';
import { accessHeaders, hasProxy, type Network } from './network.ts';
import { Pace } from './pace.ts';
import { type Chance, realChance, retrying } from './retry.ts';
import { fileUrl } from './source-address.ts';
import {
  faultOfError,
  faultOfStatus,
  header,
  isRedirect,
  mostRedirects,
  redirectLoop,
  redirectTarget,
  SourceFault,
  webPage,
} from './source-fault.ts';
import { StallWatch } from './stall-watch.ts';
import { trustSystemAuthorities } from './system-authorities.ts';

// Not by import: that looks at every export of node:http, and WebSocket among them loads 25 ms of code nobody needs.
// node:https brings TLS along, for those who have an https address.
const http = process.getBuiltinModule('node:http');
const https = () => process.getBuiltinModule('node:https');

/** Manifests asked for at a time. */
const connections = 8;

/** Reads small files over http(s); node:http, because importing undici takes longer than reading a timestamp. */
export class HttpReader {
  readonly #base: URL;
  readonly #network: Network;
  readonly #chance: Chance;
  readonly #options: AgentOptions;
  readonly #http: HttpAgent;
  readonly #pace: Pace | null;
  #https: HttpsAgent | null = null;

  constructor(base: URL, network: Network, chance: Chance = realChance) {
    this.#base = base;
    this.#network = network;
    this.#chance = chance;
    this.#options = { keepAlive: true, maxSockets: connections, ...proxyFor(base, network) };
    this.#pace = network.pace === null ? null : new Pace(network.pace);
    this.#http = new http.Agent(this.#options);
  }

  /** As `MirrorSource.read`. */
  async read(name: string, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    const url = fileUrl(this.#base, name);
    try {
      return await retrying(() => this.#follow(url, limit, signal), {
        network: this.#network,
        chance: this.#chance,
        signal,
      });
    } catch (error) {
      if (error instanceof SourceFault && error.code === 'file-missing') return null;
      throw error;
    }
  }

  close(): void {
    this.#http.destroy();
    this.#https?.destroy();
  }

  async #follow(first: URL, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    let url = first;
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      let answer: Uint8Array | URL;
      try {
        answer = await this.#ask(url, limit, signal);
      } catch (error) {
        if (!trustSystemAuthorities(error)) throw error;
        answer = await this.#ask(url, limit, signal);
      }
      if (!(answer instanceof URL)) return answer;
      url = answer;
    }
    throw redirectLoop(first.href);
  }

  #secureAgent(): HttpsAgent {
    this.#https ??= new (https().Agent)({ ...this.#options, ...secureContextOf(this.#network) });
    return this.#https;
  }

  #ask(url: URL, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array | URL> {
    return new Promise<Uint8Array | URL>((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const request = (secure ? https() : http).request(url, {
        agent: secure ? this.#secureAgent() : this.#http,
        headers: {
          'accept-encoding': 'identity',
          'user-agent': 'mirrordeck',
          ...accessHeaders(this.#network, url),
        },
      });
      const deadline = new Deadline(request, url.href);
      const onAbort = () => request.destroy(interrupted(signal?.reason));
      signal?.addEventListener('abort', onAbort, { once: true });
      const settle = () => {
        deadline.clear();
        signal?.removeEventListener('abort', onAbort);
      };
      const fail = (error: unknown) => {
        settle();
        request.destroy();
        reject(error instanceof EngineError ? error : faultOfError(error, url.href));
      };
      request.on('error', fail);
      request.on('socket', (socket) => {
        if (!socket.connecting) {
          deadline.set(this.#network.headersLimit, 'sent no answer');
          return;
        }
        deadline.set(this.#network.connectLimit, 'took no connection');
        socket.once(secure ? 'secureConnect' : 'connect', () =>
          deadline.set(this.#network.headersLimit, 'sent no answer'),
        );
      });
      request.on('response', (response) => {
        deadline.clear();
        try {
          const target = judge(response, url, limit, this.#chance.now());
          if (target !== null) {
            settle();
            response.destroy();
            resolve(target);
            return;
          }
        } catch (error) {
          fail(error);
          return;
        }
        collect(response, url.href, limit, this.#network.stallLimit, this.#pace, signal).then((bytes) => {
          settle();
          resolve(bytes);
        }, fail);
      });
      request.end();
      // after the listeners: an abort must not go unheard
      if (signal?.aborted) onAbort();
    });
  }
}

/** One running time limit of a request. */
class Deadline {
  #timer: NodeJS.Timeout | undefined;
  readonly #request: ClientRequest;
  readonly #url: string;

  constructor(request: ClientRequest, url: string) {
    this.#request = request;
    this.#url = url;
  }

  set(limit: number, what: string): void {
    this.clear();
    this.#timer = setTimeout(() => this.#request.destroy(tooSlow(this.#url, what, limit)), limit);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

function tooSlow(url: string, what: string, limit: number): SourceFault {
  return new SourceFault('source-unreachable', `${url}: ${what} within ${limit / 1000} s`, {
    facts: { address: url },
    passing: true,
  });
}

/** Null when the body is wanted, a URL for a redirect. Throws for all else. */
function judge(response: IncomingMessage, url: URL, limit: number, now: number): URL | null {
  const status = response.statusCode ?? 0;
  if (isRedirect(status)) return redirectTarget(url, header(response.headers, 'location'));
  if (status !== 200) throw faultOfStatus(status, response.headers, url.href, now);
  if (/^text\/html\b/i.test(header(response.headers, 'content-type'))) throw webPage(url.href);
  if (Number(header(response.headers, 'content-length')) > limit) throw tooLong(url, limit);
  return null;
}

function tooLong(url: URL | string, limit: number): EngineError {
  const address = typeof url === 'string' ? url : url.href;
  return new EngineError('manifest-too-long', `${address}: more than ${limit} bytes`, {
    facts: { file: address.slice(address.lastIndexOf('/') + 1), address, expected: limit },
  });
}

async function collect(
  response: IncomingMessage,
  url: string,
  limit: number,
  stall: number,
  pace: Pace | null,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  const watch = new StallWatch(stall, () => response.destroy(tooSlow(url, 'sent next to nothing', stall)));
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      watch.arrived(chunk.length);
      length += chunk.length;
      if (length > limit) throw tooLong(url, limit);
      chunks.push(chunk);
      if (pace === null) continue;
      watch.hold(true);
      await pace.granted(pace.take(chunk.length), signal);
      watch.hold(false);
    }
  } finally {
    watch.stop();
  }
  const bytes = Buffer.concat(chunks, length);
  // a manifest is a JSON object; pages are not always labelled
  if (/^\s*</.test(bytes.subarray(0, 64).toString('latin1'))) throw webPage(url);
  return bytes;
}

/** Node's agents know proxies; a request to this machine itself never takes one. */
function proxyFor(base: URL, network: Network): { proxyEnv?: NodeJS.ProcessEnv } {
  if (!hasProxy(base, network)) return {};
  const { http, https, none } = network.proxy;
  return { proxyEnv: { HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: none } };
}
