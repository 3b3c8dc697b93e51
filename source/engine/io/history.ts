import { appendFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { redactArguments } from '../domain/redact.ts';
import { EngineError } from '../errors.ts';
import { fileError, makeFolder, mutate } from './files.ts';

const begin = 'tiup-history-';
const longest = 64 * 1024;

/**
 * Appends a run to `history/tiup-history-<n>` of a home, which the stock client shows (`tiup history`): one JSON
 * object a line, a new file after 64 KiB, passwords left out. A history that can't be written stops nobody's work.
 */
export async function recordRun(
  home: string,
  run: { readonly command: readonly string[]; readonly started: Date; readonly exitCode: number },
): Promise<void> {
  const folder = join(home, 'history');
  const row = {
    time: run.started.toISOString(),
    command: redactArguments(run.command).join(' '),
    exit_code: run.exitCode,
  };
  try {
    await makeFolder(folder);
    const file = join(folder, `${begin}${await currentNumber(folder)}`);
    await mutate('write', file, () => appendFile(file, `${JSON.stringify(row)}\n`, { mode: 0o644 }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

async function currentNumber(folder: string): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const numbers = names.flatMap((name) => {
    const digits = name.startsWith(begin) ? name.slice(begin.length) : '';
    return /^[0-9]{1,9}$/.test(digits) ? [Number(digits)] : [];
  });
  const last = Math.max(0, ...numbers);
  const size = (await stat(join(folder, `${begin}${last}`)).catch(() => null))?.size ?? 0;
  return size < longest ? last : last + 1;
}
