import type { Context } from '../context.ts';
import { type DetachFlag, detachFlag } from '../detach.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = ReachFlags &
  DetachFlag & {
    readonly os?: string;
    readonly arch?: string;
    readonly desc?: string;
    readonly hide?: boolean;
    readonly standalone?: boolean;
    readonly key?: string;
    readonly force?: boolean;
    readonly dryRun?: boolean;
  };

/** `mirror publish <component> <version> <tarball> <entry>` into the current mirror. */
export function publishVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'mirror publish',
    summary: usage.summaries.publish,
    examples: [
      'mirror publish hello v0.0.1 package/hello-v0.0.1-linux-amd64.tar.gz hello',
      'mirror publish hello v0.0.1 hello-arm64.tar.gz hello --arch arm64 --desc "Says hello"',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<component>')
      .argument('<version>')
      .argument('<tarball>')
      .argument('<entry>')
      .option('--os <os>', usage.flags.os)
      .option('--arch <arch>', usage.flags.arch)
      .option('--desc <text>', usage.flags.desc)
      .option('--hide', usage.flags.hide)
      .option('--standalone', usage.flags.standalone)
      .option('-k, --key <file>', usage.flags.signKey)
      .option('--force', usage.flags.replaceVersion)
      .option('--dry-run', usage.flags.dryRun);
    detachFlag(context, command);
    reachFlags(context, command, false).action(
      async (component: string, version: string, tarball: string, entry: string, flags: Flags) => {
        const { os, arch, desc, standalone, hide, key, force, dryRun, detach } = flags;
        const described = { description: desc, standalone, hidden: hide };
        const request = { component, version, tarball, entry, os, arch, ...described, key, force };
        const engine = await context.engine(reachOf(flags));
        await carryOut(context, engine.publish, request, {
          dryRun,
          plan: (plan) => {
            printer.warn(plan.warnings);
            printer.line(commands.uploading(tarball, plan.length, plan.sha256));
            if (plan.creates) printer.line(commands.creatingComponent(plan.component));
            if (plan.replaces) printer.line(commands.replacing(plan.component, plan.version, plan.platform));
            if (dryRun === true) tellSignatures(context, plan.signs);
          },
          detach: detach === true ? (plan) => ({ kind: 'publish', plans: [plan] }) : undefined,
          result: (done) => printer.line(commands.published(done.component, done.version, done.platform)),
        });
      },
    );
  });
}
