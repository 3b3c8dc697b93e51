import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type HeldMirror = {
  readonly address: string;
  /** From now on everything is given out, what was asked for meanwhile too. */
  release(): void;
};

/**
 * A mirror over http that gives out one tarball and holds the others back: whoever clones is in the middle of it, however
 * fast or slow this machine is.
 */
export async function heldMirror(folder: string): Promise<HeldMirror> {
  const held: (() => void)[] = [];
  let given = 0;
  let isReleased = false;
  const server = createServer(({ url = '/' }, response) => {
    const answer = (): void => give(join(folder, url), response);
    const holds = url.endsWith('.tar.gz') && !isReleased && given > 0;
    if (url.endsWith('.tar.gz')) given += 1;
    if (holds) held.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: () => {
      isReleased = true;
      for (const answer of held.splice(0)) answer();
    },
  };
}

function give(file: string, response: ServerResponse): void {
  try {
    const body = readFileSync(file);
    response.writeHead(200, { 'content-length': body.length }).end(body);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    response.writeHead(404).end();
  }
}
