/**
 * `node --import bench/loop-monitor.ts …`: watches a program's event loop from SIGUSR2 on, and writes what it cost to
 * the file that BENCH_COST names when it ends: resident memory at most, the loop's p99 delay, its longest, and how long
 * it could have run but other programs had the processors. JSON.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });

/** Milliseconds that the thread of the loop was ready, and waited for a processor. */
function waitedForProcessor(): number {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0;
}

let before = 0;
process.once('SIGUSR2', () => {
  before = waitedForProcessor();
  delay.enable();
});
process.once('exit', () => {
  delay.disable();
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  // the histogram counts the timer's own period too
  const p99 = delay.percentile(99) / 1e6 - resolution;
  const longest = delay.max / 1e6 - resolution;
  const waited = waitedForProcessor() - before;
  const cost = { p99, longest, waited, megabytes: (Number(kilobytes) * 1024) / 1e6 };
  writeFileSync(process.env.BENCH_COST ?? '/dev/stderr', JSON.stringify(cost));
});
