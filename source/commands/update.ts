import { wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { tellInstalled, tellInstallPlan } from './install-lines.ts';
import { carryOut } from './operation.ts';
import { type ReachFlags, reachFlags, reachOf } from './reach-flags.ts';
import { newVerb, type Verb } from './verb.ts';

type Flags = ReachFlags & {
  readonly all?: boolean;
  readonly nightly?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
};

/** `update [component[:version]...]` */
export function updateVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'update',
    summary: usage.summaries.update,
    examples: ['update --all', 'update tidb tikv', 'update tidb --nightly'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[component[:version]...]')
      .option('--all', usage.flags.updateAll)
      .option('--nightly', usage.flags.nightly)
      .option('--force', usage.flags.reinstall)
      .option('--dry-run', usage.flags.dryRun);
    reachFlags(context, command).action(async (components: readonly string[], flags: Flags) => {
      const { all, nightly, force, dryRun } = flags;
      if (components.length === 0 && all !== true)
        throw wrongUse(options.path, 'name the components, or all of them with --all');
      if (components.length > 0 && all === true) throw wrongUse(options.path, '--all takes no components');
      const engine = await context.engine(reachOf(flags));
      await carryOut(
        context,
        engine.update,
        { components: components.length === 0 ? undefined : components, all, nightly, force },
        {
          dryRun,
          plan: (plan) => tellInstallPlan(context, plan, dryRun === true),
          result: (result) => {
            tellInstalled(context, result);
            printer.line(commands.updated);
          },
        },
      );
    });
  });
}
