import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { newVerb, type Verb } from '../verb.ts';
import type { VerbTables } from './verb-tables.ts';

const shells = ['bash', 'zsh', 'fish'];

/**
 * `completion <shell>`: the script of a shell, which then asks `completion complete -- <words>` what can follow. All
 * of it lies under one word, because every other first word is the name of a component.
 */
export function completionVerb(context: Context, tables: () => VerbTables): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'completion',
    summary: usage.summaries.completion,
    about: usage.about.completion,
    examples: shells.map((shell) => `completion ${shell}`),
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<shell>')
      .argument('[words...]')
      .action(async (shell: string, words: readonly string[]) => {
        const { linesThatFollow, scriptOf } = await import('./suggestions.ts');
        if (shell === 'complete') {
          context.printer.help((await linesThatFollow(context, tables(), words)).join('\n'));
          return;
        }
        if (!shells.includes(shell) || words.length > 0)
          throw wrongUse('completion', `which shell? It is one of ${shells.join(', ')}`);
        context.printer.help(scriptOf(shell));
      });
  });
}
