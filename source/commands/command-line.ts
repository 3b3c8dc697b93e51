import { EngineError } from '../engine/index.ts';

/** The words that are commands of their own. Any other first word is a component. */
export const verbNames = [
  'mirror',
  'package',
  'list',
  'install',
  'uninstall',
  'update',
  'run',
  'serve',
  'jobs',
  'keys',
  'doctor',
  'completion',
  'source',
  'help',
] as const;
export type VerbName = (typeof verbNames)[number];

export type RunWords = {
  readonly component: string;
  readonly args: readonly string[];
  readonly tag: string | undefined;
  readonly binary: string | undefined;
  readonly dryRun: boolean;
};

/** What the words of a command line ask for. */
export type CommandLine =
  | { readonly kind: 'screens'; readonly noAltScreen: boolean }
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly of: readonly string[] }
  | { readonly kind: 'path'; readonly component: string }
  | { readonly kind: 'run'; readonly run: RunWords }
  | {
      readonly kind: 'verb';
      readonly verb: Exclude<VerbName, 'run' | 'help'>;
      readonly words: readonly string[];
    };

type Leading = {
  help: boolean;
  version: boolean;
  json: boolean;
  noAltScreen: boolean;
  dryRun: boolean;
  lang?: string;
  tag?: string;
  binary?: string;
  binpath?: string;
  readonly rest: readonly string[];
};

const switches = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
  '--json': 'json',
  '--no-alt-screen': 'noAltScreen',
  '--dry-run': 'dryRun',
} as const;
const values = {
  '--lang': 'lang',
  '--tag': 'tag',
  '-T': 'tag',
  '--binary': 'binary',
  '--binpath': 'binpath',
} as const;

function isKey<T extends object>(table: T, word: string): word is T extends T ? keyof T & string : never {
  return Object.hasOwn(table, word);
}

function isVerb(word: string): word is VerbName {
  return verbNames.some((name) => name === word);
}

/** Reads the flags before the first word; everything from there on, or after `--`, is left as it is. */
function readLeading(words: readonly string[], of: string): Leading {
  const found: Leading = {
    help: false,
    version: false,
    json: false,
    noAltScreen: false,
    dryRun: false,
    rest: [],
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [name = '', given] = word.startsWith('--') ? splitOnce(word) : [word];
    if (word === '--') return { ...found, rest: words.slice(at) };
    if (isKey(switches, word)) found[switches[word]] = true;
    else if (isKey(values, name)) {
      const value = given ?? words[at + 1];
      if (value === undefined) throw wrongUse(of, `flag needs an argument: ${name}`);
      found[values[name]] = value;
      if (given === undefined) at += 1;
    } else if (word.startsWith('-')) throw wrongUse(of, `unknown flag: ${word}`);
    else return { ...found, rest: words.slice(at) };
  }
  return found;
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** The error for a command line that does not follow the grammar. `command`: the words after the program's name. */
export function wrongUse(command: string, detail: string): EngineError {
  return new EngineError('usage', detail, { facts: command === '' ? {} : { command } });
}

/**
 * An error that a command ended with: of wrong use that the engine tells, the command is named here, since the engine
 * doesn't know its words.
 */
export function endOf(command: string, error: unknown): unknown {
  const isNamed = !(error instanceof EngineError) || error.code !== 'usage' || 'command' in error.facts;
  if (isNamed) return error;
  const named = new EngineError('usage', error.message, { facts: { ...error.facts, command }, cause: error });
  if (error.stack !== undefined) named.stack = error.stack; // where it happened, and not where it got a name
  return named;
}

/**
 * What decides how everything else is shown, found before the grammar is: `--json` and `--lang`, before the first
 * word, or anywhere in the words of a command of ours. A component's own flags are never looked at.
 */
export function lookAhead(argv: readonly string[]): {
  readonly json: boolean;
  readonly lang: string | undefined;
} {
  const words = argv.slice(0, endOfOurs(argv));
  let lang: string | undefined;
  for (const [at, word] of words.entries()) {
    const [name, given] = splitOnce(word);
    if (name === '--lang') lang = given ?? argv[at + 1];
  }
  return { json: words.includes('--json'), lang };
}

/** Where the words end that are ours: at the component, for whoever runs one; else at `--`. */
function endOfOurs(argv: readonly string[]): number {
  const first = firstWordAt(argv);
  const verb = verbNames.find((name) => name === argv[first]);
  if (verb === undefined) return first;
  if (verb === 'run') return first + 1 + firstWordAt(argv.slice(first + 1));
  const dashes = argv.indexOf('--');
  return dashes < 0 ? argv.length : dashes;
}

function firstWordAt(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return at;
    if (isKey(values, word)) at += 1;
  }
  return argv.length;
}

/** Reads a command line as far as all commands have it in common. Throws `usage`. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const leading = readLeading(argv, '');
  const [first, ...words] = leading.rest;
  if (leading.version) return { kind: 'version' };
  if (leading.help) return { kind: 'help', of: first !== undefined && isVerb(first) ? leading.rest : [] };
  if (leading.binary !== undefined) return { kind: 'path', component: leading.binary };
  if (first === undefined) {
    if (leading.json) throw wrongUse('', '--json needs a command');
    return { kind: 'screens', noAltScreen: leading.noAltScreen };
  }
  const verb = verbNames.find((name) => name === first);
  if (verb === 'run') return readRun(words, leading);
  if (verb === 'help') return { kind: 'help', of: words };
  if (verb !== undefined) return { kind: 'verb', verb, words };
  return { kind: 'run', run: runWords(leading.rest, leading) };
}

function readRun(words: readonly string[], outer: Leading): CommandLine {
  const inner = readLeading(words, 'run');
  if (inner.help) return { kind: 'help', of: ['run'] };
  if (inner.rest.length === 0) throw wrongUse('run', 'which component?');
  return {
    kind: 'run',
    run: runWords(inner.rest, { ...outer, ...inner, dryRun: outer.dryRun || inner.dryRun }),
  };
}

/** The component and its own words: a `--` before the component or right after it is ours and goes. */
function runWords(rest: readonly string[], flags: Leading): RunWords {
  const [component, ...after] = rest[0] === '--' ? rest.slice(1) : rest;
  if (component === undefined || component === '') throw wrongUse('run', 'which component?');
  const args = after[0] === '--' ? after.slice(1) : after;
  return { component, args, tag: tagIn(args) ?? flags.tag, binary: flags.binpath, dryRun: flags.dryRun };
}

/** Components know `--tag` themselves: theirs names the instance too, as in the stock client. */
function tagIn(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg, index) => (arg === '--tag' || arg === '-T') && index + 1 < args.length);
  return at < 0 ? undefined : args[at + 1];
}
