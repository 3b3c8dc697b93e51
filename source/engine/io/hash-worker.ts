import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { EngineError } from '../errors.ts';
import { FetchBoard } from './fetch-board.ts';
import { fileError, isAbsent } from './files.ts';
import { hashFile } from './hash-file.ts';
import type { HashedFile, HashMessage, HashTask } from './hash-files.ts';
import { isBug } from './source-fault.ts';

/** Results that wait for more of them, so that many small files don't flood the main thread. */
const bundle = 64;

/** A thread that hashes one file after the other, as the board gives them, until none is left. */
async function work(task: HashTask): Promise<void> {
  const board = new FetchBoard(task.paths.length, task.memory);
  let results: { file: number; result: HashedFile }[] = [];
  const flush = () => {
    const message: HashMessage = results;
    if (results.length > 0) parentPort?.postMessage(message);
    results = [];
  };
  for (let file = board.take(); file !== null; file = board.take()) {
    const path = task.paths[file] ?? '';
    const result = await hashOne(path, file, task, board);
    if (result === null) break;
    results.push({ file, result });
    // the result of a large file is told at once: a progress bar waits for it
    if (results.length >= bundle || board.size(file) > 1024 * 1024) flush();
  }
  flush();
}

/** Null when it was stopped. */
async function hashOne(
  path: string,
  file: number,
  task: HashTask,
  board: FetchBoard,
): Promise<HashedFile | null> {
  try {
    const status = statSync(path);
    if (!status.isFile()) return { path, code: 'io-failed', reason: `${path}: it is not a regular file` };
    board.setSize(file, status.size);
    let done = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      board.setDone(file, done);
    };
    const stopped = () => board.stopped;
    return { path, ...(await hashFile(path, task.algorithms, { stopped, onBytes })) };
  } catch (error) {
    if (isBug(error)) throw error;
    if (error instanceof EngineError && error.code === 'interrupted') return null;
    const code =
      isAbsent(error) || (error instanceof Error && isAbsent(error.cause))
        ? 'file-missing'
        : fileError(error, path).code;
    return { path, code, reason: fileError(error, path).message };
  }
}

await work(workerData as HashTask);
