import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import type { Language } from '../../source/messages/index.ts';
import { type Going, runWorkstation, type WorkstationOptions } from '../../source/screens/workstation.tsx';
import { createTerminal } from '../../source/ui/terminal-stream.ts';
import { type FakeEngine, fakeEngine, fakeNow } from './fake-engine.ts';
import { until } from './until.ts';

class FakeInput extends PassThrough {
  readonly isTTY = true;
  raw = false;
  setRawMode(mode: boolean): this {
    this.raw = mode;
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** A stream that paints into an emulator of a terminal. */
class FakeOutput extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly screen: xterm.Terminal;
  /** Everything that was written. */
  written = '';

  constructor(columns: number, rows: number) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.screen = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 100,
      convertEol: true,
    });
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += String(chunk);
    this.screen.write(chunk, done);
  }
}

export type ScreenOptions = {
  readonly columns?: number;
  readonly rows?: number;
  readonly language?: Language;
  readonly engine?: FakeEngine;
  readonly start?: Going;
  readonly alternateScreen?: boolean;
  readonly appearance?: WorkstationOptions['appearance'];
};

const named: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  tab: '\t',
  space: ' ',
  backspace: '\u007f',
  'ctrl+c': '\u0003',
  'ctrl+l': '\u000c',
  'ctrl+u': '\u0015',
};

/** The engine as it is, and when its first answers to what the header shows have come. */
function headingWatched(engine: FakeEngine): {
  readonly engine: FakeEngine;
  readonly asked: Promise<unknown>;
} {
  const { promise: status, resolve: statusCame } = Promise.withResolvers<unknown>();
  const { promise: jobs, resolve: jobsCame } = Promise.withResolvers<unknown>();
  const watched: FakeEngine = {
    ...engine,
    status(...asked) {
      const answer = engine.status(...asked);
      statusCame(answer.catch(() => null));
      return answer;
    },
    jobs: {
      ...engine.jobs,
      list() {
        const answer = engine.jobs.list();
        jobsCame(answer.catch(() => null));
        return answer;
      },
    },
  };
  return { engine: watched, asked: Promise.all([status, jobs]) };
}

/** A whole workstation in an emulated terminal. */
export class Screen {
  readonly engine: FakeEngine;
  readonly input = new FakeInput();
  readonly output: FakeOutput;
  /** Settles with the exit code, once all that was written has arrived. */
  readonly closed: Promise<number>;
  /** Settles once the engine has told what the header shows: no key and no other text waits for it. */
  readonly headed: Promise<unknown>;

  constructor(options: ScreenOptions = {}) {
    const { columns = 80, rows = 24, language = 'en', start, alternateScreen = true } = options;
    this.engine = options.engine ?? fakeEngine();
    this.output = new FakeOutput(columns, rows);
    const terminal = createTerminal({
      input: this.input,
      output: this.output,
      writeNow: (text) => this.output.write(text),
      alternateScreen,
    });
    this.output.screen.write('the shell before\r\n');
    const { appearance } = options;
    const { engine, asked } = headingWatched(this.engine);
    this.headed = asked;
    this.closed = runWorkstation({ engine, language, start, appearance, now: () => fakeNow }, terminal).then(
      async (code) => {
        await terminal.flush();
        return code;
      },
    );
  }

  /** What stands on the screen, a string a row, blanks at the end cut off. */
  lines(): string[] {
    const { buffer, rows, cols } = this.output.screen;
    return Array.from({ length: rows }, (_, row) =>
      (buffer.active.getLine(buffer.active.baseY + row)?.translateToString(true, 0, cols) ?? '').trimEnd(),
    );
  }

  text(): string {
    return this.lines().join('\n');
  }

  /** Presses keys by name (`enter`, `down`), or types a text; each in a packet of its own, once seen. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.input.write(named[key] ?? key);
      // A lone Esc is only told apart from the start of a sequence when nothing follows for a moment.
      await until(() => this.input.readableLength === 0, `the key ${key} to be read`);
      if (key === 'escape') await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** Several keys in one packet. */
  async packet(...keys: readonly string[]): Promise<void> {
    await this.press(keys.map((key) => named[key] ?? key).join(''));
  }

  /** Waits until something stands on the screen; fails with the screen as it is. */
  async see(what: string | RegExp | ((text: string) => boolean)): Promise<void> {
    const seen = (): boolean => {
      const text = this.text();
      if (typeof what === 'function') return what(text);
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    };
    try {
      await until(seen, String(what));
    } catch (error) {
      throw new Error(`never seen: ${String(what)}\n${this.text()}`, { cause: error });
    }
  }

  /** Leaves with `q`, and says yes where that is asked; the exit code. */
  async leave(): Promise<number> {
    let code: number | null = null;
    this.closed.then((ended) => {
      code = ended;
    });
    await this.press('q');
    await until(() => code !== null || /^ y \S/.test(this.lines().at(-1) ?? ''), 'the end, or a question');
    // a question from before may still stand there while the program ends: then nobody reads the answer
    if (code === null) this.input.write('y');
    return await this.closed;
  }

  /** Waits until nothing more is painted: for some looks in a row the screen and what was written are the same. */
  async settled(enough = 3): Promise<void> {
    let looks = 0;
    let seen = '';
    await until(
      () => {
        const now = `${this.output.written.length} ${this.text()}`;
        looks = now === seen ? looks + 1 : 0;
        seen = now;
        return looks >= enough;
      },
      'the screen to come to rest',
      { every: 20 },
    );
  }

  /** The line is lost: the workstation ends, whatever it was at. */
  end(): void {
    this.output.destroy(new Error('the line is gone'));
  }

  resize(columns: number, rows: number): void {
    this.output.columns = columns;
    this.output.rows = rows;
    this.output.screen.resize(columns, rows);
    this.output.emit('resize');
  }
}
