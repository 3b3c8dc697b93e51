import { Command } from 'commander';
import { wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { helpText } from './help-text.ts';
import { nearest } from './nearest.ts';
import type { Verb } from './verb.ts';

export type GroupOptions = {
  /** The words that call it, without the program's name: `mirror owner`. */
  readonly path: string;
  readonly summary: string;
  readonly about?: readonly string[];
  /** Command lines, without the program's name. */
  readonly examples: readonly string[];
  /** Name → what it does, in a line; in the order in which help lists them. */
  readonly summaries: Readonly<Record<string, string>>;
};

/** A command that has commands of its own, as `mirror owner list`. Without one of them it shows its help. */
export function newGroup(
  context: Context,
  options: GroupOptions,
  makers: Readonly<Record<string, (context: Context) => Verb>>,
): Verb {
  const { path, summaries } = options;
  const names = Object.keys(makers);
  const command = new Command(path.split(' ').at(-1) ?? path);
  for (const make of Object.values(makers)) command.addCommand(make(context).command);
  return {
    command,
    async run(words) {
      const at = words.findIndex((word, index) => !word.startsWith('-') && words[index - 1] !== '--lang');
      const name = words[at];
      if (name === undefined) return context.printer.help(groupHelp(context, options));
      const make = Object.entries(makers).find(([key]) => key === name)?.[1];
      if (make !== undefined) return await make(context).run(words.toSpliced(at, 1));
      const close = nearest(name, names);
      throw wrongUse(path, `unknown command "${name}"${close === null ? '' : `; is it "${close}"?`}`);
    },
  };

  function groupHelp(context: Context, { summary, about, examples }: GroupOptions): string {
    const { messages } = context;
    return helpText(
      {
        about: [summary, ...(about === undefined ? [] : ['', ...about])],
        usage: [`mirrordeck ${path} <command> [flags]`],
        commands: names.map((name) => [name, summaries[name] ?? '']),
        examples: examples.map((example) => `mirrordeck ${example}`),
        globalFlags: [
          ['    --json', messages.usage.flags.json],
          ['    --lang <language>', messages.usage.flags.lang],
          ['-h, --help', messages.usage.flags.help],
        ],
        more: `mirrordeck ${path}`,
      },
      context,
    );
  }
}
