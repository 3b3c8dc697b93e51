import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';

type Flags = {
  readonly key?: readonly string[];
  readonly name?: string;
  readonly threshold?: number;
  readonly allowEd25519?: boolean;
  readonly dryRun?: boolean;
};

/** `mirror grant <id>`: a new owner in the current mirror. */
export function grantVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands, units, upkeep } = messages;
  const options = {
    path: 'mirror grant',
    summary: usage.summaries.grant,
    examples: [
      'mirror grant jdoe',
      'mirror grant jdoe --name "J. Doe" --key jdoe-public.json',
      'mirror grant team -k anna.json -k ben.json -k eva.json --threshold 2',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<id>')
      .option('-k, --key <file>', usage.flags.ownerKey, repeated)
      .option('--threshold <number>', usage.flags.ownerThreshold, wholeNumber(1))
      .option('-n, --name <name>', usage.flags.ownerName)
      .option('--allow-ed25519', usage.flags.allowEd25519)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (id: string, flags: Flags) => {
        if (flags.name === undefined) printer.line(commands.noOwnerName(id));
        const engine = await context.engine();
        await carryOut(
          context,
          engine.grant,
          {
            id,
            name: flags.name,
            keys: flags.key,
            threshold: flags.threshold,
            allowEd25519: flags.allowEd25519,
          },
          {
            dryRun: flags.dryRun,
            plan: (plan) => {
              if (flags.dryRun !== true) return;
              for (const { file, id: key } of plan.keys)
                printer.line(commands.granting(plan.id, plan.name, key, file));
              if (plan.threshold > 1) printer.line(upkeep.mustSign(plan.threshold, plan.keys.length));
              tellSignatures(context, plan.signs);
            },
            result: ({ id: owner, name, threshold, keyIds }) => {
              printer.line(commands.granted(owner, name, keyIds.join(units.listJoin)));
              if (threshold > 1) printer.line(upkeep.mustSign(threshold, keyIds.length));
            },
          },
        );
      });
  });
}
