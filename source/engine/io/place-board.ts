/** Milliseconds that a place which failed is left alone while there is another one. */
const restAfterFault = 20_000;
/** Milliseconds after which a speed is forgotten: what was slow may be fast by now. */
const remembered = 30_000;
/** How much faster another place must be for a running download to move there. */
const muchFaster = 4;

const perPlace = 5;
// numbers of one place
const speed = 0;
const heard = 1;
const restsUntil = 2;
const busy = 3;
const dropped = 4;

/**
 * What the threads of one fetch know of the addresses of its source: how fast each is for one connection, who is
 * down, who gave wrong bytes. Figures of several threads may overwrite each other: they are estimates.
 */
export class PlaceBoard {
  readonly memory: SharedArrayBuffer;
  readonly #figures: Float64Array;
  readonly #places: number;
  readonly #now: () => number;

  constructor(places: number, memory?: SharedArrayBuffer, now: () => number = Date.now) {
    this.#places = places;
    this.memory = memory ?? new SharedArrayBuffer(places * perPlace * 8);
    this.#figures = new Float64Array(this.memory);
    this.#now = now;
  }

  /**
   * The place for the next download, or null when all that are left are in `tried`: one that nobody knows yet, else
   * the fastest. One that failed lately or gave wrong bytes only when there is no other.
   */
  choose(tried: ReadonlySet<number>): number | null {
    const now = this.#now();
    const open = this.#all().filter((place) => !tried.has(place) && this.#get(place, dropped) === 0);
    const awake = open.filter((place) => this.#get(place, restsUntil) <= now);
    const best = Math.max(1, ...awake.map((place) => this.#speedOf(place, now)));
    const worth = (place: number): number => {
      const known = this.#speedOf(place, now);
      const users = this.#get(place, busy);
      if (known > 0) return known;
      return users === 0 ? Number.POSITIVE_INFINITY : best / (users + 1);
    };
    const [first, ...rest] = awake.length > 0 ? awake : open;
    if (first === undefined) return null;
    return rest.reduce((chosen, place) => (worth(place) > worth(chosen) ? place : chosen), first);
  }

  /** Whether a download that gets so many bytes per second should move. */
  isMuchFasterElsewhere(place: number, bytesPerSecond: number): boolean {
    const now = this.#now();
    return this.#all().some(
      (other) =>
        other !== place &&
        this.#get(other, dropped) === 0 &&
        this.#get(other, restsUntil) <= now &&
        this.#speedOf(other, now) > muchFaster * bytesPerSecond,
    );
  }

  begin(place: number): void {
    this.#set(place, busy, this.#get(place, busy) + 1);
  }

  end(place: number): void {
    this.#set(place, busy, Math.max(0, this.#get(place, busy) - 1));
  }

  /** So many bytes came over one connection in so many milliseconds. */
  note(place: number, bytes: number, milliseconds: number): void {
    if (bytes <= 0) return;
    const now = this.#now();
    const fresh = (bytes * 1000) / Math.max(1, milliseconds);
    const before = this.#speedOf(place, now);
    this.#set(place, speed, before === 0 ? fresh : before * 0.6 + fresh * 0.4);
    this.#set(place, heard, now);
  }

  /** It does not answer. */
  rest(place: number): void {
    this.#set(place, restsUntil, this.#now() + restAfterFault);
  }

  /** It gave wrong bytes: nobody asks it again. False when it was the last, which stays, or is known already. */
  drop(place: number): boolean {
    const others = this.#all().filter((other) => other !== place && this.#get(other, dropped) === 0);
    if (others.length === 0 || this.#get(place, dropped) !== 0) return false;
    this.#set(place, dropped, 1);
    return true;
  }

  #all(): readonly number[] {
    return Array.from({ length: this.#places }, (_, place) => place);
  }

  #speedOf(place: number, now: number): number {
    return now - this.#get(place, heard) > remembered ? 0 : this.#get(place, speed);
  }

  #get(place: number, figure: number): number {
    return this.#figures[place * perPlace + figure] ?? 0;
  }

  #set(place: number, figure: number, value: number): void {
    this.#figures[place * perPlace + figure] = value;
  }
}
