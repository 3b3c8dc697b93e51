import type { UninstallPlan } from '../engine/index.ts';
import { wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { carryOut } from './operation.ts';
import { newVerb, type Verb } from './verb.ts';

type Flags = { readonly all?: boolean; readonly dryRun?: boolean };

/** `uninstall <component>:<version>...`, or all of them with `--all`. */
export function uninstallVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'uninstall',
    summary: usage.summaries.uninstall,
    examples: ['uninstall tidb:v8.5.1', 'uninstall tidb --all', 'uninstall --all'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[component:version...]')
      .option('--all', usage.flags.uninstallAll)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (components: readonly string[], { all, dryRun }: Flags) => {
        if (all !== true) refuseUnclear(components, options.path);
        const engine = await context.engine();
        await carryOut(
          context,
          engine.uninstall,
          { components, all },
          {
            dryRun,
            plan: (plan) => printer.lines(removals(plan).map(commands.removing)),
            result: ({ removed }) => {
              for (const { component, version } of removed)
                printer.line(commands.uninstalled(`${component}:${version}`));
              if (removed.length === 0) printer.line(commands.nothingInstalled);
            },
          },
        );
      });
  });
}

function removals(plan: UninstallPlan): readonly string[] {
  return [...plan.items.map((item) => item.path), ...plan.storage];
}

/** Every version of a component goes only when that is said, as in the stock client. */
function refuseUnclear(components: readonly string[], path: string): void {
  const unclear = components.find((component) => !component.includes(':'));
  if (components.length === 0) throw wrongUse(path, 'name the components, or all of them with --all');
  if (unclear !== undefined)
    throw wrongUse(
      path,
      `name a version (${unclear}:<version>), or remove all with: uninstall ${unclear} --all`,
    );
}
