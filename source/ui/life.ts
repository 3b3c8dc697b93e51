const signals = ['SIGHUP', 'SIGTERM', 'SIGINT'] as const;

type Watch = {
  /** A signal wants the program to end. */
  readonly end: (signal: NodeJS.Signals) => void;
  /** An error that nobody caught is about to be printed, or the process to exit: give the screen back first. */
  readonly crashed: () => void;
};

/**
 * Handles the signals that end a program: Ink would raise them again at once, and what must happen before the end
 * would be lost. Returns what takes the handlers away.
 */
export function watchSignals({ end, crashed }: Watch): () => void {
  for (const signal of signals) process.on(signal, end);
  process.on('uncaughtExceptionMonitor', crashed);
  process.on('exit', crashed);
  return () => {
    for (const signal of signals) process.off(signal, end);
    process.off('uncaughtExceptionMonitor', crashed);
    process.off('exit', crashed);
  };
}

/** Waits until all have settled, however they did, but no longer than `milliseconds`. */
export async function settledWithin(work: readonly Promise<unknown>[], milliseconds: number): Promise<void> {
  if (work.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
}
