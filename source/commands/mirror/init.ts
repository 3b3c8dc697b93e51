import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { newVerb, type Verb, wholeNumber } from '../verb.ts';

type Flags = { readonly keyDir?: string; readonly days?: number; readonly dryRun?: boolean };

/** `mirror init <path>`: an empty mirror and its keys. */
export function initVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'mirror init',
    summary: usage.summaries.init,
    examples: ['mirror init /data/mirror', 'mirror init /data/mirror --key-dir /secure/keys'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<path>')
      .option('-k, --key-dir <folder>', usage.flags.keyDir)
      .option('--days <number>', usage.flags.days, wholeNumber(1))
      .option('--dry-run', usage.flags.dryRun)
      .action(async (path: string, flags: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.init,
          { path, keyDir: flags.keyDir, days: flags.days },
          {
            dryRun: flags.dryRun,
            plan: (plan) => {
              if (plan.creates) printer.line(commands.creatingFolder(plan.path));
              printer.line(commands.initializing(plan.path, plan.keyDir));
              if (flags.dryRun === true) tellSignatures(context, plan.signs);
            },
            result: (result) => {
              printer.line(commands.initialized(result.path, result.keyDir));
              printer.line(commands.itsFingerprint(result.fingerprint));
              printer.line(commands.useMirror(result.path));
            },
          },
        );
      });
  });
}
