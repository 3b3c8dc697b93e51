import { checkSignal, type ErrorCode, interrupted } from '../errors.ts';
import type { EngineEvent } from '../events.ts';
import { FetchBoard } from './fetch-board.ts';
import { runWorkers } from './worker-crew.ts';

export type HashAlgorithm = 'sha256' | 'sha512';

export type HashOptions = {
  readonly algorithms: readonly HashAlgorithm[];
  /** Worker threads; default 2, or fewer for few files. */
  readonly workers?: number | undefined;
  /** Hears `bytes`, at most five times a second; the names are the paths. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** One per path, in the order asked: its length and hashes in hex, or why it could not be read. */
export type HashedFile =
  | {
      readonly path: string;
      readonly length: number;
      readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>>>;
    }
  | { readonly path: string; readonly code: ErrorCode; readonly reason: string };

/** What a hashing thread is started with. */
export type HashTask = {
  readonly paths: readonly string[];
  readonly algorithms: readonly HashAlgorithm[];
  readonly memory: SharedArrayBuffer;
};

/** Results of a thread, in bundles: the number of the path, and what came out. */
export type HashMessage = readonly { readonly file: number; readonly result: HashedFile }[];

const lookEvery = 200;

/**
 * Length and hashes of files, in threads, so that a screen stays quick. A file that can't be read (`file-missing`,
 * `permission-denied`, `io-failed`) is told in its place, the others are read all the same. Throws `interrupted`.
 */
export async function hashFiles(
  paths: readonly string[],
  options: HashOptions,
): Promise<readonly HashedFile[]> {
  const { signal } = options;
  checkSignal(signal);
  if (paths.length === 0) return [];
  const board = new FetchBoard(paths.length);
  const results = new Map<number, HashedFile>();
  const task: HashTask = { paths, algorithms: options.algorithms, memory: board.memory };
  const tasks = Array.from({ length: Math.min(options.workers ?? 2, paths.length) }, () => task);
  const look = () => options.onEvent?.(progressOf(paths, board, results));
  const timer = setInterval(look, lookEvery);
  try {
    await runWorkers('hash-worker', tasks, {
      onMessage: (message: HashMessage) => {
        for (const { file, result } of message) results.set(file, result);
        return true;
      },
      stop: () => board.stop(),
      signal,
    });
  } finally {
    clearInterval(timer);
  }
  look();
  if (signal?.aborted) throw interrupted(signal.reason);
  return paths.map((path, file) => {
    const result = results.get(file);
    if (result === undefined) throw new Error(`no result for ${path}`);
    return result;
  });
}

function progressOf(
  paths: readonly string[],
  board: FetchBoard,
  results: ReadonlyMap<number, HashedFile>,
): EngineEvent {
  let done = 0;
  let total = 0;
  const active: { name: string; done: number; total: number }[] = [];
  paths.forEach((name, file) => {
    done += board.done(file);
    total += board.size(file);
    if (board.size(file) > 0 && !results.has(file)) {
      active.push({ name, done: board.done(file), total: board.size(file) });
    }
  });
  return { type: 'bytes', active, done, total, filesDone: results.size, filesTotal: paths.length };
}
