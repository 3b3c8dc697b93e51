import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'bin', 'mirrordeck');

let running: ChildProcess | null = null;

/** Passes a signal on to what runs now and returns true, or false when nothing does. */
export function signalProgram(signal: NodeJS.Signals): boolean {
  return running?.kill(signal) ?? false;
}

/** Runs mirrordeck in the demo's client home, in this terminal. Returns its exit code. */
export async function runProgram(args: readonly string[], home: string): Promise<number> {
  const child = spawn(program, [...args], {
    cwd: home,
    env: {
      ...process.env,
      TIUP_HOME: home,
      TIUP_MIRRORS: undefined,
      // settings and job journals of the demo stay in its folder
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_STATE_HOME: join(home, '.state'),
    },
    stdio: 'inherit',
  });
  running = child;
  return await new Promise<number>((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code, signal) => done(code ?? 128 + (signal === null ? 1 : constants.signals[signal])));
  }).finally(() => {
    running = null;
  });
}

/** As it would be typed. */
export function typed(args: readonly string[]): string {
  return ['mirrordeck', ...args.map((arg) => (/^[\w@%+=:,./^~-]+$/.test(arg) ? arg : `'${arg}'`))].join(' ');
}

/** Shows the command as typed, runs it, and throws when it fails. */
export async function showAndRun(args: readonly string[], home: string): Promise<void> {
  process.stdout.write(`\n$ ${typed(args)}\n`);
  const code = await runProgram(args, home);
  if (code !== 0) throw new Error(`${typed(args)} ended with exit code ${code}`);
}
