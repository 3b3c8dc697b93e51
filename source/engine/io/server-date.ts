import { hasProxy, type Network } from './network.ts';

const limit = 5000;

/**
 * What a server's clock says, by the `Date` of its answer; null where it doesn't say, can't be reached, or stands
 * behind a proxy, whose clock it might be.
 */
export async function serverDate(address: string, network: Network): Promise<Date | null> {
  const url = new URL(address);
  if (hasProxy(url, network)) return null;
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return await new Promise((resolve) => {
    const asked = request(url, { method: 'HEAD', timeout: limit }, (answer) => {
      answer.resume();
      const at = Date.parse(answer.headers.date ?? '');
      resolve(Number.isNaN(at) ? null : new Date(at));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.on('close', () => resolve(null));
    asked.end();
  });
}
