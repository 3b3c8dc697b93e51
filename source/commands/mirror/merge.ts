import { InvalidArgumentError } from 'commander';
import type { Engine, MergeDecision, MergePlan, MergeRequest, MergeResult } from '../../engine/index.ts';
import { clockDuration, humanBytes } from '../../messages/measure.ts';
import { unchangedBy } from '../../messages/unchanged-by.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { type DetachFlag, detachFlag } from '../detach.ts';
import { carryOut } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { listed, newVerb, type Verb } from '../verb.ts';
import { tellMerge } from './merge-plan-lines.ts';

type Flags = ReachFlags &
  DetachFlag & {
    readonly onConflict?: MergeDecision;
    readonly decisions?: string;
    readonly fingerprint?: readonly string[];
    readonly dryRun?: boolean;
  };

const path = 'mirror merge';

/** `mirror merge <mirror>...` into the current mirror. */
export function mergeVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path,
    summary: usage.summaries.merge,
    about: usage.about.merge,
    examples: [
      'mirror merge /data/my_custom_components',
      'mirror merge https://tiup-mirror.example.com/ /media/usb/mirror --on-conflict keep',
      'mirror merge /data/custom --dry-run --json > merge.json',
      'mirror merge /data/custom --decisions merge.json --detach',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<mirror...>')
      .option('--on-conflict <decision>', usage.flags.onConflict, decision)
      .option('--decisions <file>', usage.flags.decisions)
      .option('--fingerprint <hex>', usage.flags.fingerprints, listed)
      .option('--dry-run', usage.flags.dryRun);
    detachFlag(context, command);
    reachFlags(context, command, true, 'several').action(async (mirrors: readonly string[], flags: Flags) => {
      const engine = await context.engine(reachOf(flags));
      const request = await requestOf(engine, mirrors, flags);
      await carryOut(context, engine.merge, request, {
        dryRun: flags.dryRun,
        plan: (plan) => tellMerge(context, plan, flags.dryRun === true),
        detach:
          flags.detach === true ? (plan) => (canMerge(plan) ? { kind: 'merge', plan } : null) : undefined,
        result: (result, plan) => tellMerged(context, result, plan),
      });
    });
  });
}

function decision(text: string): MergeDecision {
  const found = (['fail', 'keep', 'take', 'rename'] as const).find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError('It must be fail, keep, take or rename.');
}

async function requestOf(
  engine: Engine,
  mirrors: readonly string[],
  { onConflict, decisions: file, fingerprint }: Flags,
): Promise<MergeRequest> {
  if (fingerprint !== undefined && fingerprint.length !== mirrors.length)
    throw wrongUse(path, `${mirrors.length} mirrors and ${fingerprint.length} fingerprints: one for each`);
  return {
    sources: mirrors.map((address, at) => ({ address, fingerprint: fingerprint?.[at] })),
    onConflict,
    decisions: file === undefined ? undefined : await engine.saved.readDecisions(file),
  };
}

/** Whether it can be carried out as it is: nobody is there to decide anything later. */
function canMerge({ conflicts, missingKeys, missingRoles }: MergePlan): boolean {
  const isDecided = conflicts.every(({ decision }) => decision !== 'fail');
  return isDecided && missingKeys.length === 0 && missingRoles.length === 0;
}

export function tellMerged({ printer, messages }: Context, result: MergeResult, plan: MergePlan): void {
  const { merging, units } = messages;
  const { target, conflicts } = plan;
  if (!result.changed) {
    printer.line(merging[unchangedBy(conflicts)](target.path));
    return;
  }
  const { components, versions, fetchedBytes, milliseconds } = result;
  printer.line(
    merging.done(
      target.path,
      units.components(components.length),
      units.versions(versions),
      humanBytes(fetchedBytes, messages),
      clockDuration(milliseconds / 1000),
    ),
  );
}
