type Sample = { readonly at: number; readonly done: number };

/** How fast bytes come, over the last seconds: bytes that were here before count for nothing. */
export class Speed {
  readonly #window: number;
  #samples: Sample[] = [];

  /** `window` in milliseconds. */
  constructor(window = 5000) {
    this.#window = window;
  }

  /** Notes that `done` bytes are here at the moment `at` (milliseconds of any clock). */
  add(at: number, done: number): void {
    const oldest = at - this.#window;
    const inside = this.#samples.findIndex((sample) => sample.at >= oldest);
    // one sample from before the window stays, so that a window with a single event still has a speed
    if (inside > 1) this.#samples.splice(0, inside - 1);
    this.#samples.push({ at, done });
  }

  /** Bytes turned out to be here from earlier: from now on they are counted in `done`, but were never fast. */
  found(bytes: number): void {
    this.#samples = this.#samples.map(({ at, done }) => ({ at, done: done + bytes }));
  }

  /** Bytes per second; null until there is something to compare. */
  get rate(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return null;
    return Math.max(0, ((last.done - first.done) / (last.at - first.at)) * 1000);
  }

  /** Seconds until `total` bytes are here; null when that can't be said. */
  left(total: number): number | null {
    const rate = this.rate;
    const last = this.#samples.at(-1);
    if (rate === null || rate <= 0 || last === undefined || total <= 0) return null;
    return (total - last.done) / rate;
  }
}
