import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { makeFolder, readIfThere, removeTree, writeFileDurably } from './files.ts';
import { runProgram } from './process.ts';

export type EditorOptions = {
  /** A command line, as `$EDITOR` holds it: the program, and arguments. */
  readonly editor: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Lets the person change a text in an editor on this process's terminal, and gives what came of it. The file is
 * called `name`, lies in a folder that nobody else can look into, and is gone afterwards.
 * Throws `program-failed` when the editor can't be started or doesn't end well.
 */
export async function editText(text: string, name: string, options: EditorOptions): Promise<Uint8Array> {
  const { editor, env, cwd, signal } = options;
  const folder = join(tmpdir(), `mirrordeck-${randomBytes(8).toString('hex')}`);
  const file = join(folder, name);
  await makeFolder(folder, 0o700);
  try {
    await writeFileDurably(file, text, 0o600);
    // The shell takes the command line apart, as it does for other programs that ask for an editor.
    const code = await runProgram('sh', ['-c', `${editor} "$@"`, 'sh', file], { env, cwd, signal });
    const bytes = code === 0 ? await readIfThere(file) : null;
    if (bytes !== null) return bytes;
    const why = code === 0 ? `left no ${name} behind` : `ended with ${code}`;
    throw new EngineError('program-failed', `the editor ${editor} ${why}`, { facts: { path: editor } });
  } finally {
    await removeTree(folder);
  }
}
