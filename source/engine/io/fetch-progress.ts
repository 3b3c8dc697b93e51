import type { EngineEvent } from '../events.ts';
import type { FetchBoard } from './fetch-board.ts';
import type { FetchFailure, FetchReport, WantedFile } from './fetch-files.ts';
import type { FetchNews } from './fetch-task.ts';

/** Milliseconds between two looks at the board. */
const lookEvery = 200;

/** Turns what the threads tell, and what stands on their board, into events and the report. */
export class FetchProgress {
  readonly #files: readonly WantedFile[];
  readonly #board: FetchBoard;
  readonly #onEvent: (event: EngineEvent) => void;
  readonly #active = new Set<number>();
  readonly #done: string[] = [];
  readonly #kept: string[] = [];
  readonly #failures: FetchFailure[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    files: readonly WantedFile[],
    board: FetchBoard,
    onEvent: ((event: EngineEvent) => void) | undefined,
  ) {
    this.#files = files;
    this.#board = board;
    this.#onEvent = onEvent ?? (() => undefined);
    files.forEach((file, index) => {
      board.setSize(index, file.length);
    });
  }

  begin(): void {
    this.#timer = setInterval(() => this.#look(), lookEvery);
  }

  /** The last look, so that the sums are complete. */
  end(): void {
    clearInterval(this.#timer);
    this.#look();
  }

  hear(news: readonly FetchNews[]): void {
    for (const one of news) this.#hearOne(one);
  }

  report(): FetchReport {
    return { done: this.#done, kept: this.#kept, failures: this.#failures, bytes: this.#bytes };
  }

  #hearOne(one: FetchNews): void {
    const name = this.#files[one.file]?.name ?? '';
    if (one.type === 'part-discarded') {
      const facts = { file: name, reason: one.reason };
      this.#onEvent({ type: 'warning', warning: { code: 'part-discarded', facts } });
      return;
    }
    if (one.type === 'place-dropped') {
      const facts = { address: one.address, file: name, reason: one.reason };
      this.#onEvent({ type: 'warning', warning: { code: 'address-dropped', facts } });
      return;
    }
    const { state, reason } = one;
    if (state === 'done') this.#done.push(name);
    if (state === 'kept') this.#kept.push(name);
    if (state === 'failed') {
      this.#failures.push({ name, reason: reason ?? '', code: one.code ?? 'io-failed' });
    }
    if (state === 'done' || state === 'kept' || state === 'failed') this.#active.delete(one.file);
    else this.#active.add(one.file);
    this.#bytes += one.received ?? 0;
    this.#onEvent({
      type: 'file',
      name,
      state,
      total: this.#board.size(one.file),
      done: this.#board.done(one.file),
      ...(reason === undefined ? {} : { reason }),
    });
  }

  #look(): void {
    let done = 0;
    let total = 0;
    for (let file = 0; file < this.#files.length; file += 1) {
      done += this.#board.done(file);
      total += this.#board.size(file);
    }
    const active = Array.from(this.#active, (file) => ({
      name: this.#files[file]?.name ?? '',
      done: this.#board.done(file),
      total: this.#board.size(file),
    }));
    const filesDone = this.#done.length + this.#kept.length;
    this.#onEvent({ type: 'bytes', active, done, total, filesDone, filesTotal: this.#files.length });
  }
}
