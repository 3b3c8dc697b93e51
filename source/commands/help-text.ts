import type { Command } from 'commander';
import type { Messages } from '../messages/index.ts';
import { columnsOf } from './text.ts';

type Row = readonly [term: string, text: string];

export type HelpPage = {
  readonly about: readonly string[];
  readonly usage: readonly string[];
  readonly commands?: readonly Row[];
  readonly examples?: readonly string[];
  readonly flags?: readonly Row[];
  readonly globalFlags?: readonly Row[];
  /** The path that `--help` of a command of this group continues. */
  readonly more?: string;
};

function rowLines(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([term]) => columnsOf(term)));
  return rows.map(([term, text]) => `  ${term}${' '.repeat(width - columnsOf(term))}  ${text}`.trimEnd());
}

/** A help page, in the order and with the headings that the stock client uses. */
export function helpText(page: HelpPage, { usage: texts }: Messages): string {
  const blocks: (readonly string[])[] = [page.about];
  const add = (heading: string, lines: readonly string[] | undefined): void => {
    if (lines !== undefined && lines.length > 0) blocks.push([`${heading}:`, ...lines]);
  };
  add(
    texts.headings.usage,
    page.usage.map((line) => `  ${line}`),
  );
  add(texts.headings.commands, page.commands && rowLines(page.commands));
  add(
    texts.headings.examples,
    page.examples?.map((line) => `  ${line}`),
  );
  add(texts.headings.flags, page.flags && rowLines(page.flags));
  add(texts.headings.globalFlags, page.globalFlags && rowLines(page.globalFlags));
  if (page.more !== undefined) blocks.push([texts.more(page.more)]);
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** The rows of a command's flags, as commander knows them. */
export function flagRows(command: Command): readonly Row[] {
  const help = command.createHelp();
  return help.visibleOptions(command).map((option): Row => {
    const flags =
      option.short === undefined || option.short === option.long ? `    ${option.flags}` : option.flags;
    return [flags, option.description];
  });
}
