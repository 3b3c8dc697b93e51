import { render } from 'ink';
import type { Engine } from '../engine/index.ts';
import type { Language } from '../messages/index.ts';
import { settledWithin, watchSignals } from '../ui/life.ts';
import { lookOf, plainSurroundings } from '../ui/look.ts';
import type { Terminal } from '../ui/terminal-stream.ts';
import { App } from './app.tsx';
import type { Appearance } from './app-state.ts';
import { createKeeper } from './keeper.ts';
import type { Going, Running } from './screen.ts';

export type { ClonePreset } from './clone/preset.ts';
export { presetOf } from './clone/preset.ts';

export type { Going } from './screen.ts';

export type WorkstationOptions = {
  readonly engine: Engine;
  readonly language: Language;
  /** The screen to begin with; default the first page. */
  readonly start?: Going | undefined;
  /** How it shows itself; default in colour, with everything drawn. */
  readonly appearance?: Appearance | undefined;
  /** The clock of what is shown; default the machine's. */
  readonly now?: (() => Date) | undefined;
};

/** How long a stopped operation may take to write its journal before the program ends. Milliseconds. */
const patience = 5000;

/**
 * The workstation on a terminal. Settles, with the exit code, when it was left: 0, or 130 when a signal or a lost line
 * ended it. Whatever happens, the terminal is as it was before. Call `prepareForScreens` before this file is imported,
 * and ask `terminalProblem` whether there is a terminal.
 */
export async function runWorkstation(options: WorkstationOptions, terminal: Terminal): Promise<number> {
  const running: Running = new Set();
  const keeper = createKeeper(options.engine.unfinished);
  const outside = {
    engine: options.engine,
    now: options.now ?? (() => new Date()),
    isBusy: terminal.isBusy,
    running,
  };
  const appearance = options.appearance ?? {
    settings: { language: null },
    surroundings: plainSurroundings,
  };
  const { screenReader } = lookOf(appearance.settings, appearance.surroundings);
  terminal.enter();
  terminal.clearGreeting();
  const instance = render(
    <App
      outside={outside}
      keeper={keeper}
      terminal={terminal}
      language={options.language}
      start={options.start ?? 'home'}
      appearance={appearance}
    />,
    {
      stdin: terminal.input,
      stdout: terminal.output,
      stderr: terminal.output,
      interactive: true,
      isScreenReaderEnabled: screenReader,
      exitOnCtrlC: false,
      incrementalRendering: true,
      maxFps: 60,
      patchConsole: false,
    },
  );
  let code = 0;
  const end = (): void => {
    code = 130;
    terminal.close();
    instance.unmount();
  };
  // Ctrl-C on a terminal that is lent is meant for the program that has it.
  const endUnlessLent = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !terminal.isAway()) end();
  };
  const unwatch = watchSignals({ end: endUnlessLent, crashed: terminal.close });
  terminal.onLost(end);
  try {
    await instance.waitUntilExit();
  } finally {
    terminal.close();
    for (const operation of running) operation.stop();
    const ended = [...running].map((operation) => operation.ended);
    await settledWithin([...ended, keeper.finish()], patience);
    unwatch();
  }
  return code;
}
