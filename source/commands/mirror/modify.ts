import { Option } from 'commander';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = ReachFlags & {
  readonly desc?: string;
  readonly hide?: boolean;
  readonly standalone?: boolean;
  readonly yank?: boolean;
  readonly key?: string;
  readonly dryRun?: boolean;
};

/** `mirror modify <component>[:version]`: what a published component is called, and who finds it. */
export function modifyVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, upkeep } = messages;
  const options = {
    path: 'mirror modify',
    summary: usage.summaries.modify,
    about: usage.about.modify,
    examples: [
      'mirror modify hello --desc "Says hello" --hide',
      'mirror modify hello:v0.0.1 --yank',
      'mirror modify hello:v0.0.1 --yank=false',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<component[:version]>')
      .option('--desc <text>', usage.flags.desc)
      .option('--hide', usage.flags.hide)
      .option('--standalone', usage.flags.standalone)
      .option('--yank', usage.flags.yank)
      .option('-k, --key <file>', usage.flags.signKey)
      .option('--dry-run', usage.flags.dryRun);
    for (const name of ['hide', 'standalone', 'yank'])
      command.addOption(new Option(`--no-${name}`).hideHelp());
    reachFlags(context, command, false).action(async (component: string, flags: Flags) => {
      const { desc, hide, standalone, yank, key, dryRun } = flags;
      if ([desc, hide, standalone, yank].every((flag) => flag === undefined))
        throw wrongUse(options.path, 'what is to change: --desc, --hide, --standalone or --yank?');
      const request = { component, description: desc, hidden: hide, standalone, yanked: yank, key };
      const engine = await context.engine(reachOf(flags));
      await carryOut(context, engine.modify, request, {
        dryRun,
        plan: (plan) => {
          if (plan.signs.length === 0) printer.line(upkeep.nothingToModify(component));
          else if (dryRun === true) tellSignatures(context, plan.signs);
        },
        result: ({ component: id, version, changed }) => {
          if (!changed) return;
          printer.line(version === null ? upkeep.modified(id) : upkeep.modifiedVersion(id, version));
        },
      });
    });
  });
}
