import { wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { helpText } from './help-text.ts';
import { nearest } from './nearest.ts';
import { mirrorVerbs, topVerbs, verbNamed } from './registry.ts';

type Row = readonly [string, string];

/** Prints the help of `path`: of everything, of `mirror`, or of one command. Throws `usage` for any other path. */
export async function printHelp(context: Context, path: readonly string[]): Promise<void> {
  const words = path.filter((word) => !word.startsWith('-'));
  const [first, second] = words;
  if (first === undefined || first === 'help') return context.printer.help(topHelp(context));
  if (first === 'mirror' && second === undefined) return context.printer.help(mirrorHelp(context));
  const [verbs, name] = first === 'mirror' ? [mirrorVerbs, second ?? ''] : [topVerbs, first];
  const make = verbNamed(verbs, name);
  if (make === undefined) throw unknownCommand(first === 'mirror' ? 'mirror' : 'help', name);
  await make(context).run(['--help']);
}

/** The error for a word that is no command of `group`. */
export function unknownCommand(group: 'mirror' | 'help', name: string): Error {
  const names = Object.keys(group === 'mirror' ? mirrorVerbs : topVerbs);
  const close = nearest(name, names);
  const hint = close === null ? '' : `; is it "${close}"?`;
  return wrongUse(group === 'mirror' ? 'mirror' : '', `unknown command "${name}"${hint}`);
}

function rowsOf({ messages }: Context, names: readonly string[]): Row[] {
  return Object.entries(messages.usage.summaries)
    .filter(([name]) => names.includes(name))
    .sort(([a], [b]) => names.indexOf(a) - names.indexOf(b));
}

function commonFlags({ messages }: Context): Row[] {
  const { flags } = messages.usage;
  return [
    ['    --json', flags.json],
    ['    --lang <language>', flags.lang],
    ['-h, --help', flags.help],
  ];
}

function topHelp(context: Context): string {
  const { usage } = context.messages;
  const { flags } = usage;
  return helpText(
    {
      about: usage.about.mirrordeck,
      usage: [
        'mirrordeck',
        'mirrordeck [flags] <command> [args...]',
        'mirrordeck [flags] <component>[:version] [args...]',
      ],
      commands: rowsOf(context, ['mirror', ...Object.keys(topVerbs), 'help']),
      examples: [
        'mirrordeck',
        'mirrordeck mirror clone /data/mirror v8.5.1 --os linux',
        'mirrordeck serve /data/mirror',
        'mirrordeck list tidb',
        'mirrordeck ctl:v8.5.1 pd member',
      ],
      flags: [
        ['    --binary <component>[:version]', flags.binary],
        ['    --binpath <file>', flags.binpath],
        ['-T, --tag <tag>', flags.tag],
        ['    --no-alt-screen', flags.noAltScreen],
        ['-v, --version', flags.version],
      ],
      globalFlags: commonFlags(context),
      more: 'mirrordeck',
    },
    context,
  );
}

function mirrorHelp(context: Context): string {
  const { usage } = context.messages;
  return helpText(
    {
      about: usage.about.mirror,
      usage: ['mirrordeck mirror <command> [flags]'],
      commands: rowsOf(context, Object.keys(mirrorVerbs)),
      examples: ['mirrordeck mirror init /data/mirror', 'mirrordeck mirror clone /data/mirror --full'],
      globalFlags: commonFlags(context),
      more: 'mirrordeck mirror',
    },
    context,
  );
}
