import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createEngine } from '../source/engine/index.ts';

export type FileServer = { readonly name: string; readonly address: string; close(): Promise<void> };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Waits until something answers. */
async function answers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const response = await fetch(`${address}/root.json`).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`nothing answers at ${address}`);
}

async function startNginx(path: string, work: string): Promise<FileServer> {
  const port = await freePort();
  await mkdir(join(work, 'logs'), { recursive: true });
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const configuration = `${user} daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit;
    events { worker_connections 512; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000;
      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      server { listen 127.0.0.1:${port}; root "${path}"; }
    }`;
  await writeFile(join(work, 'nginx.conf'), configuration);
  const child = spawn('nginx', ['-p', work, '-c', join(work, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(address);
  return {
    name: 'nginx',
    address,
    close: () =>
      new Promise((done) => {
        child.on('close', () => done());
        child.kill();
      }),
  };
}

/** Serves a folder on loopback: with nginx where there is one, else with mirrordeck's own server. */
export async function startFileServer(path: string, work: string): Promise<FileServer> {
  if (spawnSync('nginx', ['-v']).status === 0) return await startNginx(path, work);
  const engine = createEngine({
    home: join(work, 'server-home'),
    settingsFolder: join(work, 'server-settings'),
  });
  const server = await engine.serve({ path });
  return { name: 'mirrordeck serve', address: server.address, close: () => server.close() };
}
