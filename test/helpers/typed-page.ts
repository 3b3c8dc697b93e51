import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startCli } from './cli.ts';
import { freePort } from './free-port.ts';
import { Shell } from './shell.ts';
import { makeTempFolder, removeFolder } from './temp.ts';
import { until } from './until.ts';

export type TypedPage = {
  /** What stands for folders that only root could make. */
  readonly srv: string;
  readonly shell: Shell;
  /** The block with the port and name of a server of this machine in it. */
  onThisMachine(block: string): string;
  /** Types a block; a server is started as in another terminal, for the blocks that follow. */
  type(block: string): Promise<void>;
};

/** The blocks of a page, to be typed one after the other into one shell, in a folder of their own. */
export function typedPage(): TypedPage {
  const folder = makeTempFolder();
  const srv = join(folder, 'srv');
  const shell = new Shell(folder);
  const stops: (() => Promise<void>)[] = [];
  let port = 0;
  beforeAll(async () => {
    port = await freePort();
    mkdirSync(srv);
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    removeFolder(folder);
  });

  async function serve(line: string): Promise<void> {
    const home = join(folder, 'server');
    mkdirSync(home);
    const server = startCli(line.trim().split(/\s+/).slice(1), { home });
    let said = '';
    for (const stream of [server.stdout, server.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
    stops.push(async () => {
      server.kill('SIGTERM');
      await ended;
    });
    await until(() => said.includes(`:${port}`), 'the server');
  }

  return {
    srv,
    shell,
    onThisMachine: (block) =>
      block
        .replaceAll('mirror.internal:8000', `127.0.0.1:${port}`)
        .replace('--host 0.0.0.0 --port 8000', `--port ${port}`),
    type: async (block) => {
      if (block.startsWith('mirrordeck serve')) await serve(block);
      else await shell.mustType(block);
    },
  };
}
