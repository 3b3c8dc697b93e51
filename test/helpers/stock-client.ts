import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { type CliOptions, type CliResult, cliEnvironment, finished } from './cli.ts';

const client = process.env.TIUP_BIN ?? '';

/** A block of tests with a stock client as the judge; skipped, and saying so, when TIUP_BIN names none. */
export function describeWithStock(name: string, body: () => void): void {
  if (client === '') describe.skip(`${name} (skipped: TIUP_BIN does not name a stock client)`, body);
  else describe(name, body);
}

/** Runs the stock client; an exit code is a result, never a thrown error. */
export async function stock(args: readonly string[], options: CliOptions): Promise<CliResult> {
  // it fails in a home without this folder
  mkdirSync(join(options.home, 'bin'), { recursive: true });
  const child = spawn(client, [...args], { cwd: options.cwd ?? options.home, env: cliEnvironment(options) });
  child.stdin.end();
  return await finished(child);
}

/** Runs it and throws, with all it printed, unless it ended with 0. */
export async function stockMust(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const result = await stock(args, options);
  if (result.code !== 0) {
    throw new Error(`tiup ${args.join(' ')} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
  }
  return result;
}
