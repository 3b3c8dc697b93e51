/**
 * `node bench/fetch-process.ts <address or folder> <target> <list>`: a fetch of the files in a JSON list, with a
 * listener to its events, and an eye on the event loop and the memory. Prints JSON.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fetchFiles } from '../source/engine/io/fetch-files.ts';

const [address, folder, list] = process.argv.slice(2);
if (address === undefined || folder === undefined || list === undefined) {
  throw new Error('usage: fetch-process.ts <address or folder> <target> <list>');
}
const files = JSON.parse(readFileSync(list, 'utf8'));
const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
let events = 0;
delay.enable();
const kind = address.startsWith('http') ? 'http' : 'folder';
const report = await fetchFiles({ address, kind }, files, {
  folder,
  jobs: 8,
  onEvent: () => {
    events += 1;
  },
});
delay.disable();
if (report.done.length !== files.length) throw new Error(JSON.stringify(report.failures));
// the histogram counts the timer's own period too
const p99 = delay.percentile(99) / 1e6 - resolution;
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
process.stdout.write(`${JSON.stringify({ p99, megabytes, events })}\n`);
