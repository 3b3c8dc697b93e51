import type { ListedSource, SourceReport } from '../engine/index.ts';
import { localTime } from '../messages/measure.ts';
import type { Context } from './context.ts';
import { newGroup } from './group.ts';
import { type ReachFlags, reachFlags, reachOf } from './reach-flags.ts';
import { tableLines } from './table.ts';
import { newVerb, type Verb } from './verb.ts';

/** `source`: mirrors by name, and how they are reached. */
export function sourceVerb(context: Context): Verb {
  const { usage, reaching } = context.messages;
  const options = {
    path: 'source',
    summary: usage.summaries.source,
    about: reaching.about.source,
    examples: ['source list', 'source add lab https://mirror.example.com/ --ca ca.pem --auth-file token.txt'],
    summaries: reaching.summaries,
  };
  return newGroup(context, options, { list: listVerb, add: addVerb, remove: removeVerb, test: testVerb });
}

function listVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { reaching } = messages;
  const options = { path: 'source list', summary: reaching.summaries.list, examples: ['source list'] };
  return newVerb(context, options, (command) => {
    command.action(async () => {
      const engine = await context.engine();
      const sources = await engine.sources.list();
      printer.document({ sources });
      const rows = sources.map((source) => [
        `${source.name}${source.current ? ' *' : ''}`,
        [source.address, ...(source.addresses ?? [])].join(' '),
        source.fingerprint?.slice(0, 16) ?? '',
        accessOf(source),
      ]);
      printer.lines(tableLines(['Name', 'Address', 'Fingerprint', 'Access'], rows));
    });
  });
}

function accessOf({ ca, auth }: ListedSource): string {
  return [...(ca === undefined ? [] : ['ca']), ...(auth ?? [])].join(',');
}

type AddFlags = Pick<ReachFlags, 'ca' | 'authFile'> & {
  readonly fingerprint?: string;
  readonly replace?: boolean;
};

function addVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { reaching, usage } = messages;
  const options = {
    path: 'source add',
    summary: reaching.summaries.add,
    about: reaching.about.add,
    examples: [
      'source add lab /shared/mirror',
      'source add lab https://a.example.com/ https://b.example.com/ --ca ca.pem',
      'source add lab https://a.example.com/ --auth-file token.txt',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<name>')
      .argument('<address...>')
      .option('--fingerprint <hex>', usage.flags.fingerprint)
      .option('--ca <file>', reaching.flags.ca)
      .option('--auth-file <file>', reaching.flags.authFile)
      .option('--replace', reaching.flags.replace)
      .action(async (name: string, [address = '', ...addresses]: readonly string[], flags: AddFlags) => {
        const { fingerprint, ca, authFile, replace } = flags;
        const engine = await context.engine();
        const request = { name, address, addresses, fingerprint, ca, authFile, replace };
        const source = await engine.sources.add(request);
        printer.document(source);
        printer.line(reaching.added(source.name, source.address));
        if (source.fingerprint === null) printer.line(reaching.firstContactToCome);
      });
  });
}

function removeVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { reaching } = messages;
  const options = {
    path: 'source remove',
    summary: reaching.summaries.remove,
    examples: ['source remove lab'],
  };
  return newVerb(context, options, (command) => {
    command.argument('<name>').action(async (name: string) => {
      await (await context.engine()).sources.remove(name);
      printer.document({ removed: name });
      printer.line(reaching.removed(name));
    });
  });
}

type TestFlags = ReachFlags & { readonly root?: string; readonly fingerprint?: string };

function testVerb(context: Context): Verb {
  const { reaching, usage } = context.messages;
  const options = {
    path: 'source test',
    summary: reaching.summaries.test,
    examples: ['source test', 'source test lab', 'source test https://mirror.example.com/ --ca ca.pem'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[name-or-address]')
      .option('-r, --root <root.json>', usage.flags.rootFile)
      .option('--fingerprint <hex>', usage.flags.fingerprint);
    reachFlags(context, command, false).action(async (address: string | undefined, flags: TestFlags) => {
      const { root: rootFile, fingerprint } = flags;
      const engine = await context.engine(reachOf(flags));
      const report = await engine.sources.test({ address, rootFile, fingerprint }, context.run);
      context.printer.close();
      context.printer.document(report);
      tell(context, report);
    });
  });
}

function tell({ printer, messages }: Context, report: SourceReport): void {
  const { report: texts } = messages.sources;
  const { identity, milliseconds, components, versions, clientVersion, expires } = report;
  printer.line(texts.title(identity.address, milliseconds));
  printer.line(texts.contents(components, versions, clientVersion));
  printer.line(texts.fingerprint(identity.fingerprint));
  printer.line(texts.owners(identity.owners.join(messages.units.listJoin)));
  printer.lines(
    tableLines(
      ['Expires', 'File'],
      expires.map(({ file, expires }) => [localTime(expires), file]),
    ),
  );
}
