import { Worker } from 'node:worker_threads';
import { workerUrl } from './worker-url.ts';

/** Milliseconds that a thread has to end after it was told to, before it is ended. */
const grace = 5_000;

/**
 * What a thread reads is garbage at once, and lies outside of the heap: collected soon, it is 60 MB less of
 * resident memory, and no slower.
 */
const fewMegabytes = 2;

export type Crew<Message> = {
  /** False when all are to stop now. */
  readonly onMessage: (message: Message) => boolean;
  /** Tells the threads over memory they share; they also get a message, which wakes them. */
  readonly stop: () => void;
  readonly signal?: AbortSignal | undefined;
  /** Room for young objects, where a thread's last longer than those of one that only reads. */
  readonly youngMegabytes?: number | undefined;
};

/**
 * Starts a thread for each task and waits until all of them have ended: by themselves, or because the signal
 * fired or `onMessage` said so. A thread that ends by an error of its own is a bug: that error is thrown, after
 * the others were stopped.
 */
export async function runWorkers<Task, Message>(
  name: Parameters<typeof workerUrl>[0],
  tasks: readonly Task[],
  crew: Crew<Message>,
): Promise<void> {
  let bug: unknown;
  const workers: Worker[] = [];
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    if (timer !== undefined) return;
    crew.stop();
    for (const worker of workers) worker.postMessage('stop');
    timer = setTimeout(() => {
      for (const worker of workers) void worker.terminate();
    }, grace);
  };
  const url = workerUrl(name);
  for (const task of tasks) {
    const worker = new Worker(url, {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: crew.youngMegabytes ?? fewMegabytes },
    });
    worker.on('message', (message: Message) => {
      if (!crew.onMessage(message)) stop();
    });
    worker.on('error', (error) => {
      bug ??= error;
      stop();
    });
    workers.push(worker);
  }
  crew.signal?.addEventListener('abort', stop, { once: true });
  if (crew.signal?.aborted) stop();
  await Promise.all(
    workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve()))),
  );
  clearTimeout(timer);
  crew.signal?.removeEventListener('abort', stop);
  if (bug !== undefined) throw bug;
}
