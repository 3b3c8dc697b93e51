import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { keys, Screen } from '../../test/helpers/pty.ts';

/** Milliseconds after which something that was not shown is not waited for any more. */
const limit = 60_000;

/** The program in a pseudo terminal, with a clock. */
export class WatchedTerminal {
  readonly screen: Screen;
  readonly #began = performance.now();

  constructor(
    args: readonly string[],
    options: { home: string; columns?: number; rows?: number; command?: string },
  ) {
    this.screen = new Screen(args, options);
  }

  /** Milliseconds from the start of the program until its screen shows something. */
  async until(shown: RegExp): Promise<number> {
    await this.#shows((text) => shown.test(text));
    return performance.now() - this.#began;
  }

  /** Milliseconds from a key until the screen is another than before. */
  async answerTo(key: keyof typeof keys | string): Promise<number> {
    const before = this.screen.text;
    const pressed = performance.now();
    this.screen.press(key in keys ? keys[key as keyof typeof keys] : key);
    await this.#shows((text) => text !== before);
    return performance.now() - pressed;
  }

  /** The bytes that it has written so far. */
  get written(): number {
    return Buffer.byteLength(this.screen.raw);
  }

  /** Largest resident memory so far, in MB (10^6). */
  async peakMegabytes(): Promise<number> {
    const status = readFileSync(`/proc/${await this.screen.programId()}/status`, 'utf8');
    return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024) / 1e6;
  }

  /** Looks after each time that something was painted: looking in between would take a processor from the program. */
  async #shows(holds: (text: string) => boolean): Promise<void> {
    const end = performance.now() + limit;
    while (!holds(this.screen.text)) {
      if (performance.now() >= end) throw new Error(`never shown:\n${this.screen.text}`);
      await Promise.race([this.screen.painted(), pause(end - performance.now(), undefined, { ref: false })]);
    }
  }
}
