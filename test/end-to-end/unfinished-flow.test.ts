/** The line drops, or the program is killed, in the midst of choosing: the next session goes on with what was chosen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isRunning } from '../../source/engine/io/process-mark.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const { clone, home: homeTexts, shell } = messagesFor('en');

function open(home: string, args: readonly string[] = []): Screen {
  const screen = new Screen(args, { home });
  onTestFinished(() => screen.close());
  return screen;
}

/** What lies kept in a home; a file that is still being written aside is none. */
function keptIn(home: string): readonly string[] {
  const folder = join(home, '.mirrordeck', 'unfinished');
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    return names.map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    return [];
  }
}

test.each(['the terminal', 'the program'] as const)(
  '%s is killed while a clone is chosen',
  async (killed) => {
    const home = tempFolder();
    const origin = sharedOrigin();
    await mustSucceed(['mirror', 'set', origin.path, '--fingerprint', origin.fingerprint], { home });

    const args = ['mirror', 'clone', join(home, 'mirror'), '--source', origin.path, '--interactive'];
    const first = open(home, args);
    await first.says(clone.ask.components);
    first.press('a');
    await until(() => keptIn(home).length === 1, 'what is chosen to be kept');
    const process = await first.programId();
    if (killed === 'the program') await first.kill('SIGKILL');
    else first.close();
    await until(() => !isRunning(process), 'the program to be gone');

    const left = keptIn(home);
    expect(left).toHaveLength(1);
    const second = open(home);
    await second.shows(/Left off: \d+ components chosen/);
    second.press('g', keys.enter);
    await second.says(clone.ask.components);
    await second.shows(/\[x\] tidb/);
    await until(() => keptIn(home).join() !== left.join(), 'the choices to be this session’s own');
    second.press('q');
    await second.says(shell.leaving.unsaved.ask);
    second.press('y');
    expect(await second.ended()).toEqual({ code: 0, wrongs: [] });
    expect(keptIn(home)).toEqual([]);

    const third = open(home);
    await third.says(homeTexts.needs.nothing);
    third.press('q');
    expect((await third.ended()).code).toBe(0);
  },
);
