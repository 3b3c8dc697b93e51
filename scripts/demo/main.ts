/**
 * `npm run demo`: makes a small origin, serves it on loopback slowly enough for bars to be seen, clones from it,
 * verifies the clone, installs and runs a component from it. On a terminal the clone happens in the workstation's
 * Clone flow, otherwise in plain lines. `-- --keep` leaves the folder, `-- --plain` uses commands on a terminal too.
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createEngine, type DemoResult, type RunningServer } from '../../source/engine/index.ts';
import { runProgram, showAndRun, signalProgram } from './program.ts';

/** Bytes per second: what is chosen takes a few seconds. */
const rate = 250_000;

const options = new Set(process.argv.slice(2));
const keep = options.has('--keep');
const onTerminal =
  process.stdin.isTTY === true &&
  process.stdout.isTTY === true &&
  process.env.TERM !== 'dumb' &&
  process.env.CI === undefined &&
  !options.has('--plain');

const folder = await realpath(await mkdtemp(join(tmpdir(), 'mirrordeck-demo-')));
const home = join(folder, 'client');
const target = join(folder, 'mirror');

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function cleanUp(): void {
  if (!keep) rmSync(folder, { recursive: true, force: true });
}

// The folder must go either way. A program that runs is told, and its end brings us to the end of this file; on a
// terminal Ctrl-C has reached it already.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    process.exitCode = code;
    if (signalProgram(signal)) return;
    cleanUp();
    process.exit(code);
  });
}

const engine = createEngine({ home: join(folder, 'server'), settingsFolder: join(folder, 'server') });

async function prepare(): Promise<DemoResult> {
  say(`This demo works in ${folder}${keep ? '' : ' and removes it at the end'}.`);
  say();
  say("First an origin: the demo mirror, made by the same steps that a mirror's operator takes:");
  const path = join(folder, 'origin');
  await showAndRun(['mirror', 'demo', path], home);
  // it is there now: this only tells of it
  return await engine.demo.apply(await engine.demo.plan({ path }));
}

/** A small cluster for two systems: exact versions, a range, the newest, everything. */
const selection = [
  ...['--tidb', '~8.5', '--tikv', 'v8.5.1', '--pd', 'v8.5.1', '--tiflash', 'v8.5.1', '--ctl', 'v8.5.1'],
  ...['--prometheus', 'latest', '--grafana', 'latest', '--tiup', 'latest', '--hello', 'all'],
  ...['--os', 'linux,darwin', '--arch', 'amd64,arm64'],
];

async function cloneByCommands(): Promise<void> {
  await showAndRun(['mirror', 'clone', target, ...selection], home);
}

/** Returns false when the person left without cloning. */
async function cloneInWorkstation(): Promise<boolean> {
  say();
  say('Now the workstation opens where a clone begins: choose (a takes all), Enter goes on, ? helps.');
  say('After the receipt, q leaves it and the demo goes on.');
  await pressEnter();
  const code = await runProgram(['mirror', 'clone', target, '--interactive'], home);
  if (code !== 0) throw new Error(`the workstation ended with exit code ${code}`);
  return existsSync(join(target, 'timestamp.json'));
}

async function pressEnter(): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  await lines.question('Enter opens it. ');
  lines.close();
}

async function tryTheClone(): Promise<void> {
  await showAndRun(['mirror', 'verify', target], home);
  await showAndRun(['mirror', 'set', target], home);
  await showAndRun(['list'], home);
  await showAndRun(['hello', 'from', 'the', 'clone'], home);
}

async function demonstrate(): Promise<void> {
  await mkdir(home);
  const origin = await prepare();
  const server: RunningServer = await engine.serve({ path: origin.mirror, limitRate: rate });
  try {
    say();
    say(`It is served at ${server.address}, at ${rate / 1000} kB/s. A client is set to it and clones:`);
    await showAndRun(['mirror', 'set', server.address, '--fingerprint', origin.fingerprint], home);
    if (onTerminal) {
      if (!(await cloneInWorkstation()))
        return say('Nothing was cloned, so there is nothing to verify or to run.');
    } else {
      await cloneByCommands();
    }
  } finally {
    await server.close();
  }
  say();
  say('The origin is gone now; the clone stands alone:');
  await tryTheClone();
}

try {
  await demonstrate();
  say();
  say('What to try next:');
  say('  npm start                        the workstation');
  say('  npm run demo -- --keep           leaves the folder, to look around');
  say('  bin/mirrordeck mirror --help     every command');
} catch (error) {
  // a program that was stopped fails too, and that is no failure of the demo
  const why =
    process.exitCode === undefined
      ? `failed: ${error instanceof Error ? error.message : error}`
      : 'was stopped.';
  process.stderr.write(`\nThe demo ${why}\n`);
  process.exitCode ??= 1;
} finally {
  if (keep) say(`\nEverything is in ${folder}.`);
  else await rm(folder, { recursive: true, force: true });
}
