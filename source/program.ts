import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOutLine } from './commands/carry-out-line.ts';
import {
  type CommandLine,
  lookAhead,
  readCommandLine,
  verbNames,
  wrongUse,
} from './commands/command-line.ts';
import { engineOptions, newContext, settingsFolder } from './commands/context.ts';
import { reportOf } from './commands/error-lines.ts';
import { nearest } from './commands/nearest.ts';
import { Printer } from './commands/printer.ts';
import type { World } from './commands/world.ts';
import { type CloneRequest, type Engine, EngineError } from './engine/index.ts';
import { chooseLanguage, type Language, languages } from './messages/language.ts';
import { loadMessages } from './messages/load.ts';
import { terminalProblem } from './ui/environment.ts';

/**
 * One run of the program: a command, or the screens. The ONE place where whatever is thrown becomes text and an
 * exit code. Never throws.
 */
export async function runMirrordeck(world: World): Promise<number> {
  const { json, lang } = lookAhead(world.argv);
  const language = chosenLanguage(world, lang);
  const messages = await loadMessages(language);
  const printer = new Printer(world, messages, json);
  let line: CommandLine | null = null;
  try {
    if (lang !== undefined && !isLanguage(lang)) throw wrongUse('', `--lang ${lang}: it is en, zh or ja`);
    line = readCommandLine(world.argv);
    if (line.kind === 'version') {
      printer.help(`mirrordeck ${world.version}`);
      return 0;
    }
    if (line.kind === 'screens') {
      checkTerminal(world);
      const engine = await world.createEngine(engineOptions(world));
      return await world.openScreens({ engine, language, noAltScreen: line.noAltScreen });
    }
    const openScreens = async (engine: Engine, clone: CloneRequest): Promise<number> => {
      checkTerminal(world);
      return await world.openScreens({ engine, language, noAltScreen: false, clone });
    };
    const context = newContext({ world, messages, printer, openScreens });
    await carryOutLine(context, line);
    printer.close();
    return context.exitCode;
  } catch (error) {
    printer.close();
    const hint = line === null ? undefined : mistypedCommand(line, error);
    const report = reportOf(error, messages, {
      trace: Boolean(world.environment.MIRRORDECK_TRACE),
      hint: hint === undefined ? undefined : messages.commands.didYouMean(hint),
    });
    printer.document(report.document);
    for (const text of report.lines) printer.note(text);
    return report.exitCode;
  }
}

/** Throws `not-a-terminal` where screens can't be opened. */
function checkTerminal({ stdin, stdout, environment }: World): void {
  const ends = { stdin: { isTTY: stdin.isTTY === true }, stdout: { isTTY: stdout.isTTY === true } };
  const problem = terminalProblem({ ...ends, environment });
  if (problem !== null) throw new EngineError('not-a-terminal', terminalProblems[problem]);
}

const terminalProblems = {
  'no-terminal': 'standard input or output is not a terminal',
  dumb: 'TERM is dumb: this terminal can only show lines',
  ci: 'CI is set: nobody is there to look at screens',
};

function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

/** From `--lang`, else the settings, else the locale. */
function chosenLanguage(world: World, lang: string | undefined): Language {
  return chooseLanguage(isLanguage(lang) ? lang : languageSetting(world), world.environment);
}

/**
 * The language of the settings, read here and not by the engine, because help and wrong use are told without it.
 * A file that can't be read is reported by the first operation that needs it.
 */
function languageSetting(world: World): Language | null {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(settingsFolder(world), 'settings.json'), 'utf8'));
    const found = typeof settings === 'object' && settings !== null && 'language' in settings;
    return found && isLanguage(settings.language) ? settings.language : null;
  } catch {
    return null;
  }
}

/** The command that a word was probably meant to be, when it was taken for a component that there isn't. */
function mistypedCommand(line: CommandLine, error: unknown): string | undefined {
  if (line.kind !== 'run' || !(error instanceof EngineError) || error.code !== 'component-unknown')
    return undefined;
  return nearest(line.run.component, verbNames) ?? undefined;
}
