import type { FollowOptions, JobEvent, JobSummary } from '../api/jobs.ts';
import { checkSignal, interrupted } from '../errors.ts';
import { JournalReader } from '../io/journal-file.ts';
import { isLocked } from '../io/lock.ts';
import { watchFolder } from './control.ts';
import type { JobFiles } from './job-folder.ts';
import { isActive, isEvent, readSnapshot, type Snapshot, stateOf, summaryOf } from './job-state.ts';

/** Milliseconds between two looks where nothing told of a change, and at least between any two. */
const lookEvery = 1000;
const rest = 60;

/**
 * Tells what a job's journal holds from line `from` on and, where they belong among its lines, how far it was; then
 * what comes, until no process is at work on it.
 */
export async function followJob(files: JobFiles, options: FollowOptions): Promise<JobSummary> {
  const { signal } = options;
  checkSignal(signal);
  const tale = new Tale(files, options);
  const alarm = new Alarm(signal);
  const stop = watchFolder(files.folder, lookEvery, () => alarm.ring());
  try {
    for (;;) {
      const { state } = (await isLocked(files.lock)) ? { state: 'running' as const } : await stateOf(files);
      // after the look at the state: what was written before it is told then
      await tale.more();
      if (!isActive(state)) return await summaryOf(files);
      await alarm.next();
    }
  } finally {
    stop();
    alarm.end();
  }
}

/** What was told so far. */
class Tale {
  readonly #files: JobFiles;
  readonly #reader: JournalReader;
  readonly #from: number;
  readonly #tell: (event: JobEvent) => void;
  #shown: string | null = null;

  constructor(files: JobFiles, { from = 1, onEvent }: FollowOptions) {
    this.#files = files;
    this.#reader = new JournalReader(files.journal);
    this.#from = from;
    this.#tell = (event) => onEvent?.(event);
  }

  async more(): Promise<void> {
    const snapshot = await readSnapshot(this.#files);
    let fresh = snapshot !== null && snapshot.at !== this.#shown ? snapshot : null;
    for (const line of await this.#reader.more()) {
      if (!isEvent(line)) continue;
      if (fresh !== null && line.n > fresh.after) {
        this.#show(fresh);
        fresh = null;
      }
      if (line.n >= this.#from) this.#tell(line);
    }
    if (fresh !== null) this.#show(fresh);
  }

  #show({ at, bytes, serving }: Snapshot): void {
    this.#shown = at;
    if (bytes !== null) this.#tell({ n: null, at, type: 'engine', event: bytes });
    if (serving !== null) this.#tell({ n: null, at, type: 'serving', serving });
  }
}

/** Lets one wait until it rings; what rings while nobody waits is not lost. */
class Alarm {
  readonly #signal: AbortSignal | undefined;
  readonly #stop = (): void => this.ring();
  #isRinging = false;
  #wake: (() => void) | null = null;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.#stop);
  }

  ring(): void {
    this.#isRinging = true;
    this.#wake?.();
  }

  /** Throws `interrupted` when the signal fired. */
  async next(): Promise<void> {
    if (!this.#isRinging) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    if (this.#signal?.aborted) throw interrupted(this.#signal.reason);
    // a job that writes line after line is looked at now and then, not for each
    await new Promise((resolve) => setTimeout(resolve, rest));
    this.#isRinging = false;
  }

  end(): void {
    this.#signal?.removeEventListener('abort', this.#stop);
  }
}
