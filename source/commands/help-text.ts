import type { Command } from 'commander';
import type { Context } from './context.ts';
import { columnsOf, wrapped } from './text.ts';

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

/** Columns for the texts of rows; where there are fewer, each stands on lines of its own. */
const fewest = 32;

function rowLines(rows: readonly Row[], columns: number): string[] {
  const width = Math.max(...rows.map(([term]) => columnsOf(term)));
  const room = columns - width - 4;
  return rows.flatMap(([term, text]) => {
    if (room < fewest) return [`  ${term}`, ...wrapped(text, columns - 8).map((line) => `        ${line}`)];
    const [first = '', ...more] = wrapped(text, room);
    const padding = ' '.repeat(width - columnsOf(term));
    return [`  ${term}${padding}  ${first}`, ...more.map((line) => `${' '.repeat(width + 4)}${line}`)];
  });
}

/** Lines that a narrow terminal can't take are broken anew, each paragraph as a whole. */
function paragraphs(lines: readonly string[], columns: number): readonly string[] {
  if (lines.every((line) => columnsOf(line) <= columns)) return lines;
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1) ?? '';
    const blank = /[\u1100-\uffdc]$/.test(last) ? '' : ' ';
    if (last === '' || line === '') texts.push(line);
    else texts.splice(-1, 1, `${last}${blank}${line}`);
  }
  return texts.flatMap((text) => wrapped(text, columns));
}

/**
 * A help page, in the order and with the headings that the stock client uses; on a terminal as wide as that is. What
 * is to be typed is never broken.
 */
export function helpText(
  page: HelpPage,
  { messages, printer }: Pick<Context, 'messages' | 'printer'>,
): string {
  const texts = messages.usage;
  const { columns } = printer;
  const blocks: (readonly string[])[] = [paragraphs(page.about, columns)];
  const add = (heading: string, lines: readonly string[] | undefined): void => {
    if (lines !== undefined && lines.length > 0) blocks.push([`${heading}:`, ...lines]);
  };
  add(
    texts.headings.usage,
    page.usage.map((line) => `  ${line}`),
  );
  add(texts.headings.commands, page.commands && rowLines(page.commands, columns));
  add(
    texts.headings.examples,
    page.examples?.map((line) => `  ${line}`),
  );
  add(texts.headings.flags, page.flags && rowLines(page.flags, columns));
  add(texts.headings.globalFlags, page.globalFlags && rowLines(page.globalFlags, columns));
  if (page.more !== undefined) blocks.push(wrapped(texts.more(page.more), columns));
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
