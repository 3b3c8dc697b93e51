import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { endOf, wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { type FlagRules, plainFlags } from './flags.ts';
import { flagRows, helpText } from './help-text.ts';

export type VerbOptions = {
  /** The words that call it, without the program's name: `mirror init`. */
  readonly path: string;
  /** What it does, in a line; and an explanation when that is not enough. */
  readonly summary: string;
  readonly about?: readonly string[];
  /** Command lines, without the program's name. */
  readonly examples: readonly string[];
  readonly rules?: Omit<FlagRules, 'path'>;
};

/** A command that can be told its words. */
export type Verb = {
  readonly command: Command;
  /** Carries it out. Throws `usage` when the words don't follow its grammar. */
  run(words: readonly string[]): Promise<void>;
};

/**
 * Makes a command with what all have: `--json`, `--lang`, `--help` with an example; wrong use is a thrown error.
 * `declare` adds arguments, flags and the action.
 */
export function newVerb(context: Context, options: VerbOptions, declare: (command: Command) => void): Verb {
  const { usage } = context.messages;
  const command = new Command(options.path.split(' ').at(-1) ?? options.path);
  command
    .helpOption('-h, --help', usage.flags.help)
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.printer.help(text), writeErr: () => undefined })
    .configureHelp({ formatHelp: () => verbHelp(context, command, options) });
  declare(command);
  command.option('--json', usage.flags.json).option('--lang <language>', usage.flags.lang);
  return {
    command,
    async run(words) {
      try {
        const plain = plainFlags(words, command, { ...options.rules, path: options.path });
        await command.parseAsync(plain, { from: 'user' });
      } catch (error) {
        if (!(error instanceof CommanderError)) throw endOf(options.path, error);
        if (error.exitCode !== 0) throw wrongUse(options.path, error.message.replace(/^error: /, ''));
      }
    },
  };
}

function verbHelp(context: Context, command: Command, options: VerbOptions): string {
  const words = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const page = {
    about: [options.summary, ...(options.about === undefined ? [] : ['', ...options.about])],
    usage: [['mirrordeck', options.path, ...words, '[flags]'].join(' ')],
    examples: options.examples.map((example) => `mirrordeck ${example}`),
    flags: flagRows(command),
  };
  return helpText(page, context);
}

/** For a flag with a whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `It must be a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`}.`,
    );
  };
}

/** For a flag that may be given several times. */
export function repeated(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** For a flag with a list, by comma or repeated. */
export function listed(text: string, before: readonly string[] | undefined): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  return [...(before ?? []), ...items.filter((item) => item !== '')];
}
