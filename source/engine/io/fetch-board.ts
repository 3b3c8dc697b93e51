/**
 * What the threads of one fetch share, without a message: which file comes next, how far each one is, whether
 * to stop. Any thread may read and write at any time; a progress figure may be a moment old, never torn.
 */
export class FetchBoard {
  readonly memory: SharedArrayBuffer;
  readonly #counters: Int32Array;
  readonly #done: Float64Array;
  readonly #sizes: Float64Array;
  readonly #files: number;

  constructor(files: number, memory = new SharedArrayBuffer(16 + files * 16)) {
    this.memory = memory;
    this.#files = files;
    this.#counters = new Int32Array(memory, 0, 4);
    this.#done = new Float64Array(memory, 16, files);
    this.#sizes = new Float64Array(memory, 16 + files * 8, files);
  }

  /** The number of a file that nobody else works on, or null when there is none left, or all is to stop. */
  take(): number | null {
    if (this.stopped) return null;
    const next = Atomics.add(this.#counters, 0, 1);
    return next < this.#files ? next : null;
  }

  get stopped(): boolean {
    return Atomics.load(this.#counters, 1) !== 0;
  }

  stop(): void {
    Atomics.store(this.#counters, 1, 1);
  }

  /** Files in a row, over all threads, for which the source could not be reached. */
  get unreachable(): number {
    return Atomics.load(this.#counters, 2);
  }

  noteReached(reached: boolean): void {
    if (reached) Atomics.store(this.#counters, 2, 0);
    else Atomics.add(this.#counters, 2, 1);
  }

  /** Bytes of a file that are here. */
  done(file: number): number {
    return this.#done[file] ?? 0;
  }

  setDone(file: number, bytes: number): void {
    this.#done[file] = bytes;
  }

  /** Bytes of the whole file, 0 while unknown. */
  size(file: number): number {
    return this.#sizes[file] ?? 0;
  }

  setSize(file: number, bytes: number): void {
    this.#sizes[file] = bytes;
  }
}
