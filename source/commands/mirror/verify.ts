import { InvalidArgumentError } from 'commander';
import {
  exitCodeOfProblems,
  type RepairPlan,
  type RepairResult,
  type VerifyProblem,
  type VerifyResult,
} from '../../engine/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { type DetachFlag, detachFlag, startJob } from '../detach.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { newVerb, repeated, type Verb } from '../verb.ts';

type Flags = ReachFlags &
  DetachFlag & {
    readonly quick?: boolean;
    readonly sample?: number;
    readonly at?: string;
    readonly repair?: boolean;
    readonly from?: readonly string[];
    readonly root?: string;
    readonly fingerprint?: string;
    readonly dryRun?: boolean;
  };

/** `mirror verify [address]`: everything in a mirror against what is signed; and what is broken put right. */
export function verifyVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror verify',
    summary: usage.summaries.verify,
    about: usage.about.verify,
    examples: [
      'mirror verify /data/mirror',
      'mirror verify https://tiup-mirror.example.com/ --sample 10%',
      'mirror verify /data/mirror --repair --from official',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[address]')
      .option('--quick', usage.flags.quick)
      .option('--sample <share>', usage.flags.sample, shareOf)
      .option('--at <moment>', usage.flags.at)
      .option('--repair', usage.flags.repair)
      .option('--from <source>', usage.flags.repairFrom, repeated)
      .option('-r, --root <root.json>', usage.flags.rootFile)
      .option('--fingerprint <hex>', usage.flags.fingerprint)
      .option('--dry-run', usage.flags.dryRun);
    detachFlag(context, command);
    reachFlags(context, command).action((address: string | undefined, flags: Flags) =>
      flags.repair === true ? repair(context, address, flags) : verify(context, address, flags),
    );
  });
}

/** `10%` → 0.1; `0.1` too. */
function shareOf(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const share = Number(digits) / (percent === '%' ? 100 : 1);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('It must be a share of the files, such as 10%.');
}

async function verify(context: Context, address: string | undefined, flags: Flags): Promise<void> {
  const { quick, sample, at, root: rootFile, fingerprint } = flags;
  if (flags.from !== undefined || flags.dryRun === true)
    throw wrongUse('mirror verify', `${flags.from === undefined ? '--dry-run' : '--from'} needs --repair`);
  const engine = await context.engine(reachOf(flags));
  const request = { address, rootFile, fingerprint, quick, sample, at };
  if (flags.detach === true) {
    await startJob(context, { kind: 'verify', request });
    return;
  }
  const result = await engine.verify(request, context.run);
  context.printer.close();
  context.printer.document(result);
  tellVerified(context, result);
  context.finish(exitCodeOfProblems(result.problems));
}

export function tellVerified({ printer, messages }: Context, result: VerifyResult): void {
  const { commands, units, care } = messages;
  printer.warn(result.warnings);
  printer.line(result.identity.address);
  printer.line(commands.itsFingerprint(result.identity.fingerprint));
  const size = humanBytes(result.bytes, messages);
  printer.line(commands.verified(result.manifests, units.files(result.files), size));
  const isSample = result.files > 0 && result.files < result.listed;
  if (isSample) printer.line(care.sampled(units.files(result.files), units.files(result.listed)));
  if (result.problems.length === 0) {
    if (!isSample) printer.line(commands.wholeMirror);
    return;
  }
  printer.line(commands.wrongFiles(result.problems.length));
  tellProblems(printer, result.problems);
}

function tellProblems(printer: Context['printer'], problems: readonly VerifyProblem[]): void {
  for (const problem of problems) printer.line(`  ${problem.file}: ${problem.reason}`);
}

async function repair(context: Context, address: string | undefined, flags: Flags): Promise<void> {
  const { printer } = context;
  const { quick, sample, at, root: rootFile, fingerprint, from, dryRun, detach } = flags;
  if (quick === true || sample !== undefined || at !== undefined) {
    throw wrongUse(
      'mirror verify',
      '--repair looks at everything: --quick, --sample and --at do not go with it',
    );
  }
  const engine = await context.engine(reachOf(flags));
  const request = { address, rootFile, fingerprint, from };
  await carryOut(context, engine.repair, request, {
    dryRun,
    plan: (plan) => {
      printer.warn(plan.warnings);
      tellPlan(context, plan);
      if (dryRun === true) tellLeft(context, plan.left);
    },
    detach: detach === true ? (plan) => ({ kind: 'repair', request, plan }) : undefined,
    result: (result) => tellRepaired(context, result),
  });
}

export function tellRepaired(context: Context, result: RepairResult): void {
  const { printer, messages } = context;
  const count = result.repaired.length + result.signed.length;
  printer.line(count === 0 ? messages.care.nothingToRepair : messages.care.repaired(count));
  tellLeft(context, result.left);
}

function tellLeft(context: Context, problems: readonly VerifyProblem[]): void {
  const { printer, messages } = context;
  if (problems.length > 0) printer.line(messages.care.stillBroken(problems.length));
  tellProblems(printer, problems);
  context.finish(exitCodeOfProblems(problems));
}

function tellPlan(context: Context, plan: RepairPlan): void {
  const { printer, messages } = context;
  const { restore, fetch, copy } = messages.care.repairActions;
  for (const { action, file, from, length } of plan.items) {
    if (action === 'fetch') printer.line(fetch(file, humanBytes(length, messages)));
    else printer.line((action === 'copy' ? copy : restore)(file, from ?? ''));
  }
  tellSignatures(context, plan.signs);
}
