import { homedir } from 'node:os';
import type { Interrupts, World } from './commands/world.ts';
import { type Engine, EngineError, type Settings } from './engine/index.ts';
import { loadMessages } from './messages/load.ts';
import { runMirrordeck } from './program.ts';
import { prepareForScreens } from './ui/environment.ts';
import { firstFrame } from './ui/first-frame.ts';
import { watchSignals } from './ui/life.ts';
import { surroundingsOf } from './ui/look.ts';

/** Runs the program with this process as its world, and ends the process with its exit code. */
export async function runHere(argv: readonly string[], version: string): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed);
  const code = await runMirrordeck(worldOf(argv, version));
  await Promise.all([process.stdout, process.stderr].map(flushed));
  // an idle connection or thread is no reason to stay
  process.exit(code);
}

function worldOf(argv: readonly string[], version: string): World {
  return {
    argv,
    version,
    environment: process.env,
    get workingFolder() {
      return workingFolder();
    },
    userFolder: homedir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    watchInterrupts,
    async ask(question) {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    async createEngine(options) {
      const { createEngine } = await import('./engine/index.ts');
      return createEngine(options);
    },
    openScreens,
  };
}

const openScreens: World['openScreens'] = async ({ clone, noAltScreen, ...options }) => {
  prepareForScreens(process.env);
  const { openTerminal } = await import('./ui/terminal-stream.ts');
  const terminal = openTerminal({ noAltScreen });
  const end = (): never => {
    terminal.close();
    return process.exit(130);
  };
  try {
    // React and Ink take a while to load; meanwhile the person sees that something happens
    const unwatch = watchSignals({ end, crashed: terminal.close });
    terminal.greet(firstFrame(await loadMessages(options.language)));
    const { runWorkstation, presetOf } = await import('./screens/workstation.tsx');
    const settings = await readableSettings(options.engine);
    unwatch();
    const shown = { ...options, appearance: { settings, surroundings: surroundingsOf(process.env) } };
    if (clone === undefined) {
      const start = (await isNew(options.engine)) ? 'setup' : 'home';
      return await runWorkstation({ ...shown, start }, terminal);
    }
    const isChosen = Object.keys(clone.components ?? {}).length > 0;
    const preset = presetOf(clone, isChosen ? 'review' : 'components');
    return await runWorkstation({ ...shown, start: { route: 'clone', with: preset } }, terminal);
  } finally {
    terminal.dispose();
  }
};

/** Settings that can't be read are no reason to show nothing: the first page says what is wrong with them. */
async function readableSettings(engine: Engine): Promise<Settings> {
  try {
    return await engine.settings.read();
  } catch (error) {
    if (error instanceof EngineError) return { language: null };
    throw error;
  }
}

/**
 * A home that can't be read is not new: the first page says what is wrong with it. Nor is one where somebody was in
 * the midst of choosing: the first page goes on with that.
 */
async function isNew(engine: Engine): Promise<boolean> {
  try {
    return (await engine.isNew()) && (await engine.unfinished.list()).length === 0;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** Asked for only where it is needed: it may be gone, and that is no reason to refuse `--help`. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new EngineError('file-missing', 'the folder that this was started in is there no more', { cause });
  }
}

/** Whoever read our output went away (`| head`): what we do goes on, only nobody is told. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

const watched = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function watchInterrupts(onFirst: () => void): Interrupts {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort();
  };
  for (const name of watched) process.on(name, handle);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of watched) process.off(name, handle);
    },
    onHangUp: (handler) => {
      process.off('SIGHUP', handle);
      process.on('SIGHUP', handler);
    },
  };
}
