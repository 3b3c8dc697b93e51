import type { ExpiryEntry, ExpiryResult } from '../../engine/index.ts';
import { localTime, relativeDay } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { spanOfDays } from '../duration.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { tableLines } from '../table.ts';
import { newVerb, type Verb } from '../verb.ts';

type Flags = ReachFlags & { readonly within?: number; readonly root?: string; readonly fingerprint?: string };

/** `mirror expiry [address]`: what expires when; exit code 1 when something is due. */
export function expiryVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror expiry',
    summary: usage.summaries.expiry,
    about: usage.about.expiry,
    examples: ['mirror expiry', 'mirror expiry --within 30d', 'mirror expiry /data/mirror --json'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[address]')
      .option('--within <time>', usage.flags.dueWithin, spanOfDays)
      .option('-r, --root <root.json>', usage.flags.rootFile)
      .option('--fingerprint <hex>', usage.flags.fingerprint);
    reachFlags(context, command, false).action(async (address: string | undefined, flags: Flags) => {
      const { within, root: rootFile, fingerprint } = flags;
      const engine = await context.engine(reachOf(flags));
      const result = await engine.expiry({ address, within, rootFile, fingerprint }, context.run);
      context.printer.close();
      context.printer.document(result);
      tell(context, result);
      if (result.due > 0) context.finish(1);
    });
  });
}

function tell({ printer, messages }: Context, result: ExpiryResult): void {
  const { upkeep } = messages;
  const now = new Date(result.now);
  printer.warn(result.warnings);
  const rows = result.entries.map((entry) => [
    localTime(entry.expires),
    relativeDay(entry.expires, now, messages),
    entry.kind,
    nameOf(entry),
    entry.file,
    entry.yanked ? upkeep.yanked : upkeep.states[entry.state],
  ]);
  printer.lines(tableLines(['Expires', 'When', 'Kind', 'Name', 'File', 'State'], rows));
  printer.line(result.due === 0 ? upkeep.noneDue : upkeep.dueCount(result.due));
}

function nameOf({ name, key }: ExpiryEntry): string {
  return key === null ? name : `${name} ${key.slice(0, 16)}`;
}
