import { RootCommand, type Command as Suggested, script } from '@bomb.sh/tab';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { VerbTables } from './verb-tables.ts';

/** Flags that take one of a few words. */
const choices: Readonly<Record<string, readonly string[]>> = {
  '--os': ['linux', 'darwin'],
  '--arch': ['amd64', 'arm64'],
  '--lang': ['en', 'zh', 'ja'],
  '--role': ['root', 'index', 'snapshot', 'timestamp'],
  '--type': ['rsa', 'ed25519'],
  '--on-conflict': ['fail', 'keep', 'take', 'rename'],
};
/** Arguments and flags that are components, with a version after a colon or not. */
const componentWords = /^(component|components|id,\.\.\.|component\[:version\])/;

/** The shell's script. It asks `mirrordeck completion complete -- <words>` what can follow. */
export function scriptOf(shell: string): string {
  const text = printed(() => script(shell, 'mirrordeck', 'mirrordeck completion')).join('\n');
  // A start-up file that is read twice would be told that these can't be set again.
  return text.replace(/^readonly /gm, '');
}

/**
 * What can follow the words: a line each, the word and what it is, and last what the shell is to do besides. The last
 * of the words is the one that is being written.
 */
export async function linesThatFollow(
  context: Context,
  tables: VerbTables,
  words: readonly string[],
): Promise<readonly string[]> {
  const names = await namesFor(context, words.at(-1) ?? '');
  const jobs = words[0] === 'jobs' && words.length > 2 ? await jobsOf(context) : [];
  const root = treeOf(context, tables, words, { names, jobs });
  const lines = printed(() => root.parse([...words]));
  // Where we know of nothing it may be a file, and the shell knows those.
  return lines.length > 1 ? lines : [':0'];
}

type Name = { readonly value: string; readonly description: string };
type Known = { readonly names: readonly Name[]; readonly jobs: readonly Name[] };

async function jobsOf(context: Context): Promise<readonly Name[]> {
  const { kinds, states } = context.messages.jobs;
  const jobs = await (await context.engine()).jobs.list();
  return jobs.map(({ id, kind, state, title }) => ({
    value: id,
    description: `${kinds[kind]}, ${states[state]}: ${title.target}`,
  }));
}

/** Components; once one of them stands there with a colon, its versions. From what the home keeps. */
async function namesFor(context: Context, word: string): Promise<readonly Name[]> {
  const engine = await context.engine();
  const colon = word.indexOf(':');
  if (colon > 0) {
    const component = word.slice(0, colon);
    const { versions } = await engine.knownNames({ component });
    return versions.map((version) => ({ value: `${component}:${version}`, description: '' }));
  }
  const { components } = await engine.knownNames({});
  return components.map(({ name, description }) => ({ value: name, description }));
}

function treeOf(context: Context, tables: VerbTables, words: readonly string[], known: Known): RootCommand {
  const { usage } = context.messages;
  const summaries: Readonly<Record<string, string>> = usage.summaries;
  const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    owner: usage.ownerSummaries,
    keys: usage.keysSummaries,
    jobs: context.messages.jobs.summaries,
  };
  const root = new RootCommand();
  const offerOf =
    (names: readonly Name[]): Offer =>
    (complete) => {
      for (const { value, description } of names) complete(value, description);
    };
  const offer = offerOf(known.names);
  const offerJobs = offerOf(known.jobs);
  const add = (path: string, command: Command, summary: string) => {
    describe(root.command(path, summary), command, offer, offerJobs);
    const own = groups[command.name()] ?? {};
    for (const inner of command.commands) add(`${path} ${inner.name()}`, inner, own[inner.name()] ?? '');
  };
  root.command('mirror', usage.summaries.mirror);
  root.command('help', usage.summaries.help);
  for (const [prefix, makers] of [
    ['mirror ', tables.mirror],
    ['', tables.top],
  ] as const) {
    for (const [name, make] of Object.entries(makers))
      if (make !== undefined) add(`${prefix}${name}`, make(context).command, summaries[name] ?? '');
  }
  for (const [flag, text] of Object.entries({ help: usage.flags.help, version: usage.flags.version }))
    root.option(flag, text);
  // The first word may be a component; what follows one is the component's own.
  if (words.length <= 1) root.argument('component', offer);
  return root;
}

type Offer = (complete: (value: string, description: string) => void) => void;

function describe(suggested: Suggested, command: Command, offer: Offer, offerJobs: Offer): void {
  for (const { long, short, description, required, hidden, argChoices, flags } of command.options) {
    if (hidden || long === undefined || long === null) continue;
    const alias = short?.replace(/^-/, '');
    const values = choices[long] ?? argChoices;
    const isComponent = componentWords.test(/<([^>]*)>/.exec(flags)?.[1] ?? '');
    const fill: Offer = (complete) => {
      if (isComponent) offer(complete);
      for (const value of values ?? []) complete(value, '');
    };
    if (required) suggested.option(long.slice(2), description, fill, alias);
    else if (alias === undefined) suggested.option(long.slice(2), description);
    else suggested.option(long.slice(2), description, alias);
  }
  for (const argument of command.registeredArguments) {
    const isShell = command.name() === 'completion' && argument.name() === 'shell';
    if (componentWords.test(argument.name())) suggested.argument(argument.name(), offer, argument.variadic);
    else if (argument.name() === 'job') suggested.argument('job', offerJobs, argument.variadic);
    else if (isShell) {
      suggested.argument('shell', (complete) => {
        for (const shell of ['bash', 'zsh', 'fish']) complete(shell, '');
      });
    } else suggested.argument(argument.name(), undefined, argument.variadic);
  }
}

/** The library prints by console.log, and we print through one place: what it says meanwhile, as lines. */
function printed(work: () => void): string[] {
  const lines: string[] = [];
  const { log } = console;
  console.log = (text: unknown) => lines.push(String(text));
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines;
}
