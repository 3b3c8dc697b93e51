import { humanBytes } from '../messages/measure.ts';
import type { Context } from './context.ts';
import { carryOut } from './operation.ts';
import { newVerb, type Verb } from './verb.ts';

type Flags = {
  readonly C?: string;
  readonly name: string;
  readonly release: string;
  readonly entry?: string;
  readonly os?: string;
  readonly arch?: string;
  readonly desc?: string;
  readonly standalone?: boolean;
  readonly hide?: boolean;
  readonly dryRun?: boolean;
};

/** `package <target>...`: a tarball that can be published. */
export function packageVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'package',
    summary: usage.summaries.package,
    examples: [
      'package hello --entry hello --name hello --release v0.0.1',
      'package . -C build --entry bin/hello --name hello --release v0.0.1 --os linux --arch arm64',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<target...>')
      .option('-C <folder>', usage.flags.directory)
      .requiredOption('--name <name>', usage.flags.packageName)
      .requiredOption('--release <version>', usage.flags.release)
      .option('--entry <path>', usage.flags.entry)
      .option('--os <os>', usage.flags.ownOs)
      .option('--arch <arch>', usage.flags.ownArch)
      .option('--desc <text>', usage.flags.desc)
      .option('--standalone', usage.flags.standalone)
      .option('--hide', usage.flags.hide)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (targets: readonly string[], flags: Flags) => {
        const { C: directory, name, release, entry, os, arch, desc: description, standalone } = flags;
        const about = { description, standalone, hidden: flags.hide };
        const engine = await context.engine();
        await carryOut(
          context,
          engine.pack,
          { targets, name, release, entry, os, arch, ...about, directory },
          {
            dryRun: flags.dryRun,
            plan: (plan) => {
              printer.warn(plan.warnings);
              if (plan.replaces) printer.line(commands.replacesPackage(plan.file));
              if (flags.dryRun !== true) return;
              for (const item of plan.entries) printer.line(`  ${item.path}`);
              printer.line(
                commands.packing(plan.entries.length, humanBytes(plan.bytes, messages), plan.file),
              );
            },
            result: ({ file, bytes }) => printer.line(commands.packaged(file, humanBytes(bytes, messages))),
          },
        );
      });
  });
}
