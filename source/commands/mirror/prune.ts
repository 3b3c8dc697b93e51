import type { PrunedFile, PrunePlan, PruneResult } from '../../engine/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { type DetachFlag, detachFlag } from '../detach.ts';
import { spanOfDays } from '../duration.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { tableLines } from '../table.ts';
import { listed, newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { tellMissing } from './missing-key-lines.ts';

type Flags = DetachFlag & {
  readonly component?: readonly string[];
  readonly keepLast?: number;
  readonly keepMinor?: number;
  readonly keep?: readonly string[];
  readonly olderThan?: number;
  readonly grace?: number;
  readonly now?: boolean;
  readonly dropLatest?: boolean;
  readonly key?: readonly string[];
  readonly dryRun?: boolean;
};

/** `mirror prune`: versions out of the current mirror, and files that nothing needs. */
export function pruneVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror prune',
    summary: usage.summaries.prune,
    about: usage.about.prune,
    examples: [
      'mirror prune --keep-minor 2 --older-than 180d --dry-run',
      'mirror prune --component tidb,tikv --keep-last 5 --keep v7.5.1',
      'mirror prune',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .option('--component <id,...>', usage.flags.pruneComponent, listed)
      .option('--keep-last <number>', usage.flags.keepLast, wholeNumber(0))
      .option('--keep-minor <number>', usage.flags.keepMinor, wholeNumber(0))
      .option('--keep <version,...>', usage.flags.keepVersions, listed)
      .option('--older-than <time>', usage.flags.olderThan, spanOfDays)
      .option('--grace <time>', usage.flags.grace, spanOfDays)
      .option('--now', usage.flags.pruneNow)
      .option('--drop-latest', usage.flags.dropLatest)
      .option('-k, --key <file>', usage.flags.moreKeys, repeated)
      .option('--dry-run', usage.flags.dryRun);
    detachFlag(context, command).action(
      async ({ component: components, key: keys, dryRun, detach, ...policy }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.prune,
          { ...policy, components, keys },
          {
            dryRun,
            plan: (plan) => tellPlan(context, plan, dryRun === true),
            detach:
              detach === true
                ? (plan) => (plan.missing.length === 0 ? { kind: 'prune', plan } : null)
                : undefined,
            result: (result) => tellPruned(context, result),
          },
        );
      },
    );
  });
}

export function tellPruned(context: Context, { yanked, deleted, bytes, waits }: PruneResult): void {
  const { printer, messages } = context;
  const { care, units } = messages;
  if (yanked > 0) printer.line(care.prunedVersions(units.versions(yanked)));
  if (deleted.length > 0)
    printer.line(care.prunedFiles(units.files(deleted.length), humanBytes(bytes, messages)));
  if (yanked + deleted.length === 0) printer.line(care.nothingToPrune);
  tellWaits(context, waits);
}

function tellPlan(context: Context, plan: PrunePlan, isDryRun: boolean): void {
  const { printer, messages } = context;
  const { care, units } = messages;
  printer.warn(plan.warnings);
  if (isDryRun) {
    const rows = [
      ...plan.yanks.map(({ component, version, platforms, bytes }) => [
        component,
        version,
        platforms.join(','),
        humanBytes(bytes, messages),
        care.goes,
      ]),
      ...plan.kept.map(({ component, version, reason }) => [
        component,
        version,
        '',
        '',
        care.keepReasons[reason.code](reason.of),
      ]),
    ];
    if (rows.length > 0)
      printer.lines(tableLines(['Component', 'Version', 'Platforms', 'Size', 'Reason'], rows));
    for (const { file, bytes, kind } of plan.deletes)
      printer.line(`${file} (${humanBytes(bytes, messages)}): ${care.fileKinds[kind]}`);
    tellSignatures(context, plan.signs);
  }
  if (plan.yanks.length > 0) {
    const bytes = plan.yanks.reduce((sum, yank) => sum + yank.bytes, 0);
    printer.line(care.willPrune(units.versions(plan.yanks.length), humanBytes(bytes, messages)));
  }
  if (plan.deletes.length > 0) {
    const size = humanBytes(plan.bytes.deletes, messages);
    printer.line(care.willDelete(units.files(plan.deletes.length), size));
  }
  if (isDryRun) tellWaits(context, plan.waits);
  tellMissing(context, plan.missing);
}

function tellWaits({ printer, messages }: Context, waits: readonly PrunedFile[]): void {
  const [first] = [...waits].sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
  if (first === undefined) return;
  const { care, units } = messages;
  const bytes = waits.reduce((sum, file) => sum + file.bytes, 0);
  printer.line(care.waiting(units.files(waits.length), humanBytes(bytes, messages), localTime(first.due)));
}
