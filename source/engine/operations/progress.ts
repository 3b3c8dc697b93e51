import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Run } from '../api/run.ts';

const between = 200;

/**
 * Reports work on one file as `bytes` events, at most five a second. `file`: its path or name; `total`: bytes that
 * will be worked through.
 */
export function sumOf(run: Run, file: string, total: number): { add(bytes: number): void; done(): void } {
  const name = basename(file);
  let done = 0;
  let last = performance.now();
  run.onEvent?.({ type: 'file', name, state: 'started', total, done: 0 });
  return {
    add(bytes) {
      done += bytes;
      const now = performance.now();
      if (now - last < between) return;
      last = now;
      run.onEvent?.({
        type: 'bytes',
        active: [{ name, done, total }],
        done,
        total,
        filesDone: 0,
        filesTotal: 1,
      });
    },
    done() {
      run.onEvent?.({ type: 'bytes', active: [], done, total, filesDone: 1, filesTotal: 1 });
      run.onEvent?.({ type: 'file', name, state: 'done', total, done });
    },
  };
}
