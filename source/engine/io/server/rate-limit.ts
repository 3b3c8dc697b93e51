/** Shares out so many bytes per second among all who ask. */
export class RateLimit {
  readonly #rate: number;
  #free = 0;

  /** `rate` in bytes per second; 0 for no limit. */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Bytes to ask for at a time: a twentieth of a second's, so that all get their share. */
  portion(most: number): number {
    return this.#rate === 0 ? most : Math.max(1, Math.min(most, Math.ceil(this.#rate / 20)));
  }

  /** Resolves when that many bytes may go. */
  async take(bytes: number): Promise<void> {
    if (this.#rate === 0) return;
    const now = performance.now();
    const start = Math.max(now, this.#free);
    this.#free = start + (bytes / this.#rate) * 1000;
    if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
  }
}
