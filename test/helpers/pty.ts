import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { type CliOptions, cliEnvironment, program } from './cli.ts';
import { until } from './until.ts';

export type ScreenOptions = Omit<CliOptions, 'input' | 'signal'> & {
  readonly columns?: number;
  readonly rows?: number;
  /** Something else than mirrordeck, for tests of this harness. */
  readonly command?: string;
};

/** What a person presses, as the bytes a terminal sends. */
export const keys = {
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  space: ' ',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageUp: '\x1b[5~',
  pageDown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  backspace: '\x7f',
  interrupt: '\x03',
} as const;

// A shell around the program: when it has ended, `stty` tells whether it left the terminal as it found it. It stays until
// all of it has been read: what is still on its way when the last process of a terminal ends may be lost.
const shell = [
  `trap : INT TERM HUP; "$@"; code=$?; printf '\\n[ended %s]\\n' "$code"; stty -a; printf '[end]\\n'`,
  `while read -r word; do case $word in *bye) break ;; esac; done`,
].join('; ');

/** Without any blanks, so that a text is found where it was wrapped. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** A program in a pseudo terminal, with a terminal emulator that keeps its screen. */
export class Screen {
  readonly #pty: IPty;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  #raw = '';
  #exited = false;
  #pending: Promise<void> = Promise.resolve();

  constructor(args: readonly string[], options: ScreenOptions) {
    const columns = options.columns ?? 80;
    const rows = options.rows ?? 24;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 2000 });
    this.#pty = spawn('/bin/sh', ['-c', shell, 'sh', options.command ?? program, ...args], {
      name: options.env?.TERM ?? 'xterm-256color',
      cols: columns,
      rows,
      cwd: options.cwd ?? options.home,
      env: cliEnvironment(options),
    });
    this.#terminal.onData((answer) => this.#send(answer));
    this.#pty.onData((data) => {
      this.#raw += data;
      this.#pending = new Promise((done) => this.#terminal.write(data, done));
    });
    this.#pty.onExit(() => {
      this.#exited = true;
    });
  }

  /** The visible lines, without the blanks at their ends. */
  get lines(): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** Everything it ever wrote, escape sequences and all. */
  get raw(): string {
    return this.#raw;
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  /** Presses keys, one packet per argument. */
  press(...packets: readonly string[]): void {
    for (const packet of packets) this.#send(packet);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Waits until something was written to the screen: for whoever must not look again and again meanwhile. */
  async painted(): Promise<void> {
    await new Promise<void>((resolve) => {
      const listening = this.#terminal.onWriteParsed(() => {
        listening.dispose();
        resolve();
      });
    });
  }

  /** Waits until the screen shows it; the failure message holds the screen as it was. */
  async shows(wanted: string | RegExp | ((lines: readonly string[]) => boolean)): Promise<void> {
    const holds = (): boolean => {
      if (typeof wanted === 'function') return wanted(this.lines);
      return typeof wanted === 'string' ? this.text.includes(wanted) : wanted.test(this.text);
    };
    await this.#wait(holds, `a screen that shows ${wanted}`);
  }

  /** Waits until the text stands on the screen, however it is broken into lines. */
  async says(text: string): Promise<void> {
    const wanted = squeezed(text);
    await this.#wait(() => squeezed(this.text).includes(wanted), `a screen that says "${text}"`);
  }

  /** Waits for the end of the program. Returns its exit code and whether the terminal is as it was. */
  async ended(): Promise<{ readonly code: number; readonly wrongs: readonly string[] }> {
    await this.#wait(() => this.#isOver, 'the end of the program');
    const match = /\[ended (\d+)\]([\s\S]*)\[end\]/.exec(this.#raw);
    if (match === null) throw new Error(`no exit code in\n${this.#raw}`);
    const end = { code: Number(match[1]), wrongs: this.#wrongs(match[2] ?? '') };
    this.#send('bye\n');
    return end;
  }

  /** Sends a signal to the program itself, not to the shell around it. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    process.kill(await this.programId(), signal);
  }

  /** The process id of the program. */
  async programId(): Promise<number> {
    const { readFile } = await import('node:fs/promises');
    const list = `/proc/${this.#pty.pid}/task/${this.#pty.pid}/children`;
    return await until(
      async () => Number.parseInt(await readFile(list, 'utf8'), 10) || null,
      'the program to start',
    );
  }

  /** Ends everything, for the end of a test. */
  close(): void {
    if (!this.#exited) this.#pty.kill('SIGKILL');
    this.#terminal.dispose();
  }

  /** The program has ended, and all that it wrote is here. */
  get #isOver(): boolean {
    return this.#raw.includes('[end]');
  }

  #send(data: string): void {
    if (!this.#exited) this.#pty.write(data);
  }

  async #wait(holds: () => boolean, what: string): Promise<void> {
    try {
      await until(async () => {
        // asked first: all that it wrote is painted then
        const isOver = this.#isOver || this.#exited;
        await this.#pending;
        if (holds()) return true;
        if (isOver) throw new Error(`the program ended before there was ${what}`);
        return false;
      }, what);
    } catch (error) {
      const edge = '-'.repeat(this.#terminal.cols);
      throw new Error(`${error instanceof Error ? error.message : error}\n${edge}\n${this.text}\n${edge}`);
    }
  }

  /** What is not as a shell wants to find its terminal. */
  #wrongs(settings: string): string[] {
    const wrongs: string[] = [];
    if (this.isAlternate) wrongs.push('still on the alternate screen');
    if (this.#raw.lastIndexOf('\x1b[?25l') > this.#raw.lastIndexOf('\x1b[?25h'))
      wrongs.push('the cursor is hidden');
    if (this.#terminal.modes.bracketedPasteMode) wrongs.push('bracketed paste is on');
    if (this.#terminal.modes.mouseTrackingMode !== 'none') wrongs.push('the mouse is tracked');
    for (const flag of ['icanon', 'echo', 'isig', 'opost', 'icrnl']) {
      if (!new RegExp(`(^|\\s)${flag}(\\s|;|$)`).test(settings)) wrongs.push(`stty: ${flag} is off`);
    }
    return wrongs;
  }
}
