import { setTimeout as pause } from 'node:timers/promises';
import type { SuspendTerminal } from 'ink';
import type { Terminal } from './terminal-stream.ts';

/**
 * Ctrl-Z: gives the terminal back, stops, and takes it again when the shell says `fg`. The whole process group is
 * stopped, as the terminal itself would, because a launcher may wait for us in it.
 */
export async function suspendToShell(suspendTerminal: SuspendTerminal, terminal: Terminal): Promise<void> {
  await repaintAfter(suspendTerminal, terminal, async () => {
    process.kill(0, 'SIGTSTP');
    // The stop may reach us a moment after the call; without a shell to stop for, it never does.
    await pause(50);
  });
}

/** Something for which the screen is left: what it runs on the terminal, and what is said below its output. */
export type Lent<Result> = {
  readonly meanwhile: () => Promise<Result>;
  readonly ended: (result: Result) => string;
};

/** Lends the terminal to a program, and takes it back when somebody who has read its output presses Enter. */
export async function lendTerminal<Result>(
  suspendTerminal: SuspendTerminal,
  terminal: Terminal,
  { meanwhile, ended }: Lent<Result>,
): Promise<Result> {
  return await repaintAfter(suspendTerminal, terminal, async () => {
    const { input, output } = terminal;
    // what is typed now is the program's
    input.pause();
    const result = await meanwhile();
    output.write(`\r\n${ended(result)}`);
    await enterPressed(input);
    return result;
  });
}

/** Settles at the end of a line, and when the line is gone. */
function enterPressed(input: Terminal['input']): Promise<void> {
  return new Promise((resolve) => {
    const look = (chunk: Buffer | string): void => {
      if (/[\r\n]/.test(String(chunk))) settle();
    };
    const settle = (): void => {
      input.off('data', look);
      input.off('end', settle);
      input.pause();
      input.unref?.();
      resolve();
    };
    input.on('data', look);
    input.once('end', settle);
    // lent input does not keep the program alive, and nothing else does while we wait
    input.ref?.();
    input.resume();
  });
}

/** Lets something else have the terminal, then takes it over and paints everything anew. */
export async function repaintAfter<Result>(
  suspendTerminal: SuspendTerminal,
  terminal: Terminal,
  meanwhile: () => Promise<Result>,
): Promise<Result> {
  const suspension = await suspendTerminal();
  try {
    await terminal.flush();
    terminal.leave();
    return await meanwhile();
  } finally {
    terminal.enter();
    await suspension.resume();
  }
}
