import { type CommandLine, endOf } from './command-line.ts';
import type { Context } from './context.ts';
import { printHelp, unknownCommand } from './help.ts';
import { mirrorVerbs, topVerbs, verbNamed } from './registry.ts';
import { printPath, runComponent } from './run.ts';

/** Carries out a command line that asks for anything but the screens. Throws what commands throw. */
export async function carryOutLine(
  context: Context,
  line: Exclude<CommandLine, { kind: 'screens' | 'version' }>,
): Promise<void> {
  if (line.kind === 'help') return await printHelp(context, line.of);
  if (line.kind === 'path') return await printPath(context, line.component);
  if (line.kind === 'run') {
    return await runComponent(context, line.run).catch((error: unknown) => {
      throw endOf('run', error);
    });
  }
  if (line.verb !== 'mirror') {
    const make = verbNamed(topVerbs, line.verb);
    if (make === undefined) throw unknownCommand('help', line.verb);
    return await make(context).run(line.words);
  }
  // flags that all commands have may stand before the command's name, too
  const at = line.words.findIndex(
    (word, index) => !word.startsWith('-') && line.words[index - 1] !== '--lang',
  );
  const name = line.words[at];
  if (name === undefined) return await printHelp(context, ['mirror']);
  const make = verbNamed(mirrorVerbs, name);
  if (make === undefined) throw unknownCommand('mirror', name);
  await make(context).run(line.words.toSpliced(at, 1));
}
