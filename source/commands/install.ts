import type { Context } from './context.ts';
import { tellInstalled, tellInstallPlan } from './install-lines.ts';
import { carryOut } from './operation.ts';
import { type ReachFlags, reachFlags, reachOf } from './reach-flags.ts';
import { newVerb, type Verb } from './verb.ts';

type Flags = ReachFlags & { readonly force?: boolean; readonly dryRun?: boolean };

/** `install <component>[:version]...` */
export function installVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'install',
    summary: usage.summaries.install,
    examples: ['install tidb:v8.5.1 tikv pd', 'install ctl:^8.5'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<component[:version]...>')
      .option('--force', usage.flags.reinstall)
      .option('--dry-run', usage.flags.dryRun);
    reachFlags(context, command).action(async (components: readonly string[], flags: Flags) => {
      const { force, dryRun } = flags;
      const engine = await context.engine(reachOf(flags));
      await carryOut(
        context,
        engine.install,
        { components, force },
        {
          dryRun,
          plan: (plan) => tellInstallPlan(context, plan, dryRun === true),
          result: (result) => tellInstalled(context, result),
        },
      );
    });
  });
}
