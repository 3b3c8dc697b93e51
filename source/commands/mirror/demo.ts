import type { DemoPlan } from '../../engine/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { Context } from '../context.ts';
import { carryOut } from '../operation.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = { readonly dryRun?: boolean };

/** `mirror demo [path]`: a small mirror to try everything on. */
export function demoVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, commands, demo, units } = messages;
  const options = {
    path: 'mirror demo',
    summary: demo.summary,
    about: demo.about,
    examples: ['mirror demo', 'mirror demo /tmp/demo --dry-run'],
  };
  const ahead = { make: demo.makes, keep: demo.keeps, renew: demo.renews };
  return newVerb(context, options, (command) => {
    command
      .argument('[path]')
      .option('--dry-run', usage.flags.dryRun)
      .action(async (path: string | undefined, { dryRun }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.demo,
          { path },
          {
            dryRun,
            plan: ({ path: folder, action, components, tarballs, bytes, home }: DemoPlan) => {
              printer.line(ahead[action](folder));
              const size = humanBytes(bytes, messages);
              printer.line(demo.holds(units.components(components.length), units.files(tarballs), size));
              printer.line(demo.keysOf(home));
            },
            result: ({ path: folder, mirror, fingerprint }) => {
              const where = shellWord(mirror);
              printer.line('');
              printer.line(demo.ready(mirror));
              printer.line(commands.itsFingerprint(fingerprint));
              printer.line(demo.use(`mirrordeck mirror set ${where}`));
              printer.line(demo.cloneFrom(`mirrordeck mirror clone TARGET latest --source ${where}`));
              printer.line(demo.remove(`rm -r ${shellWord(folder)}`));
            },
          },
        );
      });
  });
}
