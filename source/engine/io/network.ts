/** How long to wait, how often to try again, and through which proxy: plain data, so that it crosses to workers. */
export type Network = {
  /** Milliseconds until a connection stands. */
  readonly connectLimit: number;
  /** Milliseconds from the request to the head of its answer. */
  readonly headersLimit: number;
  /** Milliseconds that a body may rest, or trickle. */
  readonly stallLimit: number;
  /** Tries of one file without progress, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled for each further one, up to `longestWait`. */
  readonly firstWait: number;
  /** Also the longest that a server's Retry-After is obeyed. */
  readonly longestWait: number;
  readonly proxy: Proxies;
  /** PEM of authorities that are trusted besides the usual ones; empty for none. */
  readonly authorities: string;
  /** What this source wants to see, and the origin that may see it. Secret. */
  readonly authorization: { readonly origin: string; readonly value: string } | null;
  /** The memory of a `Pace` that all share who read through it; null for no limit ever. */
  readonly pace: SharedArrayBuffer | null;
};

/** As the environment has them (HTTP_PROXY, HTTPS_PROXY, NO_PROXY); empty for none. */
export type Proxies = { readonly http: string; readonly https: string; readonly none: string };

/** The proxies that an environment names; the small letters come first, and `http://` may be left out, as everywhere. */
export function proxiesOf(environment: Readonly<Record<string, string | undefined>>): Proxies {
  const value = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const proxy = (name: string) => value(name).replace(/^(?=.)(?![a-z][a-z0-9+.-]*:\/\/)/i, 'http://');
  return { http: proxy('HTTP_PROXY'), https: proxy('HTTPS_PROXY'), none: value('NO_PROXY') };
}

/** What holds where nothing else is said. */
export function networkOf(
  wanted: Partial<Network> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Network {
  return {
    connectLimit: 10_000,
    headersLimit: 20_000,
    stallLimit: 30_000,
    attempts: 6,
    firstWait: 250,
    longestWait: 30_000,
    proxy: proxiesOf(environment),
    authorities: '',
    authorization: null,
    pace: null,
    ...wanted,
  };
}

/** A request to this machine never takes a proxy, as in stock clients. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * The headers that let us in, for a request to this url: of the source's own origin only, or of the same host when
 * that sent us on from http to https.
 */
export function accessHeaders({ authorization }: Network, url: URL): { authorization?: string } {
  if (authorization === null) return {};
  const own = new URL(authorization.origin);
  const isUpgrade = own.protocol === 'http:' && url.protocol === 'https:' && own.hostname === url.hostname;
  return url.origin === own.origin || isUpgrade ? { authorization: authorization.value } : {};
}

/** Whether requests to this base go through a proxy, if their own host is not excepted. */
export function hasProxy(base: URL, { proxy }: Network): boolean {
  return !isLoopback(base.hostname) && (proxy.http !== '' || proxy.https !== '');
}
