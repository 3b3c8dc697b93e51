import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of the rate that may be made up for: timers are late, and nothing must be lost by it. */
const slack = 100;
/** Milliseconds between two looks at the board while waiting: the rate may have changed. */
const lookEvery = 100;

// places on the board, all 64 bits wide
const sequence = 0;
const rate = 1;
const since = 2;
const granted = 3;
const taken = 4;
const fields = 5;

/**
 * So many bytes per second for all who share its memory, whatever thread they are in. Whoever got bytes takes a
 * ticket for them and waits until that ticket is granted before it reads on; nobody's thread is ever blocked.
 *
 * The board: since when (microseconds) the rate holds, how many bytes were granted by then, and how many were taken.
 */
export class Pace {
  readonly memory: SharedArrayBuffer;
  readonly #board: BigInt64Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(fields * 8)) {
    this.memory = memory;
    this.#board = new BigInt64Array(memory);
  }

  /** Bytes per second; 0 is no limit. */
  get rate(): number {
    return Number(Atomics.load(this.#board, rate));
  }

  /** Holds at once, also for those who wait. Only one thread may set it. */
  setRate(bytesPerSecond: number): void {
    const next = BigInt(Math.max(0, Math.round(bytesPerSecond)));
    if (next === Atomics.load(this.#board, rate)) return;
    this.#write(next);
  }

  /** Notes bytes that came and gives a ticket for them. */
  take(bytes: number): bigint {
    const ticket = Atomics.add(this.#board, taken, BigInt(bytes)) + BigInt(bytes);
    this.#forfeit(ticket - BigInt(bytes));
    return ticket;
  }

  /** Milliseconds until a ticket is granted, as it looks now; 0 when it is. */
  missing(ticket: bigint): number {
    const { rate, granted } = this.#read();
    if (rate === 0n || ticket <= granted) return 0;
    return Math.ceil(Number(((ticket - granted) * 1_000_000n) / rate) / 1000);
  }

  /** Resolves when a ticket is granted, or rejects when the signal fires. */
  async granted(ticket: bigint, signal?: AbortSignal): Promise<void> {
    for (let wait = this.missing(ticket); wait > 0; wait = this.missing(ticket)) {
      await sleep(Math.min(wait, lookEvery), undefined, signal === undefined ? {} : { signal });
    }
  }

  /** What was not used in time is lost: a rest must not be followed by a flood. */
  #forfeit(before: bigint): void {
    const { rate, granted } = this.#read();
    const spare = (rate * BigInt(slack)) / 1000n;
    if (rate > 0n && granted > before + spare) this.#write(rate, before + spare);
  }

  #read(): { readonly rate: bigint; readonly granted: bigint } {
    for (;;) {
      const begun = Atomics.load(this.#board, sequence);
      const perSecond = Atomics.load(this.#board, rate);
      const start = Atomics.load(this.#board, since);
      const base = Atomics.load(this.#board, granted);
      // somebody is writing, or has meanwhile
      if (begun % 2n !== 0n || begun !== Atomics.load(this.#board, sequence)) continue;
      return { rate: perSecond, granted: base + (perSecond * (microseconds() - start)) / 1_000_000n };
    }
  }

  /** A new line from here on. `least` bytes are granted by now; without it, what is, or all that was taken. */
  #write(perSecond: bigint, least?: bigint): void {
    for (;;) {
      const begun = Atomics.load(this.#board, sequence);
      if (begun % 2n !== 0n) continue;
      const before = this.#read();
      if (Atomics.compareExchange(this.#board, sequence, begun, begun + 1n) !== begun) continue;
      const unlimited = before.rate === 0n;
      Atomics.store(
        this.#board,
        granted,
        least ?? (unlimited ? Atomics.load(this.#board, taken) : before.granted),
      );
      Atomics.store(this.#board, since, microseconds());
      Atomics.store(this.#board, rate, perSecond);
      Atomics.store(this.#board, sequence, begun + 2n);
      return;
    }
  }
}

/** Of a clock that never jumps and is the same in all threads. */
function microseconds(): bigint {
  return process.hrtime.bigint() / 1000n;
}
