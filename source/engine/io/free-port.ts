import { createServer } from 'node:net';
import { listenError } from './listen-error.ts';

/** Listens there for a moment. Throws what keeps a server from it: see `listenError`. */
export async function checkPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) => reject(listenError(cause, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** Whether a server could listen there now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  return await checkPort(host, port).then(
    () => true,
    () => false,
  );
}
