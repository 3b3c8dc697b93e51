import { parentPort, workerData } from 'node:worker_threads';
import { FetchBoard } from './fetch-board.ts';
import { openFileFetcher } from './fetch-one.ts';
import type { FetchMessage, FetchNews, FetchTask } from './fetch-task.ts';

/** Milliseconds that news waits for more of it. */
const bundleWait = 100;

/**
 * A thread that downloads whole files, several at a time: socket, hash and disk are all here, and writes may
 * block. It takes files from the board until none is left; any message means to stop.
 */
async function work(task: FetchTask): Promise<void> {
  const board = new FetchBoard(task.files.length, task.memory);
  const stop = new AbortController();
  const post = (message: FetchMessage) => parentPort?.postMessage(message);
  let news: FetchNews[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (news.length > 0) post({ type: 'news', news });
    news = [];
  };
  const tell = (one: FetchNews) => {
    news.push(one);
    timer ??= setTimeout(flush, bundleWait);
  };
  parentPort?.on('message', () => stop.abort());
  // it must not keep a thread alive that has nothing left to do
  parentPort?.unref();

  const fetcher = await openFileFetcher(task, board, { signal: stop.signal, tell });
  const slot = async () => {
    for (let file = board.take(); file !== null; file = board.take()) {
      const error = await fetcher.fetch(file);
      if (error === null) continue;
      board.stop();
      stop.abort();
      post({ type: 'fatal', code: error.code, message: error.message, facts: error.facts });
    }
  };
  await Promise.all(Array.from({ length: task.slots }, slot));
  flush();
  await fetcher.close();
}

await work(workerData as FetchTask);
