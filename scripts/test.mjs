/**
 * `npm test`: types, lint, then every test, and one summary. Goes through all of them even when one fails, so
 * that one run shows everything. The last line is `N passed, N failed, N skipped`; types and lint count as one
 * test each. Arguments go to vitest; with any of them only vitest runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { makeReady, top } from './ready.mjs';

const node = makeReady();
const args = process.argv.slice(2);
const resultFile = join(top, '.cache', 'tests.json');
const totals = { passed: 0, failed: 0, skipped: 0 };
const lines = [];

if (args.length === 0) {
  count('types', run('typescript/bin/tsc', ['-p', '.']));
  count('lint', run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']));
}
countTests();

process.stdout.write(`\n${lines.join('\n')}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function run(script, scriptArgs) {
  const [folder, ...rest] = script.split('/');
  const done = spawnSync(node, [join(top, 'node_modules', folder, ...rest), ...scriptArgs], {
    cwd: top,
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return done.status === 0;
}

function count(name, passed) {
  totals[passed ? 'passed' : 'failed'] += 1;
  lines.push(`${name.padEnd(12)} ${passed ? 'passed' : 'FAILED'}`);
}

function countTests() {
  mkdirSync(dirname(resultFile), { recursive: true });
  rmSync(resultFile, { force: true });
  const ended = run('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile}`,
    ...args,
  ]);
  const result = readResult();
  if (result === null) return count('tests', false);
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  const slow = slowest(result);
  lines.push(
    `${'tests'.padEnd(12)} ${result.numPassedTests} passed, ${result.numFailedTests} failed, ` +
      `${result.numPendingTests + result.numTodoTests} skipped${slow}`,
  );
  for (const name of failedNames(result)) lines.push(`  failed: ${name}`);
  // a file that could not even be loaded, or an error outside any test, fails the run without a failed test
  if (!ended && result.numFailedTests === 0) count('test run', false);
}

function readResult() {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return null; // vitest never came to writing it: counted as one failure
  }
}

function failedNames(result) {
  return result.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [file.name.slice(top.length + 1)];
    return failed.map((test) => `${file.name.slice(top.length + 1)}: ${test.fullName}`);
  });
}

function slowest(result) {
  const times = result.testResults
    .map((file) => ({
      name: file.name.slice(top.length + 1),
      seconds: (file.endTime - file.startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds);
  const first = times[0];
  return first && first.seconds > 10 ? ` (slowest: ${first.name}, ${first.seconds.toFixed(0)} s)` : '';
}
