import { shellWord } from '../../messages/shell-word.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = { readonly keyDir?: string; readonly yes?: boolean; readonly dryRun?: boolean };

/** `mirror new-root`: the way out when too many keys of the root are lost. */
export function newRootVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, rotation, commands } = messages;
  const options = {
    path: 'mirror new-root',
    summary: usage.summaries['new-root'],
    about: usage.about.newRoot,
    examples: ['mirror new-root --dry-run', 'mirror new-root --yes'],
  };
  return newVerb(context, options, (command) => {
    command
      .option('--key-dir <folder>', usage.flags.newRootKeyDir)
      .option('--yes', usage.flags.yesNewRoot)
      .option('--dry-run', usage.flags.dryRun)
      .action(async ({ keyDir, yes, dryRun }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.newRoot,
          { keyDir },
          {
            dryRun,
            plan: (plan) => {
              printer.line(rotation.newRootAhead(plan.version, plan.keyDir));
              printer.line(rotation.clientsStop);
              if (dryRun === true) tellSignatures(context, plan.signs);
              else if (yes !== true)
                throw wrongUse(
                  options.path,
                  'this ends the trust of every client in the mirror: --yes does it',
                );
            },
            result: ({ mirror, version, fingerprint }) => {
              const address = rotation.addressOfMirror;
              printer.line(rotation.newRootMade(version));
              printer.line(commands.itsFingerprint(fingerprint));
              printer.line(rotation.clientsSet(`mirrordeck mirror set ${shellWord(mirror)}`));
              const set = `tiup mirror set ${address} --root ${address}/root.json`;
              printer.line(rotation.stockOverHttp(set));
            },
          },
        );
      });
  });
}
