import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { delimiter, dirname } from 'node:path';

/** What one run of a program cost. */
export type Cost = {
  readonly seconds: number;
  /** Largest resident memory that was seen, in MB (10^6); 0 where the system does not say. */
  readonly peakMegabytes: number;
  /** Bytes it asked the system to read, from files and sockets; 0 where the system does not say. */
  readonly bytesRead: number;
  readonly stdout: string;
};

export type ProgramOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Whether its memory and what it reads are looked at while it runs; default true. Looking costs a program of a tenth
   * of a second a quarter of its time: where times are compared, they are told without.
   */
  readonly watched?: boolean;
  /** Exit codes other than 0 that are no failure. */
  readonly accept?: readonly number[];
};

function readNumber(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has just ended, or this system has no /proc
  }
}

/** Runs a program to its end and says what it cost. Throws, with all it printed, when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Cost> {
  const start = performance.now();
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    // the programs see this Node first, as under npm
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let peakKilobytes = 0;
  let bytesRead = 0;
  const look = (): void => {
    peakKilobytes = Math.max(peakKilobytes, readNumber(`/proc/${child.pid}/status`, /VmHWM:\s+(\d+)/));
    bytesRead = Math.max(bytesRead, readNumber(`/proc/${child.pid}/io`, /rchar: (\d+)/));
  };
  const isWatched = options.watched !== false;
  const timer = isWatched ? setInterval(look, 10) : undefined;
  child.stdout.on('data', (data) => {
    stdout += data;
    if (isWatched) look();
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const code = await new Promise<number>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) => done(status ?? (signal === null ? 1 : 137)));
  }).finally(() => clearInterval(timer));
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0 && !options.accept?.includes(code)) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`,
    );
  }
  return { seconds, peakMegabytes: (peakKilobytes * 1024) / 1e6, bytesRead, stdout };
}

/** Runs each contender once per round, in turns, so that a noisy moment hits all of them. Null is not there: no runs. */
export async function compare<Name extends string>(
  contenders: Readonly<Record<Name, (() => Promise<Cost>) | null>>,
  rounds: number,
): Promise<Record<Name, Cost[]>> {
  const names = Object.keys(contenders) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<Name, Cost[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const contender = contenders[name];
      if (contender === null) continue;
      costs[name].push(await contender());
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  return costs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Median wall time of several runs, in seconds. */
export function medianSeconds(costs: readonly Cost[]): number {
  return median(costs.map((cost) => cost.seconds));
}

/** A row of the table: what was measured, ours, the peer's, and what was promised. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly goal: string;
};

export function inSeconds(value: number): string {
  return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
}

/** A row that compares two times; `ratio` is ours by the peer's, or the peer's by ours where faster is promised. */
export function timeRow(what: string, ours: number, peer: number, goal: string, faster = false): Row {
  const ratio = faster ? `${(peer / ours).toFixed(1)} × faster` : `${(ours / peer).toFixed(2)} ×`;
  return { what, ours: inSeconds(ours), peer: inSeconds(peer), ratio, goal };
}

export function markdown(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${row.what} | ${row.ours} | ${row.peer} | ${row.ratio} | ${row.goal} |`);
  return ['| what | mirrordeck | peer | ratio | goal |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** The machine, in one line. */
export function machine(): string {
  const processors = cpus();
  return (
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ` +
    `${(totalmem() / 1e9).toFixed(0)} GB, ${type()} ${release()}, Node ${process.versions.node}`
  );
}
