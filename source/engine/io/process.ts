import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { EngineError } from '../errors.ts';

export type ProgramOptions = {
  /** The whole environment of the program: nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Called with the process id as soon as the program runs. */
  readonly onStart?: ((pid: number) => void) | undefined;
  /** Ends the program (SIGTERM) when aborted. */
  readonly signal?: AbortSignal | undefined;
};

/** SIGINT is not passed on: the terminal sends it to the program itself, a second one would kill what cleans up. */
const forwarded = ['SIGHUP', 'SIGTERM', 'SIGQUIT'] as const;

/**
 * Runs `file` with `args` on this process's terminal and waits for it. Returns its exit code, or 128 + n when
 * signal n ended it, as shells do. Signals that reach this process are passed on to the program; SIGINT only keeps
 * this process alive until the program has ended. Throws `program-failed` when it can't be started.
 */
export function runProgram(file: string, args: readonly string[], options: ProgramOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd, env: { ...options.env }, stdio: 'inherit' });
    const pass = (name: NodeJS.Signals) => void child.kill(name);
    const stay = () => undefined;
    const stop = () => void child.kill('SIGTERM');
    const release = () => {
      for (const name of forwarded) process.off(name, pass);
      process.off('SIGINT', stay);
      options.signal?.removeEventListener('abort', stop);
    };
    for (const name of forwarded) process.on(name, pass);
    process.on('SIGINT', stay);
    options.signal?.addEventListener('abort', stop);
    child.once('spawn', () => {
      if (child.pid !== undefined) options.onStart?.(child.pid);
      if (options.signal?.aborted) stop();
    });
    child.once('error', (cause) => {
      release();
      const detail = `${file} can't be started: ${cause.message}`;
      reject(new EngineError('program-failed', detail, { facts: { file, path: file }, cause }));
    });
    child.once('exit', (code, name) => {
      release();
      resolve(code ?? 128 + (name === null ? 0 : constants.signals[name]));
    });
  });
}
