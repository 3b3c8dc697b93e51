import type { TransferPlan } from '../../engine/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { newVerb, repeated, type Verb } from '../verb.ts';
import { listeningContext, shortKeys, tellQuorums, tellSaved } from './signing-lines.ts';

type Flags = {
  readonly key?: readonly string[];
  readonly keyDir?: string;
  readonly addr?: string;
  readonly out?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
};

/** `mirror transfer-owner <component> <new-owner>`: a component gets another owner, who signs it. */
export function transferOwnerVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, rotation } = messages;
  const options = {
    path: 'mirror transfer-owner',
    summary: usage.summaries['transfer-owner'],
    about: usage.about.transferOwner,
    examples: [
      'mirror transfer-owner hello jdoe',
      'mirror transfer-owner hello jdoe --addr 0.0.0.0:8080',
      'mirror transfer-owner hello jdoe --out hello.json',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<component>')
      .argument('<new-owner>')
      .option('-k, --key <file>', usage.flags.signKeys, repeated)
      .option('--key-dir <folder>', usage.flags.signKeyDir)
      .option('--addr <host:port>', usage.flags.addr)
      .option('--out <file>', usage.flags.signingOut)
      .option('--from <file>', usage.flags.signingFrom)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (component: string, owner: string, flags: Flags) => {
        const { key: keys, keyDir, addr: listen, out, from, dryRun } = flags;
        const again = `mirrordeck mirror transfer-owner ${shellWord(component)} ${shellWord(owner)}`;
        let way: TransferPlan['way'] | null = null;
        const engine = await context.engine();
        await carryOut(
          listeningContext(context, again, () => way),
          engine.transferOwner,
          { component, owner, keys, keyDir, listen, out, from },
          {
            dryRun,
            plan: (plan) => {
              way = plan.way;
              printer.line(rotation.transfer(plan.component, plan.from, plan.to));
              tellQuorums(context, plan.quorums);
              if (dryRun === true) tellSignatures(context, plan.signs);
            },
            result: ({ saved, signedBy }) => {
              if (saved !== null) return tellSaved(context, saved, again);
              printer.line(rotation.signedBy(shortKeys(signedBy, messages)));
              printer.line(rotation.transferred(component, owner));
            },
          },
        );
      });
  });
}
