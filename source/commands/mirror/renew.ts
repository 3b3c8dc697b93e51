import { InvalidArgumentError } from 'commander';
import type { RenewPlan, RoleName } from '../../engine/index.ts';
import { localTime } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { spanOfDays } from '../duration.ts';
import { carryOut } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { tellMissing } from './missing-key-lines.ts';
import { listeningContext, tellQuorums } from './signing-lines.ts';

type Flags = ReachFlags & {
  readonly all?: boolean;
  readonly role?: readonly RoleName[];
  readonly within?: number;
  readonly days?: number;
  readonly key?: readonly string[];
  readonly keyDir?: string;
  readonly skipMissing?: boolean;
  readonly addr?: string;
  readonly out?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
};

const mostDays = 100 * 365;
const again = 'mirrordeck mirror renew';

/** `mirror renew [component...]`: later expiries, also for a mirror that has expired. */
export function renewVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror renew',
    summary: usage.summaries.renew,
    about: usage.about.renew,
    examples: [
      'mirror renew hello --days 365',
      'mirror renew --all --within 30d',
      'mirror renew --role snapshot --role timestamp --days 90 --dry-run',
      'mirror renew --all --within 30d --addr 0.0.0.0:8080',
      'mirror renew --all --within 30d --out to-sign',
      'mirror renew --from to-sign',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[component...]')
      .option('--all', usage.flags.renewAll)
      .option('--role <role>', usage.flags.renewRole, role)
      .option('--within <time>', usage.flags.renewWithin, spanOfDays)
      .option('--days <number>', usage.flags.renewDays, wholeNumber(0, mostDays))
      .option('-k, --key <file>', usage.flags.moreKeys, repeated)
      .option('--key-dir <folder>', usage.flags.signKeyDir)
      .option('--skip-missing', usage.flags.skipMissing)
      .option('--addr <host:port>', usage.flags.addrIfMissing)
      .option('--out <folder>', usage.flags.signingOutFolder)
      .option('--from <folder>', usage.flags.signingFromFolder)
      .option('--dry-run', usage.flags.dryRun);
    reachFlags(context, command, false).action(async (components: readonly string[], flags: Flags) => {
      const { all, role: roles, within, days, key: keys, skipMissing, dryRun } = flags;
      const { keyDir, addr: listen, out, from } = flags;
      if (components.length === 0 && roles === undefined && all !== true && (within ?? from) === undefined)
        throw wrongUse(options.path, 'which component? Or --all, --role or --within');
      // 0 stands for what TiUP gives, as in the stock client
      const lifetime = days === 0 ? undefined : days;
      const what = { components, roles, all, within, days: lifetime };
      const request = { ...what, keys, keyDir, skipMissing, listen, out, from };
      let way: RenewPlan['way'] | null = null;
      const engine = await context.engine(reachOf(flags));
      const listening = listeningContext(context, again, () => way, true);
      await carryOut(listening, engine.renew, request, {
        dryRun,
        plan: (plan) => {
          way = plan.way;
          tellPlan(context, plan);
          // without a dry run it is the error that says so
          if (dryRun === true) tellMissing(context, plan.missing);
        },
        result: (result, plan) => {
          if (result.saved !== null) return tellSaved(context, result.saved, plan);
          tellResult(context, plan);
          if (result.left.length > 0) context.finish(3);
        },
      });
    });
  });
}

function role(text: string, before: readonly RoleName[] | undefined): readonly RoleName[] {
  const found = (['root', 'index', 'snapshot', 'timestamp'] as const).find((name) => name === text);
  if (found !== undefined) return [...(before ?? []), found];
  throw new InvalidArgumentError('It must be root, index, snapshot or timestamp.');
}

function tellPlan(context: Context, plan: RenewPlan): void {
  const { printer, messages } = context;
  const { upkeep } = messages;
  printer.warn(plan.warnings);
  for (const { name, from, to, file } of plan.items)
    printer.line(upkeep.willRenew(name, localTime(from), localTime(to), file));
  const collected = new Set(plan.collects.map(({ file }) => file));
  for (const { file, quorums } of plan.signers) {
    if (!collected.has(file)) continue;
    printer.line(`${file}:`);
    tellQuorums(context, quorums);
  }
  if (plan.items.length === 0) {
    for (const { name, expires } of plan.kept) printer.line(upkeep.lastsAlready(name, localTime(expires)));
    printer.line(upkeep.nothingToRenew);
  }
}

/** The files that now go to their signers. */
function tellSaved({ printer, messages }: Context, folder: string, { collects }: RenewPlan): void {
  const { rotation } = messages;
  printer.line(rotation.saved(folder));
  for (const { file } of collects) {
    const command = `mirrordeck mirror sign ${shellWord(`${folder}/${file}`)} -k <key>`;
    printer.line(rotation.ofFile(file, rotation.nowSign(command)));
  }
  printer.line(rotation.thenTakeIn(`${again} --from ${shellWord(folder)}`));
}

function tellResult({ printer, messages }: Context, { items, left, expired }: RenewPlan): void {
  const { upkeep } = messages;
  if (items.length > 0) printer.line(upkeep.renewed(items.length));
  for (const { name, expires } of left) printer.note(upkeep.leftForWantOfKeys(name, localTime(expires)));
  for (const { name, expires } of expired) printer.note(upkeep.stillExpired(name, localTime(expires)));
}
