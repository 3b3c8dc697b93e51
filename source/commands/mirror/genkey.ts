import { Option } from 'commander';
import { EngineError } from '../../engine/index.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = {
  readonly name: string;
  readonly public?: boolean;
  readonly save?: boolean;
  readonly type?: 'rsa' | 'ed25519';
  readonly yesStockClientsRefuseIt?: boolean;
  readonly dryRun?: boolean;
};

/** `mirror genkey`: a key of the home, or what is public of it. */
export function genkeyVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror genkey',
    summary: usage.summaries.genkey,
    examples: ['mirror genkey', 'mirror genkey --name jdoe --save', 'mirror genkey --name jdoe --public'],
  };
  return newVerb(context, options, (command) => {
    command
      .option('-n, --name <name>', usage.flags.keyName, 'private')
      .option('-p, --public', usage.flags.publicKey)
      .option('--save', usage.flags.save)
      .addOption(new Option('--type <type>', usage.flags.keyType).choices(['rsa', 'ed25519']))
      .option('--yes-stock-clients-refuse-it', usage.flags.stockRefuses)
      .option('--dry-run', usage.flags.dryRun)
      .action((flags: Flags) => (flags.public === true ? show(context, flags) : generate(context, flags)));
  });
}

async function generate(context: Context, flags: Flags): Promise<void> {
  const { printer, messages, run } = context;
  const { commands } = messages;
  const { name, type } = flags;
  const stockRefusalKnown = type === 'ed25519' ? await knowsOfStock(context, flags) : undefined;
  const engine = await context.engine();
  const made = await unlessThere(async () => {
    const plan = await engine.genkey.plan({ name, type, stockRefusalKnown }, run);
    if (flags.dryRun === true) {
      printer.document(plan);
      printer.line(commands.keyWillBeWritten(plan.path));
      printer.line(commands.nothingChanged);
      return null;
    }
    const result = await engine.genkey.apply(plan, run);
    printer.line(commands.keyWritten(result.path));
    return { ...result, created: true };
  });
  if (made === null) return;
  if (!made.created) printer.note(`${commands.warning}: ${commands.keyThere(made.path)}`);
  const saved = await save(context, flags);
  printer.document({ ...made, ...saved });
}

/** Says what an ed25519 key means, and takes a yes: by the flag, or from who sits there. Throws `usage` without. */
async function knowsOfStock({ world, printer, messages }: Context, flags: Flags): Promise<true> {
  const { care, commands } = messages;
  printer.note(`${commands.warning}: ${care.ed25519Warning}`);
  if (flags.yesStockClientsRefuseIt === true) return true;
  const canAsk = !printer.json && world.stdin.isTTY === true && world.ask !== undefined;
  const answer = canAsk ? await world.ask?.(care.ed25519Question) : undefined;
  if (answer?.trim().toLowerCase() === 'yes') return true;
  throw wrongUse('mirror genkey', care.ed25519NeedsYes);
}

/**
 * A key is never overwritten. Asking twice is no failure, as with the stock client: guides ask for a key in
 * several places.
 */
async function unlessThere<Made extends { readonly path: string; readonly created: boolean }>(
  make: () => Promise<Made | null>,
): Promise<Made | { readonly path: string; readonly created: false } | null> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'key-exists') throw error;
    const { path, file } = error.facts;
    return { path: String(path ?? file ?? ''), created: false };
  }
}

async function show(context: Context, flags: Flags): Promise<void> {
  const { printer, run } = context;
  const engine = await context.engine();
  const found = await engine.publicKey({ name: flags.name }, run);
  // labels and layout of the stock client: scripts cut the key out of this
  printer.line(`KeyID: ${found.keyId}`);
  printer.line('KeyContent: ');
  printer.lines(JSON.stringify(found.key, null, '\t').split('\n'));
  const saved = await save(context, flags);
  printer.document({ ...found, ...saved });
}

async function save(context: Context, flags: Flags): Promise<{ readonly publicKeyFile?: string }> {
  if (flags.save !== true) return {};
  const engine = await context.engine();
  const { path } = await engine.exportPublicKey({ name: flags.name }, context.run);
  context.printer.line(context.messages.commands.publicKeyWritten(path));
  return { publicKeyFile: path };
}
