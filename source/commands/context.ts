import { join, resolve } from 'node:path';
import type { CloneRequest, Engine, EngineOptions, ReachOptions, Run } from '../engine/index.ts';
import type { Messages } from '../messages/index.ts';
import type { Printer } from './printer.ts';
import type { Interrupts, World } from './world.ts';

/** What the flags of a command say for all that the engine does. */
export type EngineWishes = ReachOptions & { readonly jobs?: number | undefined };

/** What a command works with. */
export type Context = {
  readonly world: World;
  readonly messages: Messages;
  readonly printer: Printer;
  readonly interrupts: Interrupts;
  /** What is said at the first Ctrl-C instead of the usual, by a command that ends otherwise. */
  sayWhenStopped(text: string): void;
  /** For every call of the engine: events to the printer, Ctrl-C to the operation. */
  readonly run: Run;
  /** The engine, made when a command asks for it, because `--help` must not wait for it. */
  engine(options?: EngineWishes): Promise<Engine>;
  /** Gives the terminal to the screens, in the clone with this filled in; gives their exit code. */
  openClone(request: CloneRequest): Promise<number>;
  /** The exit code if nothing fails after this; 0 until it is called. */
  finish(code: number): void;
  readonly exitCode: number;
};

/** The folder of our settings, by the XDG rules. */
export function settingsFolder(world: World): string {
  const config = world.environment.XDG_CONFIG_HOME || join(world.userFolder, '.config');
  return join(config, 'mirrordeck');
}

/** The engine's options as the environment gives them: TIUP_HOME and TIUP_MIRRORS are the stock client's. */
export function engineOptions(world: World, wishes: EngineWishes = {}): EngineOptions {
  const { environment, workingFolder, userFolder } = world;
  return {
    home: resolve(workingFolder, environment.TIUP_HOME || join(userFolder, '.tiup')),
    mirror: environment.TIUP_MIRRORS || undefined,
    settingsFolder: settingsFolder(world),
    workingFolder,
    environment,
    ...wishes,
  };
}

type Parts = Pick<Context, 'world' | 'messages' | 'printer'> & {
  readonly openScreens: (engine: Engine, request: CloneRequest) => Promise<number>;
};

/** The context of one run. */
export function newContext({ world, messages, printer, openScreens }: Parts): Context {
  let stopping: string = messages.commands.stopping;
  const interrupts = world.watchInterrupts(() => printer.note(stopping));
  let exitCode = 0;
  let engine: Promise<Engine> | undefined;
  const makeEngine: Context['engine'] = (options) => {
    engine ??= world.createEngine(engineOptions(world, options));
    return engine;
  };
  return {
    world,
    messages,
    printer,
    interrupts,
    sayWhenStopped: (text) => {
      stopping = text;
    },
    run: { signal: interrupts.signal, onEvent: (event) => printer.event(event) },
    engine: makeEngine,
    openClone: async (request) => {
      printer.close();
      // screens handle signals themselves
      interrupts.release();
      return await openScreens(await makeEngine(), request);
    },
    finish: (code) => {
      exitCode = code;
    },
    get exitCode() {
      return exitCode;
    },
  };
}
