import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

export type ProxyServer = {
  readonly address: string;
  /** `GET http://…` and `CONNECT host:port`, in order. */
  readonly asked: string[];
  /** Values of the header Proxy-Authorization, in order. */
  readonly credentials: string[];
};

/**
 * A proxy that knows one host only: whatever is asked of it, it gets from the port of this machine. With `refuses`
 * it wants credentials that nobody has.
 */
export async function startProxy(port: number, refuses = false): Promise<ProxyServer> {
  const asked: string[] = [];
  const credentials: string[] = [];
  const note = (line: string, header: string | undefined) => {
    asked.push(line);
    if (header !== undefined) credentials.push(header);
  };
  const server = createServer((request, response) => {
    note(`GET ${request.url}`, request.headers['proxy-authorization']);
    if (refuses) {
      response.writeHead(407).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://nowhere');
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = ask({ host: '127.0.0.1', port, path: url.pathname, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end();
  });
  server.on('connect', (request, socket) => {
    note(`CONNECT ${request.url}`, request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (refuses) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, credentials };
}
