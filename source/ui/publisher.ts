const pace = { everyMilliseconds: 100 };

/** What keeps fifty bars below 10 kB a second. */
const millisecondsPerBar = 8;

/** How often publishers made from now on pass something on: ten times a second, or once without animations. */
export function keepPace(animations: boolean): void {
  pace.everyMilliseconds = animations ? 100 : 1000;
}

/** Passes on at most the newest value, at the pace that is kept, and only while the terminal keeps up. */
export type Publisher<Value> = {
  publish(value: Value): void;
  /** Shows the newest value now, whatever the terminal does, and stops. */
  finish(): void;
};

type PublisherOptions<Value> = {
  readonly show: (value: Value) => void;
  /** True while what was written before has not left for the terminal. */
  readonly isBusy: () => boolean;
  /** Bars that move with a value: each costs bytes on the line, so many of them move less often. */
  readonly bars?: (() => number) | undefined;
};

/**
 * Stands between an operation that reports as often as it likes and React: on a slow line each painted frame
 * would wait for the one before, and the newest numbers are all that anybody reads.
 */
export function createPublisher<Value>(options: PublisherOptions<Value>): Publisher<Value> {
  const { show, isBusy, bars = () => 0 } = options;
  const every = (): number => Math.max(pace.everyMilliseconds, bars() * millisecondsPerBar);
  let waiting: { readonly value: Value } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const tick = (): void => {
    timer = null;
    if (waiting === null) return;
    if (isBusy()) {
      timer = setTimeout(tick, every());
      return;
    }
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(tick, every());
    show(value);
  };
  return {
    publish(value) {
      waiting = { value };
      if (timer === null) tick();
    },
    finish() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (waiting !== null) show(waiting.value);
      waiting = null;
    },
  };
}
