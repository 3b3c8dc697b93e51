/**
 * `node bench/fetch.ts`: downloads alone, without the rest of a clone. 12 files of 100 MB and 60 of 0.5 MB over
 * loopback, against `curl --parallel` and then `openssl dgst -sha256` of the same files.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFileServer } from './file-server.ts';
import { type Cost, compare, machine, markdown, median, medianSeconds, run, timeRow } from './measure.ts';

const rounds = 5;

async function makeFiles(folder: string): Promise<{ name: string; length: number; sha256: string }[]> {
  const content = randomBytes(100e6);
  const files = [];
  for (let file = 0; file < 72; file += 1) {
    content.writeUInt32LE(file, 0);
    const bytes = content.subarray(0, file < 12 ? 100e6 : 5e5);
    const name = `file-${file}.tar.gz`;
    await writeFile(join(folder, name), bytes);
    files.push({ name, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  await writeFile(join(folder, 'root.json'), '{}');
  return files;
}

const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mirrordeck-bench-'));
const [origin, target, work] = ['origin', 'target', 'work'].map((name) => join(folder, name));
if (origin === undefined || target === undefined || work === undefined) throw new Error('no folders');

async function anew(): Promise<void> {
  await rm(target ?? '', { recursive: true, force: true });
  await mkdir(target ?? '');
}

async function ours(address: string): Promise<Cost> {
  await anew();
  const program = join(import.meta.dirname, 'fetch-process.ts');
  return await run(process.execPath, [program, address, target ?? '', join(folder, 'files.json')]);
}

try {
  await Promise.all([mkdir(origin), mkdir(work)]);
  const files = await makeFiles(origin);
  const server = await startFileServer(origin, work);
  const paths = files.map(({ name }) => join(target, name));
  await writeFile(join(folder, 'files.json'), JSON.stringify(files));
  await writeFile(
    join(folder, 'curl.conf'),
    files.map(({ name }, n) => `url = "${server.address}/${name}"\noutput = "${paths[n]}"`).join('\n'),
  );
  const raw = async (): Promise<Cost> => {
    await anew();
    const parallel = ['--silent', '--fail', '--parallel', '--parallel-max', '8'];
    const curl = await run('curl', [...parallel, '--config', join(folder, 'curl.conf')]);
    const openssl = await run('openssl', ['dgst', '-sha256', ...paths]);
    return { ...curl, seconds: curl.seconds + openssl.seconds };
  };
  const costs = await compare({ http: () => ours(server.address), folder: () => ours(origin), raw }, rounds);
  await server.close();
  const told = costs.http.map(({ stdout }) => JSON.parse(stdout) as { p99: number; megabytes: number });
  const peer = medianSeconds(costs.raw);
  const rows = [
    timeRow(`fetch from ${server.name}, verified`, medianSeconds(costs.http), peer, '≤ 1.25 ×'),
    timeRow('fetch from a folder, verified', medianSeconds(costs.folder), peer, ''),
  ];
  process.stdout.write(
    `${machine()}; peer: curl --parallel, then openssl dgst -sha256\n\n${markdown(rows)}\n\n`,
  );
  const p99 = median(told.map((one) => one.p99)).toFixed(1);
  const memory = median(told.map((one) => one.megabytes)).toFixed(0);
  process.stdout.write(`event loop p99 ${p99} ms (≤ 20), resident memory ${memory} MB (≤ 250)\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
