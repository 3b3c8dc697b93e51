import { closeSync, openSync, write, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { asciiSigns } from './ascii.ts';
import { isAsciiOnly } from './theme.ts';

/** What screens need of a terminal; tests have one that paints into an emulator. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream & { ref?(): unknown; unref?(): unknown };
  readonly output: NodeJS.WritableStream;
  /** Something that was written has not reached the line: paint nothing new but what a key asked for. */
  isBusy(): boolean;
  /** Takes the screen over. Synchronous. */
  enter(): void;
  /** Takes the screen over with a first frame, while what paints the others is still being loaded. Synchronous. */
  greet(lines: readonly string[]): void;
  /** What `greet` painted goes, for the frames that follow. */
  clearGreeting(): void;
  /** Gives the screen back as it was. Synchronous, harmless when repeated. */
  leave(): void;
  /** The screen is given back for a while: somebody else has the terminal. */
  isAway(): boolean;
  /** Settles when everything that was written is on the line. */
  flush(): Promise<void>;
  /** `leave`, and nothing is written any more. */
  close(): void;
  /** Calls back once when the line is gone (a hang-up shows as a failed write). */
  onLost(listener: () => void): void;
};

type Size = Pick<WriteStream, 'columns' | 'rows' | 'on' | 'off'>;

/**
 * A terminal written to without blocking. Node writes to terminals synchronously: on a slow SSH line that stalls
 * timers, sockets and keys alike. Here a write is one call of the thread pool, and `writableLength` tells how far
 * behind the line is.
 */
export class TerminalStream extends Writable {
  readonly isTTY = true;
  readonly #descriptor: number;
  readonly #size: Size;
  #silent = false;

  constructor(descriptor: number, size: Size) {
    super({ decodeStrings: true, highWaterMark: 64 * 1024 });
    this.#descriptor = descriptor;
    this.#size = size;
    size.on('resize', this.#resized);
  }

  readonly #resized = (): void => {
    this.emit('resize');
  };

  get columns(): number {
    return this.#size.columns;
  }

  get rows(): number {
    return this.#size.rows;
  }

  /** From now on everything is dropped, what waits in the queue too. */
  silence(): void {
    this.#silent = true;
    this.#size.off('resize', this.#resized);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(plain(chunk), done);
  }

  override _writev(
    chunks: { chunk: Buffer; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#send(plain(Buffer.concat(chunks.map(({ chunk }) => chunk))), done);
  }

  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (this.#silent || bytes.length === 0) {
      done();
      return;
    }
    write(this.#descriptor, bytes, (error, written) => {
      if (error !== null) done(error);
      else if (written < bytes.length) this.#send(bytes.subarray(written), done);
      else done();
    });
  }
}

/** Texts of messages and servers have signs too: the last place where they can be replaced. */
function plain(chunk: Buffer): Buffer {
  return isAsciiOnly() ? Buffer.from(asciiSigns(chunk.toString())) : chunk;
}

const takeOver = '\x1b[?1049h\x1b[H\x1b[?25l';
const clearAll = '\x1b[2J\x1b[H';
const giveBack = '\x1b[?2004l\x1b[?1049l\x1b[?25h';
/** Without the alternate screen the last frame stays, and the prompt comes below it. */
const giveBackBelow = '\x1b[?2004l\x1b[?25h\r\n';

type TerminalParts = {
  readonly input: NodeJS.ReadableStream & { setRawMode?(mode: boolean): unknown };
  readonly output: Writable & { silence?(): void };
  /** Writes at once; a hang-up may make it throw. */
  readonly writeNow: (text: string) => void;
  readonly alternateScreen: boolean;
};

/** Puts a terminal together from its two ends. */
export function createTerminal({ input, output, writeNow, alternateScreen }: TerminalParts): Terminal {
  let entered = false;
  let greeted = false;
  const say = (text: string): void => {
    try {
      writeNow(text);
    } catch (error) {
      // The line is gone: nobody is there to see the screen restored.
      output.destroy(error instanceof Error ? error : undefined);
    }
  };
  const enter = (): void => {
    if (entered) return;
    entered = true;
    if (alternateScreen) say(takeOver);
  };
  const leave = (): void => {
    if (!entered) return;
    entered = false;
    say(alternateScreen ? giveBack : giveBackBelow);
  };
  return {
    input,
    output,
    isBusy: () => output.writableLength > 0,
    enter,
    greet(lines) {
      if (!alternateScreen) return;
      enter();
      greeted = true;
      say(lines.join('\r\n'));
    },
    clearGreeting() {
      if (greeted) output.write(clearAll);
      greeted = false;
    },
    leave,
    isAway: () => !entered,
    flush: () =>
      new Promise((resolve) => {
        if (output.writable) output.write('', () => resolve());
        else resolve();
      }),
    close() {
      output.silence?.();
      if (entered) input.setRawMode?.(false);
      leave();
    },
    onLost(listener) {
      output.once('error', listener);
    },
  };
}

/** The controlling terminal, opened anew so that its writes are ours; where there is none, standard output. */
export function openTerminal(options: { readonly noAltScreen: boolean }): Terminal & { dispose(): void } {
  const opened = openControlling();
  const descriptor = opened ?? process.stdout.fd;
  const output = new TerminalStream(descriptor, process.stdout);
  const terminal = createTerminal({
    input: process.stdin,
    output,
    writeNow: (text) => {
      writeSync(descriptor, text);
    },
    alternateScreen: !options.noAltScreen,
  });
  return {
    ...terminal,
    dispose() {
      terminal.close();
      if (opened !== null) closeSync(opened);
    },
  };
}

function openControlling(): number | null {
  try {
    return openSync('/dev/tty', 'w');
  } catch (error) {
    // A container may have a terminal on its standard streams and none that is controlling.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
