import type { Handler } from './exchange.ts';
import type { MatchedPair } from './matched-pair.ts';
import type { Metrics } from './metrics.ts';

/** `/healthz` for those who watch over the server: 503 when there is no mirror to be read. And `/metrics`. */
export function probes(pair: MatchedPair, metrics: Metrics): Handler {
  return async (exchange) => {
    const { path } = exchange;
    if (path !== '/healthz' && path !== '/metrics') return false;
    if (!exchange.allows('GET', 'HEAD')) return true;
    exchange.response.setHeader('Cache-Control', 'no-store');
    if (path === '/metrics') exchange.answer(200, metrics.contentType, await metrics.text());
    else {
      const isThere = (await pair.content('timestamp.json')) !== null;
      const status = isThere ? 'ok' : 'no mirror';
      exchange.answer(isThere ? 200 : 503, 'application/json', JSON.stringify({ status }));
    }
    return true;
  };
}
