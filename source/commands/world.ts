import type { CloneRequest, Engine, EngineOptions } from '../engine/index.ts';
import type { Language } from '../messages/index.ts';

/** A stream of this process, or a test's. */
export type OutputStream = {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** Ctrl-C and its like while a command runs. */
export type Interrupts = {
  readonly signal: AbortSignal;
  /** From now on another program in the same terminal gets them; this process only stays alive. */
  release(): void;
  /** From now on a hang-up (SIGHUP) does this, and is no end: what servers read their files anew by. */
  onHangUp(handler: () => void): void;
};

/** What the screens are opened with. */
export type ScreenOptions = {
  readonly engine: Engine;
  readonly language: Language;
  readonly noAltScreen: boolean;
  /** Begin in the clone, with this filled in; its source has an address. */
  readonly clone?: CloneRequest | undefined;
};

/** All that a run of the program takes from around it: this process in main.ts, something made up in tests. */
export type World = {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly userFolder: string;
  readonly stdin: { readonly isTTY?: boolean | undefined };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Asks whoever sits at the terminal, and gives the line that comes back; only where there is one. */
  ask?(question: string): Promise<string>;
  createEngine(options: EngineOptions): Promise<Engine>;
  /** Called once, when a command (not a screen) begins; `onFirst` at the first signal, a second one ends at once. */
  watchInterrupts(onFirst: () => void): Interrupts;
  /** Opens the screens on the terminal; gives the exit code when they were left. */
  openScreens(options: ScreenOptions): Promise<number>;
};
