import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '../source/engine/index.ts';
import { makeTarball } from './large-mirror.ts';
import { type Row, run } from './measure.ts';

const program = join(import.meta.dirname, '..', 'bin', 'mirrordeck');
const bundle = join(import.meta.dirname, '..', 'dist', 'main.js');
const monitor = join(import.meta.dirname, 'loop-monitor.ts');
const clients = 8;

type Cost = {
  readonly p99: number;
  readonly longest: number;
  readonly waited: number;
  readonly megabytes: number;
};
type Server = { readonly address: string; end(): Promise<Cost> };

/** The built program serving, in a process of its own; what it cost is known at its end. */
async function start(mirror: string, home: string, ...words: readonly string[]): Promise<Server> {
  const file = join(home, 'cost.json');
  await mkdir(home, { recursive: true });
  const child = spawn(
    process.execPath,
    ['--import', monitor, bundle, 'serve', mirror, '--port', '0', '--json', ...words],
    {
      env: { ...process.env, TIUP_HOME: home, HOME: home, BENCH_COST: file },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let text = '';
  for await (const part of child.stdout) {
    text += part;
    if (text.trimEnd().endsWith('}')) break;
  }
  child.kill('SIGUSR2');
  return {
    address: JSON.parse(text).address,
    end: async () => {
      const closed = once(child, 'exit');
      child.kill('SIGTERM');
      await closed;
      return JSON.parse(await readFile(file, 'utf8'));
    },
  };
}

/** A mirror with an owner whose key its operator has, and 1 GB in ten tarballs. */
async function makeMirror(folder: string): Promise<{ mirror: string; home: string; tarball: string }> {
  const mirror = join(folder, 'served');
  const home = join(folder, 'server-operator');
  const work = join(folder, 'server-work');
  await mkdir(home, { recursive: true });
  await mkdir(work);
  const engine = createEngine({ home, settingsFolder: join(home, 'settings'), workingFolder: work });
  await engine.init.apply(await engine.init.plan({ path: mirror }));
  await engine.set.apply(await engine.set.plan({ address: mirror }));
  await engine.genkey.apply(await engine.genkey.plan({}));
  await engine.grant.apply(await engine.grant.plan({ id: 'jdoe' }));
  for (let index = 0; index < 10; index++) {
    const tarball = await makeTarball(work, `large-${index}`, 100e6);
    const version = `v1.0.${index}`;
    await engine.publish.apply(
      await engine.publish.plan({
        component: 'large',
        version,
        tarball,
        entry: 'program',
        os: 'linux',
        arch: 'amd64',
      }),
    );
    await rm(tarball);
  }
  return { mirror, home, tarball: await makeTarball(work, 'whole', 1000e6) };
}

/**
 * One full clone by the program, as somebody else on another machine: here they share the server's processors, and
 * give way to it, since how long it waited for one says nothing about it.
 */
async function clone(folder: string, address: string, number: number): Promise<void> {
  const home = join(folder, `client-${number}`);
  const env = { TIUP_HOME: home, HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
  await mkdir(home, { recursive: true });
  await run(program, ['mirror', 'set', address], { env });
  const target = join(home, 'clone');
  const words = ['mirror', 'clone', target, '--full', '--os', 'linux', '--arch', 'amd64'];
  await run('nice', ['-n', '10', program, ...words], { env });
  await rm(home, { recursive: true });
}

async function publish(folder: string, address: string, home: string, tarball: string): Promise<void> {
  const other = join(folder, 'publisher');
  await mkdir(join(other, 'keys'), { recursive: true });
  await copyFile(join(home, 'keys', 'private.json'), join(other, 'keys', 'private.json'));
  const env = { TIUP_HOME: other, HOME: other, XDG_CONFIG_HOME: join(other, '.config') };
  await run(program, ['mirror', 'set', address], { env });
  await run(
    program,
    ['mirror', 'publish', 'whole', 'v1.0.0', tarball, 'program', '--os', 'linux', '--arch', 'amd64'],
    {
      env,
    },
  );
}

function rowsOf(what: string, { megabytes, p99, longest, waited }: Cost, seconds: number): Row[] {
  const times = `longest ${longest.toFixed(0)} ms; ${seconds.toFixed(1)} s in all`;
  const others = `${(waited / 1000).toFixed(1)} s of them the processors had other work`;
  const row = (of: string, ours: string, goal: string): Row => ({
    what: of,
    ours,
    peer: '',
    ratio: '',
    goal,
  });
  return [
    row(`${what}: the server's resident memory`, `${megabytes.toFixed(0)} MB`, '< 200 MB'),
    row(`its event loop's p99 delay (${times}, ${others})`, `${p99.toFixed(1)} ms`, '< 50 ms'),
  ];
}

/** What serving costs: 8 clients that clone 1 GB at once, and one who publishes a tarball of 1 GB. */
export async function benchServer(folder: string): Promise<Row[]> {
  const { mirror, home, tarball } = await makeMirror(folder);
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = performance.now();
    await work();
    return (performance.now() - begin) / 1000;
  };
  const reading = await start(mirror, join(folder, 'server-home'));
  const numbers = Array.from({ length: clients }, (_, number) => number);
  const cloned = await timed(() =>
    Promise.all(numbers.map((number) => clone(folder, reading.address, number))),
  );
  const read = await reading.end();
  process.stderr.write('.');
  const taking = await start(mirror, join(folder, 'server-home'), '--publish');
  const published = await timed(() => publish(folder, taking.address, home, tarball));
  const taken = await taking.end();
  process.stderr.write('.\n');
  await rm(tarball);
  return [
    ...rowsOf(`${clients} clients that clone 1 GB at once, at a lower priority`, read, cloned),
    ...rowsOf('a tarball of 1 GB published over http', taken, published),
  ];
}
