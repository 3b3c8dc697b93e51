import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileServer, startFileServer } from './file-server.ts';
import { makeLargeMirror } from './large-mirror.ts';
import { type Cost, compare, median, medianSeconds, type Row, run, timeRow } from './measure.ts';

const program = join(import.meta.dirname, '..', 'bin', 'mirrordeck');
const rounds = 5;

type Bench = { readonly folder: string; readonly mirror: string; readonly server: FileServer };

/** A home of its own, set to the server; stock wants `bin/` to be there. */
async function makeHome(bench: Bench, name: string, client: string): Promise<Record<string, string>> {
  const home = join(bench.folder, name);
  await mkdir(join(home, 'bin'), { recursive: true });
  const env = {
    TIUP_HOME: home,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_STATE_HOME: join(home, '.state'),
  };
  await run(client, ['mirror', 'set', bench.server.address], { env });
  return env;
}

/** A full clone into a new folder; what it costs to remove the folder is not measured. */
async function cloneAnew(
  client: string,
  target: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Cost> {
  await rm(target, { recursive: true, force: true });
  return await cloneAgain(client, target, args, env);
}

async function cloneAgain(
  client: string,
  target: string,
  args: readonly string[],
  env: Record<string, string>,
  watched = true,
): Promise<Cost> {
  return await run(
    client,
    ['mirror', 'clone', target, '--full', '--os', 'linux', '--arch', 'amd64', ...args],
    { env, watched },
  );
}

/** The raw limit: curl fetches every tarball, eight at a time, then openssl hashes them. */
async function fetchRaw(bench: Bench, tarballs: readonly string[]): Promise<Cost> {
  const target = join(bench.folder, 'raw');
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  const list = join(bench.folder, 'curl.conf');
  const lines = tarballs.map(
    (name) => `url = "${bench.server.address}/${name}"\noutput = "${join(target, name)}"`,
  );
  await writeFile(list, lines.join('\n'));
  const curl = await run('curl', [
    '--silent',
    '--fail',
    '--parallel',
    '--parallel-max',
    '8',
    '--config',
    list,
  ]);
  const openssl = await run('openssl', ['dgst', '-sha256', ...tarballs.map((name) => join(target, name))]);
  return { ...curl, seconds: curl.seconds + openssl.seconds };
}

async function benchFull(bench: Bench, ours: Record<string, string>): Promise<Row[]> {
  const tarballs = (await readdir(bench.mirror)).filter((name) => name.endsWith('.tar.gz'));
  const target = join(bench.folder, 'ours');
  const stock = process.env.TIUP_BIN;
  const stockEnv = stock === undefined ? {} : await makeHome(bench, 'stock-home', stock);
  const stockTarget = join(bench.folder, 'stock');
  const costs = await compare(
    {
      raw: () => fetchRaw(bench, tarballs),
      ours: () => cloneAnew(program, target, [], ours),
      eight: stock === undefined ? null : () => cloneAnew(stock, stockTarget, ['--jobs', '8'], stockEnv),
      one: stock === undefined ? null : () => cloneAnew(stock, stockTarget, ['--jobs', '1'], stockEnv),
    },
    rounds,
  );
  const seconds = medianSeconds(costs.ours);
  const peak = Math.max(...costs.ours.map((cost) => cost.peakMegabytes));
  const rows = [
    timeRow(
      'full clone, 1.2 GB in 72 files / `curl --parallel` + `openssl dgst`',
      seconds,
      medianSeconds(costs.raw),
      '≤ 1.25 ×',
    ),
  ];
  if (stock !== undefined)
    rows.push(timeRow('the same / stock `--jobs 8`', seconds, medianSeconds(costs.eight), '≤ 0.7 ×'));
  if (stock !== undefined)
    rows.push(
      timeRow('the same / stock as it comes', seconds, medianSeconds(costs.one), '≥ 2.5 × faster', true),
    );
  rows.push({
    what: 'its resident memory',
    ours: `${peak.toFixed(0)} MB`,
    peer: '',
    ratio: '',
    goal: '< 250 MB',
  });
  return rows;
}

async function benchLoop(bench: Bench): Promise<Row> {
  const delays: number[] = [];
  for (let round = 0; round < 3; round++) {
    const target = join(bench.folder, 'loop');
    await rm(target, { recursive: true, force: true });
    const script = join(import.meta.dirname, 'clone-process.ts');
    const cost = await run(process.execPath, [
      script,
      bench.server.address,
      target,
      join(bench.folder, 'loop-home'),
    ]);
    const seen: unknown = JSON.parse(cost.stdout);
    if (typeof seen === 'object' && seen !== null && 'p99' in seen) delays.push(Number(seen.p99));
    await rm(target, { recursive: true });
  }
  const what = "the event loop's p99 delay while it clones";
  return { what, ours: `${median(delays).toFixed(1)} ms`, peer: '', ratio: '', goal: '< 20 ms' };
}

async function benchRefresh(bench: Bench, ours: Record<string, string>): Promise<Row[]> {
  const stock = process.env.TIUP_BIN;
  const stockEnv = stock === undefined ? {} : await makeHome(bench, 'stock-home', stock);
  const target = join(bench.folder, 'ours');
  const first = await cloneAgain(program, target, [], ours, false);
  const costs = await compare(
    {
      ours: () => cloneAgain(program, target, [], ours, false),
      stock:
        stock === undefined
          ? null
          : () => cloneAgain(stock, join(bench.folder, 'stock'), ['--jobs', '8'], stockEnv, false),
    },
    rounds,
  );
  const seconds = medianSeconds(costs.ours);
  const read = (await cloneAgain(program, target, [], ours)).bytesRead / 1e6;
  const rows: Row[] = [];
  if (stock !== undefined) {
    const others = medianSeconds(costs.stock);
    rows.push(timeRow('refresh with nothing new / stock', seconds, others, '≥ 15 × faster', true));
    const what = 'the first one after a clone, which reads all manifests / the same';
    rows.push(timeRow(what, first.seconds, others, '', true));
  } else
    rows.push({
      what: 'refresh with nothing new',
      ours: `${(seconds * 1000).toFixed(0)} ms`,
      peer: '',
      ratio: '',
      goal: '',
    });
  rows.push({
    what: 'what it reads, of 1.2 GB',
    ours: `${read.toFixed(1)} MB`,
    peer: '',
    ratio: '',
    goal: 'no tarball',
  });
  return rows;
}

/** Full clone and refresh over loopback against curl with openssl, and against a stock client. */
export async function benchClone(folder: string): Promise<Row[]> {
  const mirror = await makeLargeMirror(folder);
  const work = join(folder, 'server');
  await mkdir(work);
  const server = await startFileServer(mirror, work);
  try {
    const bench = { folder, mirror, server };
    const ours = await makeHome(bench, 'our-home', program);
    const full = await benchFull(bench, ours);
    const refresh = await benchRefresh(bench, ours);
    return [...full, await benchLoop(bench), ...refresh];
  } finally {
    await server.close();
  }
}
