import { parseRateRules, type RateRules, rateAt } from '../domain/rate-rules.ts';
import { Pace } from '../io/pace.ts';

/** Milliseconds between two looks at the clock while a timetable holds. */
const lookEvery = 1000;

/** How fast everything together may come that one engine fetches; may be changed at any time. */
export class Traffic {
  readonly #pace = new Pace();
  readonly #now: () => Date;
  #rules: RateRules;
  #text: string | null;
  /** Somebody said so for this engine: the settings don't count any more. */
  #isSaid: boolean;
  #timer: NodeJS.Timeout | undefined;

  /** `text` as `parseRateRules` reads it; null: as the settings say. Throws `usage`. */
  constructor(text: string | null, now: () => Date) {
    this.#now = now;
    this.#isSaid = text !== null;
    this.#text = text;
    this.#rules = parseRateRules(text ?? '');
    this.#follow();
  }

  /** Of the `Pace`, for all who fetch. */
  get memory(): SharedArrayBuffer {
    return this.#pace.memory;
  }

  /** The rules, and the bytes per second that hold now by them (0: no limit). */
  get state(): { readonly limitRate: string | null; readonly bytesPerSecond: number } {
    return { limitRate: this.#text, bytesPerSecond: this.#pace.rate };
  }

  /** What was said for this engine, whatever the settings say. */
  get said(): { readonly isSaid: boolean; readonly limitRate: string | null } {
    return { isSaid: this.#isSaid, limitRate: this.#text };
  }

  /** Holds at once, for what is being fetched too. Throws `usage`. */
  setRate(text: string | null): void {
    this.#rules = parseRateRules(text ?? '');
    this.#text = text;
    this.#isSaid = true;
    this.#follow();
  }

  /** What the settings say counts where nobody said anything else. Throws `usage`. */
  followSettings(text: string | null): void {
    if (this.#isSaid || text === this.#text) return;
    this.#rules = parseRateRules(text ?? '');
    this.#text = text;
    this.#follow();
  }

  #follow(): void {
    clearInterval(this.#timer);
    const look = () => this.#pace.setRate(rateAt(this.#rules, this.#now()));
    look();
    if (this.#rules.times.length > 0) this.#timer = setInterval(look, lookEvery).unref();
  }
}
