import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../../source/engine/io/process.ts';
import { tempFolder } from '../../helpers/temp.ts';

const env = { PATH: process.env.PATH };

function script(text: string): { readonly program: string; readonly cwd: string } {
  const cwd = tempFolder();
  fs.writeFileSync(join(cwd, 'program'), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { program: join(cwd, 'program'), cwd };
}

test('arguments, folder and environment reach the program, its exit code comes back', async () => {
  const { program, cwd } = script('echo "$1|$X|$HOME" >out; exit 3');
  expect(await runProgram(program, ['a b'], { env: { ...env, X: 'x' }, cwd })).toBe(3);
  expect(fs.readFileSync(join(cwd, 'out'), 'utf8')).toBe('a b|x|\n');
});

test('a program that a signal ended gives 128 and its number', async () => {
  const { program, cwd } = script('kill -9 $$');
  expect(await runProgram(program, [], { env, cwd })).toBe(137);
});

test('signals of this process reach the program, and nothing is left listening', async () => {
  const before = process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');
  const { program, cwd } = script('trap "exit 5" TERM; : >ready; while :; do sleep 0.01; done');
  const code = runProgram(program, [], {
    env,
    cwd,
    onStart: () => {
      const watch = setInterval(() => {
        if (!fs.existsSync(join(cwd, 'ready'))) return;
        clearInterval(watch);
        process.emit('SIGINT');
        process.emit('SIGTERM');
      }, 5);
    },
  });
  expect(await code).toBe(5);
  expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGINT')).toBe(before);
});

test('an aborted signal ends the program', async () => {
  const { program, cwd } = script('while :; do sleep 0.01; done');
  expect(await runProgram(program, [], { env, cwd, signal: AbortSignal.abort() })).toBe(143);
});

test('a program that is not there', async () => {
  await expect(runProgram('/nowhere/program', [], { env, cwd: tempFolder() })).rejects.toMatchObject({
    code: 'program-failed',
  });
});
