import type { Engine, EngineOptions } from '../api/engine.ts';
import type { JobEvent } from '../api/jobs.ts';
import { EngineError } from '../errors.ts';
import { writeAtomic } from '../io/atomic-file.ts';
import { JournalReader } from '../io/journal-file.ts';
import { takeLock } from '../io/lock.ts';
import { forgetWish, type Wish, watchFolder, wished, wishedRate } from './control.ts';
import { exitCodeOf, jobErrorOf } from './job-error.ts';
import { type JobFiles, type JobRecord, jobFiles, readRecord } from './job-folder.ts';
import { JobJournal } from './job-journal.ts';
import { isEvent } from './job-state.ts';
import { carryOutJob } from './work.ts';

/** Milliseconds between two looks for wishes where nothing told of one. */
const lookEvery = 500;
/** Milliseconds that the process before may still take to go. */
const patience = 5_000;

/** Why a job is stopped: somebody's wish, or the system's signal. */
type Stop = Wish | 'signal';

/**
 * The life of a job's process, from its lock to its last line. What goes wrong is in the journal; thrown is only what
 * keeps it from being written there.
 */
export async function runJob(
  folder: string,
  createEngine: (options: EngineOptions) => Engine,
): Promise<void> {
  const files = jobFiles(folder);
  const record = await readRecord(files);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort('signal' satisfies Stop);
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, onSignal);
  // Whoever started it hangs up, or its terminal does: nothing of ours.
  process.on('SIGHUP', () => undefined);
  const release = await takeLock(files.lock, 'job', { wait: patience });
  try {
    const past = (await new JournalReader(files.journal).more()).filter(isEvent);
    const journal = await JobJournal.open(files);
    try {
      await journal.state('running');
      await live({ files, record, journal, past, stop }, createEngine);
    } finally {
      await journal.close();
    }
  } finally {
    await release();
  }
}

type Life = {
  readonly files: JobFiles;
  readonly record: JobRecord;
  readonly journal: JobJournal;
  readonly past: readonly JobEvent[];
  readonly stop: AbortController;
};

async function live(life: Life, createEngine: (options: EngineOptions) => Engine): Promise<void> {
  const { files, record, journal, past, stop } = life;
  let unwatch = (): void => undefined;
  try {
    const engine = createEngine(record.options);
    unwatch = await heed(life, engine);
    const { result, exitCode } = await carryOutJob(
      {
        engine,
        journal,
        run: { signal: stop.signal, onEvent: (event) => journal.event(event) },
        isResumed: past.length > 0,
        published: publishedIn(past),
      },
      record.request,
    );
    await wrapUp(life);
    await writeAtomic(files.result, `${JSON.stringify(result)}\n`, 0o600);
    await journal.state(exitCode === 0 ? 'done' : 'incomplete', { exitCode });
  } catch (error) {
    await wrapUp(life);
    await tellEnd(journal, error, stop.signal);
  } finally {
    unwatch();
  }
}

/** Before the line that tells of its end: after it a next process may begin, with wishes of its own. */
async function wrapUp({ files, journal }: Life): Promise<void> {
  await journal.settle();
  await forgetWish(files);
}

async function tellEnd(journal: JobJournal, error: unknown, signal: AbortSignal): Promise<void> {
  const isStopped = signal.aborted && error instanceof EngineError && error.code === 'interrupted';
  if (!isStopped) {
    await journal.state('failed', { exitCode: exitCodeOf(error), error: jobErrorOf(error) });
    return;
  }
  const why: unknown = signal.reason;
  const state = why === 'pause' ? 'paused' : why === 'cancel' ? 'cancelled' : 'interrupted';
  await journal.state(state, { exitCode: 130 });
}

/** Does what others want of it from now on; gives what ends that. */
async function heed({ files, journal, stop }: Life, engine: Engine): Promise<() => void> {
  let rate: string | null | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    const next = await wishedRate(files);
    if (next !== undefined && next !== rate) {
      engine.rate.set(next);
      journal.rate(next);
      rate = next;
    }
    const wanted = await wished(files);
    if (wanted !== null && !stop.signal.aborted) stop.abort(wanted satisfies Stop);
  };
  await look();
  return watchFolder(files.folder, lookEvery, (name) => {
    // its own files change all the time
    if (name !== null && name !== 'wanted.json' && name !== 'rate.json') return;
    // what can't be read now is looked at again soon
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  });
}

/** Which of a publish of many are through. */
function publishedIn(past: readonly JobEvent[]): ReadonlySet<number> {
  const done = past.filter((event) => event.type === 'item' && event.state === 'done');
  return new Set(done.map((event) => (event.type === 'item' ? event.index : -1)));
}
