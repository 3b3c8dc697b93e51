import { randomInt } from 'node:crypto';
import { isPortFree } from '../../source/engine/io/free-port.ts';

/**
 * A port of this machine that nobody listens on. The system gives out ports from 32768 on to whoever asks for any and to
 * every connection: one of those could be somebody else's before a test comes to use it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree('127.0.0.1', port)) return port;
  }
}
