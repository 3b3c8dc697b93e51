import type { buildConnector, Dispatcher } from 'undici';
import { secureContextOf } from './authorities.ts';
import { hasProxy, type Network } from './network.ts';
import { Pace } from './pace.ts';
import { connectWide } from './wide-socket.ts';

/** Opens the pool of connections of one download thread; undici is loaded here and nowhere else. */
export async function openDispatcher(base: URL, connections: number, network: Network): Promise<Dispatcher> {
  const options = {
    connections,
    pipelining: 1,
    // one connection per download: HTTP/2 would put them all on one, and is slower
    allowH2: false,
    connectTimeout: network.connectLimit,
    // these limits are kept per request
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const { http, https, none } = network.proxy;
  const secure = secureContextOf(network);
  if (!hasProxy(base, network)) {
    const { default: Agent } = await import('undici/lib/dispatcher/agent.js');
    return new Agent({ ...options, connect: await connector(network, secure) });
  }
  // a tunnel through a proxy needs parts that only the whole package puts together
  // as CommonJS has it: the bundle knows no other names of it
  const { EnvHttpProxyAgent } = (await import('undici')).default;
  return new EnvHttpProxyAgent({
    ...options,
    ...(secure === undefined
      ? {}
      : { connect: { ...secure, timeout: network.connectLimit, allowH2: false } }),
    ...(secure === undefined ? {} : { requestTls: secure, proxyTls: secure }),
    httpProxy: http,
    httpsProxy: https,
    noProxy: none,
  });
}

/** Sockets with wide reads for http; TLS has buffers of its own. */
async function connector(
  network: Network,
  trusted: ReturnType<typeof secureContextOf>,
): Promise<buildConnector.connector> {
  const { default: buildConnector } = await import('undici/lib/core/connect.js');
  const secure = buildConnector({ timeout: network.connectLimit, allowH2: false, ...trusted });
  const width = readWidth(network);
  return (options, callback) => {
    if (options.protocol === 'https:') {
      secure(options, callback);
      return;
    }
    const hostname = options.hostname.replace(/^\[(.*)\]$/, '$1');
    connectWide(
      { hostname, port: Number(options.port || 80), width },
      network.connectLimit,
      (error, socket) => {
        if (socket === null) callback(error ?? new Error('no connection'), null);
        else callback(null, socket);
      },
    );
  };
}

/** Bytes of one read, where a rate is to be kept: what comes at once can't be taken back. */
function readWidth({ pace }: Network): number | undefined {
  const rate = pace === null ? 0 : new Pace(pace).rate;
  return rate === 0 ? undefined : Math.max(4096, Math.min(64 * 1024, Math.round(rate / 100)));
}
