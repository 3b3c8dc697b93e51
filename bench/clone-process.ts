/**
 * `node bench/clone-process.ts <address> <target> <home>`: a clone by way of the engine, with a listener to its
 * events as a screen has one, and an eye on how long the event loop was held up. Prints JSON.
 */

import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngine } from '../source/engine/index.ts';

const [address, target, home] = process.argv.slice(2);
if (address === undefined || target === undefined || home === undefined) {
  throw new Error('usage: clone-process.ts <address> <target> <home>');
}
const engine = createEngine({ home, settingsFolder: join(home, 'settings') });
const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
let events = 0;
const onEvent = (): void => {
  events += 1;
};
delay.enable();
const plan = await engine.clone.plan({ source: { address }, target, full: true }, { onEvent });
await engine.clone.apply(plan, { onEvent });
delay.disable();
// the histogram counts the timer's own period too
const p99 = delay.percentile(99) / 1e6 - resolution;
const rss = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ p99, megabytes: rss / 1e6, events })}\n`);
