import type { ChosenWork, UnfinishedChoices } from '../engine/index.ts';

/** What is chosen on a screen, and the choices of before that it goes on with. */
export type Keeping = { readonly work: ChosenWork; readonly instead: string | null };

/** Looks at what is chosen now; null: nothing that would be a loss. `same`: not to be told now, what is kept stays. */
export type Look = () => Keeping | 'same' | null;

/** Keeps what is chosen on the screens beside the terminal, so that a line that drops loses nothing. */
export type Keeper = {
  /**
   * On this screen something may have been chosen since: looks soon, the first time at once.
   * @param arrival what the screen began with: another one sets aside what was chosen before it
   */
  note(screen: string, look: Look, arrival: unknown): void;
  /** The person leaves and wants nothing kept: nothing more is noted. */
  forget(): void;
  /** The end: all is kept as it was last. Settles when it lies in the home. */
  finish(): Promise<void>;
};

/** Milliseconds between two looks: a key that is held down must not have a file written every time. */
const pace = 500;

/** Nobody is told when it fails: the person is choosing, and the choices are still on the screen. */
export function createKeeper(unfinished: UnfinishedChoices): Keeper {
  const keepers = new Map<string, ScreenKeeper>();
  let isLeft = false;
  return {
    note(screen, look, arrival) {
      // an answer of the engine may still change a screen on the way out
      if (isLeft) return;
      const keeper = keepers.get(screen) ?? new ScreenKeeper(unfinished, arrival);
      keepers.set(screen, keeper);
      keeper.note(look, arrival);
    },
    forget() {
      isLeft = true;
      for (const keeper of keepers.values()) keeper.forget();
    },
    finish: async () => {
      await Promise.all([...keepers.values()].map((keeper) => keeper.finish()));
    },
  };
}

class ScreenKeeper {
  readonly #unfinished: UnfinishedChoices;
  #arrival: unknown;
  #look: Look | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What lies in the home, or is on its way there. */
  #kept: { readonly text: string; readonly kind: ChosenWork['kind'] } | null = null;
  /** One write after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(unfinished: UnfinishedChoices, arrival: unknown) {
    this.#unfinished = unfinished;
    this.#arrival = arrival;
  }

  note(look: Look, arrival: unknown): void {
    if (arrival !== this.#arrival) this.#setAside();
    this.#arrival = arrival;
    this.#noted(look);
  }

  forget(): void {
    this.#noted(() => null);
  }

  #noted(look: Look): void {
    this.#look = look;
    if (this.#timer === null) this.#beat();
  }

  async finish(): Promise<void> {
    this.#save();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writing;
  }

  #beat(): void {
    const isNews = this.#look !== null;
    this.#save();
    this.#timer = isNews ? setTimeout(() => this.#beat(), pace) : null;
  }

  #save(): void {
    if (this.#look === null) return;
    const keeping = this.#look();
    this.#look = null;
    if (keeping === 'same') return;
    if (keeping === null) this.#drop();
    else this.#keep(keeping);
  }

  #keep({ work, instead }: Keeping): void {
    const text = JSON.stringify(work);
    if (this.#kept?.text === text) return;
    this.#kept = { text, kind: work.kind };
    this.#next(() => this.#unfinished.keep(work, instead));
  }

  #drop(): void {
    this.#end((kind) => this.#unfinished.drop(kind));
  }

  /** As it was last: what is noted next is about something else. */
  #setAside(): void {
    this.#save();
    this.#end((kind) => this.#unfinished.setAside(kind));
  }

  #end(by: (kind: ChosenWork['kind']) => Promise<void>): void {
    if (this.#kept === null) return;
    const { kind } = this.#kept;
    this.#kept = null;
    this.#next(() => by(kind));
  }

  #next(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).catch(() => undefined);
  }
}
