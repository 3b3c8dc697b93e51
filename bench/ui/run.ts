/**
 * `npm run bench:ui`: how the workstation feels, in a pseudo terminal: the first frame against bare Node, a mirror of
 * 500 components × 200 versions × 4 platforms, keys while eight downloads run, bytes a second with 50 live bars.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createEngine } from '../../source/engine/index.ts';
import { mustSucceed } from '../../test/helpers/cli.ts';
import { makeLargeMirror } from '../large-mirror.ts';
import { inSeconds, machine, markdown, median, type Row } from '../measure.ts';
import { makeWideMirror } from '../wide-mirror.ts';
import { WatchedTerminal } from './watched-terminal.ts';

const rounds = 7;

function row(what: string, ours: string, goal: string, peer = '', ratio = ''): Row {
  return { what, ours, peer, ratio, goal };
}

/** A folder for a home of its own. */
async function homeAt(folder: string, name: string): Promise<string> {
  const home = join(folder, `home-${name}`);
  await mkdir(home);
  return home;
}

/** First paint, and the first page in full, against the start and end of an empty script. */
async function startRows(folder: string): Promise<Row[]> {
  const home = await homeAt(folder, 'start');
  await mustSucceed(['mirror', 'set', await makeWideMirror(home, 10, 10)], { home });
  const empty = join(folder, 'empty.js');
  await writeFile(empty, '');
  const times: Record<'first' | 'full' | 'node', number[]> = { first: [], full: [], node: [] };
  for (let round = 0; round < rounds; round += 1) {
    const node = new WatchedTerminal([empty], { home: folder, command: process.execPath });
    times.node.push(await node.until(/\[ended 0\]/));
    node.screen.close();
    const ours = new WatchedTerminal([], { home });
    times.first.push(await ours.until(/mirrordeck/));
    times.full.push(await ours.until(/Enter/));
    ours.screen.close();
  }
  const [first, full, node] = [median(times.first), median(times.full), median(times.node)];
  const against = (value: number): [string, string] => [
    inSeconds(node / 1000),
    `${(value / node).toFixed(2)} ×`,
  ];
  return [
    row('first frame / Node with an empty script', inSeconds(first / 1000), '≤ 2.5 ×', ...against(first)),
    row('the first page, whole / the same', inSeconds(full / 1000), '', ...against(full)),
  ];
}

/** Keys one by one, each waited for: the time that 95 of 100 stay below. */
async function keysOf(terminal: WatchedTerminal, names: readonly string[], count: number): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1)
    times.push(await terminal.answerTo(names[at % names.length] ?? 'down'));
  times.sort((left, right) => left - right);
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

/** The wide mirror in the clone's table of components, with and without downloads beside it. */
async function wideRows(folder: string, large: { readonly address: string }): Promise<Row[]> {
  const home = await homeAt(folder, 'wide');
  const wide = await makeWideMirror(folder, 500, 200);
  await mustSucceed(['mirror', 'set', wide], { home });
  const opened: number[] = [];
  let quiet = Number.NaN;
  let busy = Number.NaN;
  let memory = 0;
  for (let round = 0; round < 3; round += 1) {
    const terminal = new WatchedTerminal([], { home });
    await terminal.until(/500/);
    await terminal.answerTo('c');
    await terminal.until(/\*/);
    // the list begins elsewhere: the current mirror is seldom what one clones
    await terminal.answerTo('g');
    await terminal.until(/> \*/);
    const began = performance.now();
    terminal.screen.press('\r');
    await terminal.until(/What do you want to take/);
    opened.push(performance.now() - began);
    if (round === 2) {
      await terminal.answerTo('enter');
      await terminal.until(/Which components/);
      quiet = await keysOf(terminal, ['down', 'j', 'G', 'up', 'g', ' ', 'pageDown', 'pageUp'], 120);
      const job = ['mirror', 'clone', join(folder, 'busy'), '--full', '--source', large.address];
      await mustSucceed([...job, '--limit-rate', '60M', '--detach'], { home });
      busy = await keysOf(terminal, ['down', 'j', 'G', 'up', 'g', ' ', 'pageDown', 'pageUp'], 200);
      memory = await terminal.peakMegabytes();
    }
    terminal.screen.close();
  }
  await stopJobs(home);
  return [
    row('500 × 200 × 4: opened and usable', inSeconds(median(opened) / 1000), '≤ 1.5 s'),
    row('a key answered (p95), nothing else running', `${quiet.toFixed(0)} ms`, '≤ 50 ms'),
    row('a key answered (p95) while 8 downloads run', `${busy.toFixed(0)} ms`, '≤ 50 ms'),
    row('its resident memory', `${memory.toFixed(0)} MB`, '< 300 MB'),
  ];
}

/** Bytes that the terminal is sent each second while 50 files are fetched and shown. */
async function barRows(folder: string, many: { readonly address: string }): Promise<Row[]> {
  const home = await homeAt(folder, 'bars');
  await mustSucceed(['mirror', 'set', many.address, '--silent'], { home });
  const job = ['mirror', 'clone', join(folder, 'bars'), '--full', '--source', many.address];
  await mustSucceed([...job, '--jobs', '50', '--limit-rate', '5M', '--detach'], { home });
  const terminal = new WatchedTerminal([], { home, columns: 100, rows: 70 });
  await terminal.until(/Enter/);
  terminal.screen.press(':', 'jobs background', '\r');
  await terminal.until(/1-1 of 1/);
  terminal.screen.press('\r');
  await terminal.until(/\d+% .*[\s\S]*?█/);
  await pause(2000);
  const [before, began] = [terminal.written, performance.now()];
  await pause(8000);
  const rate = (terminal.written - before) / ((performance.now() - began) / 1000);
  terminal.screen.close();
  await stopJobs(home);
  return [row('written to the terminal with 50 live bars', `${(rate / 1000).toFixed(1)} kB/s`, '< 10 kB/s')];
}

async function stopJobs(home: string): Promise<void> {
  const { stdout } = await mustSucceed(['jobs', 'list', '--json'], { home });
  const { jobs } = JSON.parse(stdout) as { jobs: readonly { id: string; state: string }[] };
  for (const { id, state } of jobs)
    if (state === 'running') await mustSucceed(['jobs', 'cancel', id], { home });
}

const folder = await mkdtemp(join(tmpdir(), 'mirrordeck-bench-ui-'));
try {
  const engine = createEngine({ home: join(folder, 'server'), settingsFolder: join(folder, 'server') });
  const server = await engine.serve({ path: await makeLargeMirror(folder) });
  const rows: Row[] = [];
  for (const section of [startRows, wideRows, barRows]) {
    const measured = await section(folder, server);
    for (const { what, ours, ratio } of measured) process.stderr.write(`${what}: ${ours} ${ratio}\n`);
    rows.push(...measured);
  }
  await server.close();
  process.stdout.write(`${machine()}\n\n${markdown(rows)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
