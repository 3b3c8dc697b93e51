import type { Command } from 'commander';
import type { ClonePlan, CloneRequest, CloneResult, Engine } from '../../engine/index.ts';
import { EngineError } from '../../engine/index.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { type DetachFlag, detachFlag, startJob } from '../detach.ts';
import { type ReachFlags, reachFlags, reachOf } from '../reach-flags.ts';
import { listed, newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { tellPlan } from './clone-plan-lines.ts';
import { tellReceipt } from './clone-receipt-lines.ts';

type Selections = Readonly<Record<string, readonly string[]>>;
type Flags = ReachFlags &
  DetachFlag & {
    readonly full?: boolean;
    readonly os?: readonly string[];
    readonly arch?: readonly string[];
    readonly prefix?: boolean;
    readonly strict?: boolean;
    readonly dropUnselected?: boolean;
    readonly component?: Selections;
    readonly preset?: readonly string[];
    readonly source?: string;
    readonly also?: readonly string[];
    readonly root?: string;
    readonly fingerprint?: string;
    readonly jobs?: number;
    readonly dryRun?: boolean;
    readonly plan?: string;
    readonly interactive?: boolean;
  };

const path = 'mirror clone';

/** Plans made anew because the source was published before they could be carried out. */
const mostPlans = 2;

/** `mirror clone <target> [version...]`: a mirror with what is chosen of another, or what is new since. */
export function cloneVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path,
    summary: usage.summaries.clone,
    about: usage.about.clone,
    rules: { components: true },
    examples: [
      'mirror clone /data/mirror v8.5.1 --os linux --arch amd64',
      'mirror clone /data/mirror --tidb v8.5.1 --tikv all --pd "^8.1"',
      'mirror clone /data/mirror --preset cluster:v8.5.1 --os linux',
      'mirror clone /data/mirror --full --dry-run --plan clone.json',
      'mirror clone --plan clone.json --detach',
    ],
  };
  return newVerb(context, options, (command) => {
    declareFlags(context, command);
    command.action((target: string | undefined, versions: readonly string[], flags: Flags) =>
      target === undefined ? runSaved(context, flags) : cloneInto(context, target, versions, flags),
    );
  });
}

function declareFlags(context: Context, command: Command): void {
  const { messages } = context;
  const { flags } = messages.usage;
  command
    .argument('[target-dir]')
    .argument('[global-version...]')
    .option('-f, --full', flags.full)
    .option('-o, --os <list>', flags.oses, listed)
    .option('-a, --arch <list>', flags.archs, listed)
    .option('--<component> <versions>', flags.anyComponent)
    .option('--component <id:versions>', flags.component, oneMore)
    .option('--preset <name:version>', flags.preset, listed)
    .option('--prefix', flags.prefix)
    .option('--strict', flags.strict)
    .option('--drop-unselected', flags.dropUnselected)
    .option('--source <address>', flags.source)
    .option('--also <address>', messages.reaching.flags.also, repeated)
    .option('-r, --root <root.json>', flags.rootFile)
    .option('--fingerprint <hex>', flags.fingerprint)
    .option('--jobs <number>', flags.jobs, wholeNumber(1, 256))
    .option('--dry-run', flags.dryRun)
    .option('--plan <file>', flags.plan)
    .option('-i, --interactive', flags.interactive);
  detachFlag(context, command);
  reachFlags(context, command);
}

/** `tidb:v1,v2` added to what earlier flags named. */
function oneMore(text: string, before: Selections | undefined): Selections {
  const at = text.indexOf(':');
  const id = at < 0 ? text : text.slice(0, at);
  const versions = at < 0 ? [] : listed(text.slice(at + 1), undefined);
  if (id === '' || versions.length === 0)
    throw wrongUse(path, `--component ${text}: it must be <id>:<versions>`);
  const earlier = before !== undefined && Object.hasOwn(before, id) ? before[id] : undefined;
  return { ...before, [id]: [...(earlier ?? []), ...versions] };
}

async function cloneInto(
  context: Context,
  target: string,
  versions: readonly string[],
  flags: Flags,
): Promise<void> {
  if (flags.plan !== undefined && flags.dryRun !== true)
    throw wrongUse(path, '--plan saves a plan with --dry-run, and runs a saved one without a target');
  if (flags.interactive === true && flags.detach === true)
    throw wrongUse(path, '--detach starts a job at once; on the screen it is started there');
  if (flags.interactive === true && flags.preset !== undefined)
    throw wrongUse(path, '--preset plans a clone at once; on the screen its components are chosen by hand');
  const { source: address, root: rootFile, fingerprint, also } = flags;
  const isNamed = [address, rootFile, fingerprint, also].some((item) => item !== undefined);
  const request: CloneRequest = {
    source: isNamed ? { address, rootFile, fingerprint, also } : undefined,
    target,
    full: flags.full,
    versions: versions.length === 0 ? undefined : versions,
    components: flags.component,
    presets: flags.preset,
    prefix: flags.prefix,
    oses: flags.os,
    archs: flags.arch,
    strict: flags.strict,
    dropUnselected: flags.dropUnselected,
  };
  const engine = await context.engine({ ...reachOf(flags), jobs: flags.jobs });
  if (flags.interactive === true) return await cloneOnScreen(context, engine, request);
  for (let again = 0; ; again += 1) {
    const plan = await engine.clone.plan(request, context.run);
    if (flags.dryRun === true) return await keepPlan(context, engine, plan, flags.plan);
    if (flags.detach === true) return await detachPlan(context, plan);
    try {
      return await applyPlan(context, engine, plan);
    } catch (error) {
      // Nobody has reviewed this plan: one of what the source is now is as good. A saved one is refused.
      const isOld = error instanceof EngineError && error.code === 'source-changed';
      if (!isOld || again === mostPlans) throw error;
      const facts = { address: plan.source.identity.address };
      context.printer.warn([{ code: 'source-republished', facts }]);
    }
  }
}

/** The same choices, filled in where a person goes on with them. */
async function cloneOnScreen(context: Context, engine: Engine, request: CloneRequest): Promise<void> {
  const address = request.source?.address ?? (await engine.show(undefined, context.run)).address;
  context.finish(await context.openClone({ ...request, source: { ...request.source, address } }));
}

async function runSaved(context: Context, flags: Flags): Promise<void> {
  const { plan: file, jobs, dryRun, detach, ca, authFile, timeout, limitRate, ...rest } = flags;
  if (file === undefined) throw wrongUse(path, 'missing required argument "target-dir"');
  if (Object.keys(rest).some((name) => name !== 'json' && name !== 'lang'))
    throw wrongUse(
      path,
      'a saved plan has all its choices: give nothing but --plan, --jobs, --dry-run, --detach and how the source is reached',
    );
  const engine = await context.engine({ ...reachOf(flags), jobs });
  const plan = await engine.saved.readPlan(file);
  if (dryRun === true) return keepPlan(context, engine, plan, undefined);
  await (detach === true ? detachPlan(context, plan) : applyPlan(context, engine, plan));
}

async function keepPlan(
  context: Context,
  engine: Engine,
  plan: ClonePlan,
  file: string | undefined,
): Promise<void> {
  const { printer, messages } = context;
  printer.close();
  printer.document(plan);
  tellPlan(context, plan);
  if (file === undefined) {
    printer.line(messages.commands.nothingChanged);
    return;
  }
  await engine.saved.writePlan(file, plan);
  printer.line(messages.cloning.planSaved(file));
}

async function detachPlan(context: Context, plan: ClonePlan): Promise<void> {
  tellPlan(context, plan);
  await startJob(context, { kind: 'clone', plan });
}

async function applyPlan(context: Context, engine: Engine, plan: ClonePlan): Promise<void> {
  tellPlan(context, plan);
  const result = await engine.clone.apply(plan, context.run);
  context.printer.close();
  context.printer.document(result);
  tellReceipt(context, result);
  if (result.failures.length > 0) endIncomplete(context, result);
}

/** With `--json` the failures stand in the document; otherwise they are told like any error. */
function endIncomplete(context: Context, { failures }: CloneResult): void {
  if (context.printer.json) {
    context.finish(3);
    return;
  }
  const lines = failures.map(({ name, reason }) => `${name}: ${reason}`);
  throw new EngineError('incomplete', lines.join('\n'), { facts: { got: failures.length } });
}
