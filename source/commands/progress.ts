import type { EngineEvent } from '../engine/index.ts';
import type { Messages } from '../messages/index.ts';
import { barLines, progressWords } from './bar-lines.ts';
import { Speed } from './speed.ts';
import { clipped, columnsOf, harmless } from './text.ts';
import type { OutputStream } from './world.ts';

/** Shows how far an operation is. What it shows passes away or is log; results never go through it. */
export type Progress = {
  event(event: EngineEvent): void;
  /** Makes room for a line that is about to be printed. */
  clear(): void;
  /** The last: nothing is shown after it. */
  close(): void;
};

/** Lines of JSON, one per event. */
export function jsonProgress(write: (line: string) => void): Progress {
  return { event: (event) => write(JSON.stringify(event)), clear: () => undefined, close: () => undefined };
}

/** For logs and pipes: a line every `interval` milliseconds at most, none for what is done before that. */
export function plainProgress(write: (line: string) => void, messages: Messages, interval = 3000): Progress {
  const speed = new Speed();
  let last = performance.now();
  const say = (line: () => string): void => {
    const now = performance.now();
    if (now - last < interval) return;
    last = now;
    write(line());
  };
  return {
    event(event) {
      if (event.type === 'phase') say(() => `${messages.commands.phases[event.phase]} ...`);
      if (event.type === 'bytes') {
        speed.add(performance.now(), event.done);
        say(() => progressWords(event, { rate: speed.rate, left: speed.left(event.total) }, messages));
      }
      if (isFound(event)) speed.found(event.done);
      if (event.type === 'file' && event.state === 'retrying')
        say(() => messages.commands.retrying(event.name, event.reason ?? ''));
    },
    clear: () => undefined,
    close: () => undefined,
  };
}

type FileEvent = Extract<EngineEvent, { type: 'file' }>;

/** A file that is here, or half here, from an earlier run. */
function isFound(event: EngineEvent): event is FileEvent {
  return event.type === 'file' && (event.state === 'resumed' || event.state === 'kept');
}

const paintEvery = 100;
// most commands are done sooner than a person could read that they are at work
const quietFor = 300;

/** For a terminal: bars that are painted over, ten times a second at most, and gone at the end. */
export class BarProgress implements Progress {
  readonly #stream: OutputStream;
  readonly #messages: Messages;
  readonly #speed = new Speed();
  readonly #begun = performance.now();
  #painted: readonly string[] = [];
  #compose: (() => readonly string[]) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastPaint = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(stream: OutputStream, messages: Messages) {
    this.#stream = stream;
    this.#messages = messages;
  }

  event(event: EngineEvent): void {
    if (event.type === 'phase')
      this.#compose = () => [
        clipped(`${this.#messages.commands.phases[event.phase]} ...`, this.#columns - 1),
      ];
    if (isFound(event)) this.#speed.found(event.done);
    if (event.type === 'bytes') {
      this.#speed.add(performance.now(), event.done);
      this.#compose = () =>
        barLines(
          event,
          { rate: this.#speed.rate, left: this.#speed.left(event.total) },
          { columns: this.#columns, rows: this.#stream.rows ?? 24 },
          this.#messages,
        ).map(harmless);
    }
    if (event.type === 'phase' || event.type === 'bytes') this.#schedule();
  }

  clear(): void {
    if (this.#painted.length > 0) this.#stream.write(`${this.#toStart()}\x1b[J`);
    this.#painted = [];
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#closed = true;
    this.clear();
  }

  get #columns(): number {
    return Math.max(1, this.#stream.columns ?? 80);
  }

  /** What moves the cursor to where the painted lines begin. */
  #toStart(): string {
    // a terminal that became narrower has broken the lines: count the rows that they take now
    const rows = this.#painted.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / this.#columns)),
      0,
    );
    return `\r${rows > 1 ? `\x1b[${rows - 1}A` : ''}`;
  }

  #schedule(): void {
    if (this.#timer !== null || this.#closed) return;
    const now = performance.now();
    const wait = Math.max(this.#begun + quietFor - now, this.#lastPaint + paintEvery - now, 0);
    this.#timer = setTimeout(() => this.#paint(), wait);
    // a bar is no reason to keep the process alive
    this.#timer.unref();
  }

  #paint(): void {
    this.#timer = null;
    if (this.#closed || this.#compose === null) return;
    const lines = this.#compose();
    // over what is there, in one write: a terminal far away would show an erased screen in between
    this.#stream.write(`${this.#toStart()}${lines.map((line) => `${line}\x1b[K`).join('\n')}\x1b[J`);
    this.#painted = lines;
    this.#lastPaint = performance.now();
  }
}
