import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const top = resolve(import.meta.dirname, '..', '..');
/** The launcher, as a person starts it. */
export const program = join(top, 'bin', 'mirrordeck');

export type CliOptions = {
  /** TIUP_HOME, and where settings and state go. */
  readonly home: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly signal?: AbortSignal;
};
export type CliResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The environment of a person with nothing set but this home. */
export function cliEnvironment({ home, env = {} }: Pick<CliOptions, 'home' | 'env'>): Record<string, string> {
  const all: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    TMPDIR: process.env.TMPDIR,
    HOME: home,
    TIUP_HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_STATE_HOME: join(home, '.state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).filter((item): item is [string, string] => item[1] !== undefined),
  );
}

/** Starts the built program; the caller waits for it, or kills it. */
export function startCli(args: readonly string[], options: CliOptions): ChildProcessWithoutNullStreams {
  return spawn(program, [...args], {
    cwd: options.cwd ?? options.home,
    env: cliEnvironment(options),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** Runs the built program to its end; an exit code is a result, never a thrown error. */
export async function cli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = startCli(args, options);
  child.stdin.on('error', () => undefined); // it may end without having read its input
  child.stdin.end(options.input ?? '');
  return await finished(child);
}

/** What a started program printed, and its exit code (137 when a signal ended it). */
export async function finished(child: ChildProcessWithoutNullStreams): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return await new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code: code ?? (signal === null ? 1 : 137), stdout, stderr }));
  });
}

/** Runs it and throws, with all it printed, unless it ended with 0. */
export async function mustSucceed(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const result = await cli(args, options);
  if (result.code !== 0) {
    throw new Error(
      `mirrordeck ${args.join(' ')} ended with ${result.code}\n${result.stdout}\n${result.stderr}`,
    );
  }
  return result;
}
