import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobError, JobEvent, JobServing, JobState } from '../api/jobs.ts';
import type { ExitCode } from '../errors.ts';
import type { EngineEvent } from '../events.ts';
import { mutate, rename } from '../io/files.ts';
import { JournalWriter } from '../io/journal-file.ts';
import type { JobFiles } from './job-folder.ts';
import type { Snapshot } from './job-state.ts';

/** Milliseconds between two writings of how far it is. */
const pace = 250;

type Said<T extends JobEvent['type']> = Omit<Extract<JobEvent, { type: T }>, 'n' | 'at' | 'type'>;

/**
 * What a job's process writes down. Only the one that has the job's lock may: `open` is for it. What changes the
 * state is on the disk when `state` resolves; how far it is lies in a file that is replaced whole, four times a second.
 */
export class JobJournal {
  readonly #files: JobFiles;
  readonly #writer: JournalWriter;
  #bytes: Snapshot['bytes'] = null;
  #serving: (() => JobServing) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(files: JobFiles, writer: JournalWriter) {
    this.#files = files;
    this.#writer = writer;
  }

  static async open(files: JobFiles): Promise<JobJournal> {
    return new JobJournal(files, await JournalWriter.open(files.journal));
  }

  async state(state: JobState, facts: StateFacts = {}): Promise<void> {
    const pid = state === 'running' ? process.pid : null;
    const { exitCode = null, error = null } = facts;
    this.#append('state', { state, pid, exitCode, error });
    await this.#writer.sync();
  }

  event(event: EngineEvent): void {
    if (event.type === 'bytes') {
      this.#bytes = event;
      this.#soon();
    } else this.#append('engine', { event });
  }

  item(item: Said<'item'>): void {
    this.#append('item', item);
  }

  rate(limitRate: string | null): void {
    this.#append('rate', { limitRate });
  }

  /** `now` is asked when it is written down. */
  serving(now: () => JobServing): void {
    this.#serving = now;
    this.#soon();
  }

  /** Writes down how far it is at last, and no more. */
  async close(): Promise<void> {
    await this.settle();
    await this.#writer.close();
  }

  /** Waits until how far it is was written down: before a line that tells of its end. */
  async settle(): Promise<void> {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#write();
    }
    await this.#writing;
  }

  #append<T extends JobEvent['type']>(type: T, said: Said<T>): void {
    this.#writer.append({ at: new Date().toISOString(), type, ...said });
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#write(), pace);
  }

  #write(): void {
    this.#timer = null;
    const snapshot: Snapshot = {
      after: this.#writer.last,
      at: new Date().toISOString(),
      bytes: this.#bytes,
      serving: this.#serving?.() ?? null,
    };
    // One that can't be written is missed by nobody for long: there is a next, and it decides nothing.
    this.#writing = this.#writing.then(() => replace(this.#files, snapshot)).catch(() => undefined);
  }
}

export type StateFacts = { readonly exitCode?: ExitCode; readonly error?: JobError };

/** Unsynced, under one name: only the job's process does it. */
async function replace({ folder, progress }: JobFiles, snapshot: Snapshot): Promise<void> {
  const aside = join(folder, '.progress.json.new');
  await mutate('write', aside, () => writeFile(aside, `${JSON.stringify(snapshot)}\n`, { mode: 0o600 }));
  await rename(aside, progress);
}
