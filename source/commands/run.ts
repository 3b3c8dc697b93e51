import { EngineError, type RunPlan } from '../engine/index.ts';
import type { RunWords } from './command-line.ts';
import type { Context } from './context.ts';
import { tellInstallPlan } from './install-lines.ts';
import { newVerb, type Verb } from './verb.ts';

/** Commands that are interactive themselves announce themselves too; the stock client is silent for these. */
const silent: readonly string[] = ['playground', 'playground-ng', 'cluster'];

/** `run <component>` exists for its help: command-line.ts takes its words apart, since most are the component's. */
export function runVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'run',
    summary: usage.summaries.run,
    about: usage.about.run,
    examples: ['hello', 'hello:v0.0.1 --its-own-flag', 'run --tag test ctl:v8.5.1 pd member'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<component[:version]>')
      .argument('[args...]')
      .option('-T, --tag <tag>', usage.flags.tag)
      .option('--binpath <file>', usage.flags.binpath)
      .option('--dry-run', usage.flags.dryRun);
  });
}

/** Runs a component on this terminal, installing it first if needed; its exit code becomes ours. */
export async function runComponent(context: Context, words: RunWords): Promise<void> {
  const { printer, messages, run } = context;
  const { commands } = messages;
  const { dryRun, ...request } = words;
  const engine = await context.engine();
  const plan = await engine.run.plan(request, run);
  if (plan.install !== null)
    printer.note(commands.notInstalled(plan.component, words.component.split(':')[1] ?? ''));
  if (dryRun) {
    if (plan.install !== null) tellInstallPlan(context, plan.install, true);
    printer.document(plan);
    printer.note(commands.starting(plan.component, commandOf(plan)));
    printer.line(commands.nothingChanged);
    return;
  }
  if (plan.install !== null) {
    tellInstallPlan(context, plan.install, false);
    await engine.install.apply(plan.install, run);
  }
  printer.close();
  if (!silent.includes(plan.component)) printer.note(commands.starting(plan.component, commandOf(plan)));
  // the terminal and its Ctrl-C are the component's from here on, so stdout gets no document of ours either
  context.interrupts.release();
  const result = await engine.run.apply({ ...plan, install: null });
  printer.record({ type: 'result', ...result });
  context.finish(result.exitCode);
}

/** Prints the path of a component's installed program. Throws `not-installed`. */
export async function printPath(context: Context, component: string): Promise<void> {
  const engine = await context.engine();
  const plan = await engine.run.plan({ component, args: [] }, context.run);
  if (plan.install !== null)
    throw new EngineError('not-installed', `${component} is not installed`, { facts: { component } });
  context.printer.document({ component: plan.component, version: plan.version, path: plan.entry });
  context.printer.line(plan.entry);
}

const secretFlags = ['-p', '-password', '--password', '-tidb-password', '--tidb-password', 'encrypt'];

/** The command as it is told: what follows a password flag of a known component is not printed. */
function commandOf({ entry, request }: RunPlan): string {
  const shown: string[] = [entry];
  for (let at = 0; at < request.args.length; at += 1) {
    const arg = request.args[at] ?? '';
    const flag = secretFlags.find((name) => arg.startsWith(name));
    if (flag === undefined) shown.push(arg);
    else if (arg !== flag) shown.push(`${flag}******`);
    else if (at + 1 < request.args.length) {
      shown.push(flag, '******');
      at += 1;
    } else shown.push(arg);
  }
  return shown.join(' ');
}
