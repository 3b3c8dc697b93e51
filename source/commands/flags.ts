import type { Command, Option } from 'commander';
import { wrongUse } from './command-line.ts';

export type FlagRules = {
  /** The command, as it is called in errors. */
  readonly path: string;
  /** Any other `--name versions` is a component and becomes `--component name:versions`. */
  readonly components?: boolean;
};

/**
 * Rewrites the words of a command from the spellings that the stock client takes to those that commander takes:
 * `--flag=true`, `-k=file`, and for a clone `-os linux`, `-arch=amd64` and a flag for every component. Throws
 * `usage`.
 */
export function plainFlags(words: readonly string[], command: Command, rules: FlagRules): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return [...out, ...words.slice(at)];
    if (!word.startsWith('-') || word === '-') {
      out.push(word);
      continue;
    }
    const { name, given } = parts(word, rules);
    const option = command.options.find((item) => item.long === name || item.short === name);
    if (option === undefined && !(rules.components === true && name.startsWith('--') && name !== '--help')) {
      out.push(word);
      continue;
    }
    if (option !== undefined && !option.required) {
      if (given === undefined || isYes(given, option, rules)) out.push(name);
      else out.push(...noOf(option, command));
      continue;
    }
    const next = words[at + 1];
    if (given === undefined) at += 1;
    const value = given ?? next;
    if (option === undefined) out.push('--component', `${name.slice(2)}:${versionsOf(name, value, rules)}`);
    else if (value === undefined) throw wrongUse(rules.path, `flag needs an argument: ${word}`);
    else out.push(name, value);
  }
  return out;
}

function parts(
  word: string,
  rules: FlagRules,
): { readonly name: string; readonly given: string | undefined } {
  const at = word.indexOf('=');
  const name = at < 0 ? word : word.slice(0, at);
  const given = at < 0 ? undefined : word.slice(at + 1);
  // the Japanese document writes -os and -arch
  const long = rules.components === true && (name === '-os' || name === '-arch') ? `-${name}` : name;
  return { name: long, given };
}

/** `--hide=false` takes something back where the command knows that; elsewhere it is as if it weren't there. */
function noOf({ long }: Option, command: Command): string[] {
  const no = `--no-${long?.slice(2)}`;
  return command.options.some((option) => option.long === no) ? [no] : [];
}

function isYes(given: string, option: Option, rules: FlagRules): boolean {
  if (/^(true|t|1)$/i.test(given)) return true;
  if (/^(false|f|0)$/i.test(given)) return false;
  throw wrongUse(
    rules.path,
    `${option.long ?? option.flags} is a switch: "${given}" is neither true nor false`,
  );
}

function versionsOf(name: string, value: string | undefined, rules: FlagRules): string {
  if (value !== undefined && value !== '' && !value.startsWith('-')) return value;
  throw wrongUse(
    rules.path,
    `${name} is no flag of this command, and as a component it needs its versions: ${name} <versions>`,
  );
}
