import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type MirrorServer = {
  readonly address: string;
  /** What is answered instead of the folder's files: bytes, or null for 404. Changed while it runs. */
  readonly answers: Map<string, Uint8Array | null>;
  /** Status of an answer that isn't there, 404 unless set; stock's server has its own ideas. */
  readonly statuses: Map<string, number>;
  /** Names asked for, in order. */
  readonly asked: string[];
  /** Called before each answer. */
  onRequest: (name: string) => void;
};

/** A mirror over http, from a folder, for as long as the test runs. */
export async function serveMirror(folder: string): Promise<MirrorServer> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    mirror.asked.push(name);
    mirror.onRequest(name);
    const bytes =
      mirror.answers.get(name) ?? (mirror.answers.has(name) ? null : fileOrNull(join(folder, name)));
    response.writeHead(bytes === null ? (mirror.statuses.get(name) ?? 404) : 200).end(bytes ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const mirror: MirrorServer = {
    address: `http://127.0.0.1:${port}`,
    answers: new Map(),
    statuses: new Map(),
    asked: [],
    onRequest: () => undefined,
  };
  return mirror;
}

function fileOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
