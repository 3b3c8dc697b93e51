import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { carryOut } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = ReachFlags & {
  readonly root?: string;
  readonly fingerprint?: string;
  readonly reset?: boolean;
  readonly silent?: boolean;
  readonly dryRun?: boolean;
};

/** `mirror set <address>`: the mirror that everything else works with from now on. */
export function setVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands } = messages;
  const options = {
    path: 'mirror set',
    summary: usage.summaries.set,
    examples: [
      'mirror set /shared_data/tiup',
      'mirror set https://tiup-mirror.example.com/',
      'mirror set --reset',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[address]')
      .option('-r, --root <root.json>', usage.flags.rootFile)
      .option('--fingerprint <hex>', usage.flags.fingerprint)
      .option('--reset', usage.flags.reset)
      .option('--silent', usage.flags.silent)
      .option('--dry-run', usage.flags.dryRun);
    reachFlags(context, command, false).action(async (address: string | undefined, flags: Flags) => {
      if (address === undefined && flags.reset !== true)
        throw wrongUse(options.path, 'an address is needed, or --reset');
      if (address !== undefined && flags.reset === true)
        throw wrongUse(options.path, '--reset goes back to the official mirror and takes no address');
      const engine = await context.engine(reachOf(flags));
      const request = {
        address,
        rootFile: flags.root,
        fingerprint: flags.fingerprint,
        reset: flags.reset,
      };
      await carryOut(context, engine.set, request, {
        dryRun: flags.dryRun,
        plan: (plan) => {
          if (flags.dryRun !== true) return;
          printer.line(commands.settingMirror(plan.address, plan.previous ?? commands.none));
          printer.line(commands.itsFingerprint(plan.identity.fingerprint));
        },
        result: (done) => {
          if (flags.silent !== true) printer.line(commands.mirrorSet(done.address));
        },
      });
    });
  });
}
