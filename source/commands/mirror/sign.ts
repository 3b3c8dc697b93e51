import type { SignPlan, SignResult } from '../../engine/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { carryOut } from '../operation.ts';
import { newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { shortKeys, whose } from './signing-lines.ts';

type Flags = { readonly key?: readonly string[]; readonly timeout?: number; readonly dryRun?: boolean };

/** `mirror sign <file or address>`: a signature for a manifest that waits for it. */
export function signVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror sign',
    summary: usage.summaries.sign,
    about: usage.about.sign,
    examples: [
      'mirror sign next-root.json -k 0123456789abcdef-root.json',
      'mirror sign http://10.0.0.5:8080/rotate/c0ffee -k 0123456789abcdef-root.json --timeout 30',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<manifest-file>')
      .option('-k, --key <file>', usage.flags.manifestKeys, repeated)
      .option('--timeout <seconds>', usage.flags.timeout, wholeNumber(1, 86_400))
      .option('--dry-run', usage.flags.dryRun)
      .action(async (target: string, { key: keys, timeout, dryRun }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.sign,
          { target, keys, timeout },
          {
            dryRun,
            plan: (plan) => tellPlan(context, plan),
            result: (done) => tellDone(context, done),
          },
        );
      });
  });
}

/** Nobody should sign what he hasn't seen. */
function tellPlan({ printer, messages }: Context, plan: SignPlan): void {
  const { rotation } = messages;
  printer.line(rotation.signing(plan.id ?? plan.type, plan.version, localTime(plan.expires)));
  for (const { role, threshold, keys } of plan.roles)
    printer.line(rotation.roleKeys(role, threshold, shortKeys(keys, messages)));
  for (const { key, file, signature, counts } of plan.keys) {
    const short = shortKeys([key], messages);
    printer.line(rotation.signature[signature](short, file));
    if (plan.type === 'root' && counts === null) printer.line(rotation.countsIfOld(short));
  }
  printer.warn(plan.warnings);
}

/** What the file still lacks, so that it goes to the right people next. */
function tellDone({ printer, messages }: Context, { target, standing }: SignResult): void {
  const { rotation } = messages;
  printer.line(rotation.manifestSigned(target));
  for (const { name, needed, got, missing } of standing) {
    const keys = whose(name, messages);
    if (got >= needed) printer.line(rotation.quorumReached(keys, needed));
    else printer.line(rotation.stillNeeded(keys, needed - got, shortKeys(missing, messages)));
  }
}
