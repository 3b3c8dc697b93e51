/** Fewer bytes than this in the whole time limit are no progress: a trickle must not hold a place for ever. */
const leastBytes = 1024;

/** Watches that a body goes on: calls `onStall` once when too little came within `limit` milliseconds. */
export class StallWatch {
  #fresh = 0;
  #before = leastBytes;
  #isHeld = false;
  readonly #timer: NodeJS.Timeout;

  constructor(limit: number, onStall: () => void) {
    this.#timer = setInterval(
      () => {
        if (this.#isHeld) return;
        if (this.#before + this.#fresh < leastBytes) {
          this.stop();
          onStall();
        }
        this.#before = this.#fresh;
        this.#fresh = 0;
      },
      Math.max(1, limit / 2),
    );
  }

  arrived(bytes: number): void {
    this.#fresh += bytes;
  }

  /** While we don't take more ourselves, nothing can come: that is no stall. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#before = leastBytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
