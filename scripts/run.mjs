/**
 * `node scripts/run.mjs <start|demo|bench|interop|kill> [arguments]`: makes the clone ready, then does the real work
 * under the Node that is new enough, with this terminal, and ends with its exit code.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { makeReady, top } from './ready.mjs';

const tasks = {
  // what everybody starts, with all that it finds out
  start: [join('bin', 'mirrordeck')],
  guide: [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    join('test', 'screens', 'guide-pictures.test.ts'),
    '--update',
  ],
  demo: [join('scripts', 'demo', 'main.ts')],
  bench: [join('bench', 'run.ts')],
  'bench-ui': [join('bench', 'ui', 'run.ts')],
  interop: [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'interop'],
  kill: [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'kill'],
};

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) {
  process.stderr.write(`usage: node scripts/run.mjs <${Object.keys(tasks).join('|')}> [arguments]\n`);
  process.exit(2);
}
if (name === 'interop' && !process.env.TIUP_BIN) {
  process.stderr.write('The tests with a stock client need TIUP_BIN, the path of its tiup program.\n');
  process.exit(2);
}

const node = makeReady();
const [script, ...before] = task;
const program = join(top, script);
const child = spawn(
  name === 'start' ? program : node,
  [...(name === 'start' ? [] : [program]), ...before, ...args],
  {
    // a command works where it was typed; everything else works on the clone
    cwd: name === 'start' ? (process.env.INIT_CWD ?? process.cwd()) : top,
    env: {
      ...process.env,
      ...(name === 'kill' ? { MIRRORDECK_KILL: 'all' } : {}),
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    },
    stdio: 'inherit',
  },
);
// the child sits in the same terminal and gets Ctrl-C itself; ending before it would leave the screen to nobody
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') child.kill(signal);
  });
}
child.on('error', (error) => {
  process.stderr.write(`mirrordeck: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
