import type { ScreenOptions, World } from '../../source/commands/world.ts';
import { createEngine, type EngineOptions } from '../../source/engine/index.ts';
import { runMirrordeck } from '../../source/program.ts';
import { type Answers, type Call, fakeEngine } from './fake-engine.ts';

export type Outcome = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly Call[];
  readonly engineOptions: readonly EngineOptions[];
  readonly screens: readonly ScreenOptions[];
  readonly released: boolean;
};

export type Around = {
  readonly answers?: Answers;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly terminal?: boolean;
  /** Of the terminal. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  /** Is given what a hang-up does from now on. */
  readonly onHangUp?: (handler: () => void) => void;
  readonly workingFolder?: string;
};

/** Runs the whole program on made-up surroundings. */
export async function mirrordeck(argv: readonly string[], around: Around = {}): Promise<Outcome> {
  const { answers, environment = {}, terminal = false, columns, workingFolder = '/nowhere' } = around;
  // what lies in files is read as it is; it is nothing that an engine was asked to do
  const { saved } = createEngine({ home: '/nowhere', settingsFolder: '/nowhere', workingFolder });
  const { engine: fake, calls } = fakeEngine(answers);
  const engine = new Proxy(fake, {
    get: (target, name) => (name === 'saved' ? saved : Reflect.get(target, name)),
  });
  const engineOptions: EngineOptions[] = [];
  const screens: ScreenOptions[] = [];
  const text = { stdout: '', stderr: '' };
  let released = false;
  const world: World = {
    argv,
    version: '1.2.3',
    environment,
    workingFolder,
    userFolder: '/nowhere/user',
    stdin: { isTTY: terminal },
    stdout: { isTTY: terminal, columns, write: (part) => (text.stdout += part) },
    stderr: { isTTY: false, write: (part) => (text.stderr += part) },
    createEngine: async (options) => {
      engineOptions.push(options);
      return engine;
    },
    watchInterrupts: () => ({
      signal: around.signal ?? new AbortController().signal,
      release: () => {
        released = true;
      },
      onHangUp: (handler) => around.onHangUp?.(handler),
    }),
    openScreens: async (options) => {
      screens.push(options);
      return 0;
    },
  };
  const code = await runMirrordeck(world);
  return { code, ...text, calls, engineOptions, screens, released };
}
