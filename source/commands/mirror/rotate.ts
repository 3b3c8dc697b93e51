import { InvalidArgumentError, Option } from 'commander';
import type { RotatePlan, RotateRequest } from '../../engine/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { giveUp } from './give-up.ts';
import { tellMissing } from './missing-key-lines.ts';
import { listeningContext, shortKeys, tellQuorums, tellSaved } from './signing-lines.ts';

type Pair = { readonly key: string; readonly by: string };
type Flags = {
  readonly addKey?: readonly string[];
  readonly removeKey?: readonly string[];
  readonly replaceKey?: readonly Pair[];
  readonly threshold?: number;
  readonly role?: RotateRequest['role'];
  readonly expires?: number;
  readonly file?: string;
  readonly lostKey?: readonly string[];
  readonly allowEd25519?: boolean;
  readonly key?: readonly string[];
  readonly keyDir?: string;
  readonly addr?: string;
  readonly out?: string;
  readonly from?: string;
  readonly giveUp?: string;
  readonly dryRun?: boolean;
};

const mostDays = 100 * 365;
/** What says that a change is to come: not of one that is given up. */
const otherWishes = [
  ...['addKey', 'removeKey', 'replaceKey', 'threshold', 'role', 'expires', 'file', 'lostKey'],
  ...['allowEd25519', 'key', 'keyDir', 'addr', 'out', 'from'],
];
const again = 'mirrordeck mirror rotate';

/** `mirror rotate`: the next root of the current mirror. */
export function rotateVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror rotate',
    summary: usage.summaries.rotate,
    about: usage.about.rotate,
    examples: [
      'mirror rotate --replace-key 0123456789abcdef=new-root.json',
      'mirror rotate --add-key alice.json --threshold 2 --addr 0.0.0.0:8080',
      'mirror rotate --expires 365 --out next-root.json',
      'mirror rotate --from next-root.json',
      'mirror rotate --give-up next-root.json',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .option('--add-key <file>', usage.flags.addKey, repeated)
      .option('--remove-key <id>', usage.flags.removeKey, repeated)
      .option('--replace-key <id=file>', usage.flags.replaceKey, pairs)
      .option('--threshold <number>', usage.flags.roleThreshold, wholeNumber(1))
      .option('--role <role>', usage.flags.rotateRole, role)
      .option('--expires <days>', usage.flags.rootDays, wholeNumber(1, mostDays))
      .option('--file <file>', usage.flags.editedRoot)
      .option('--lost-key <id>', usage.flags.lostKey, repeated)
      .option('--allow-ed25519', usage.flags.allowEd25519)
      .option('-k, --key <file>', usage.flags.signKeys, repeated)
      .option('--key-dir <folder>', usage.flags.signKeyDir)
      .option('--addr <host:port>', usage.flags.addr)
      .option('--out <file>', usage.flags.signingOut)
      .option('--from <file>', usage.flags.signingFrom)
      .addOption(new Option('--give-up <file>', usage.flags.giveUp).conflicts(otherWishes))
      .option('--dry-run', usage.flags.dryRun)
      .action((flags: Flags) =>
        flags.giveUp === undefined ? rotate(context, flags) : giveUp(context, flags.giveUp, flags.dryRun),
      );
  });
}

function role(text: string): NonNullable<RotateRequest['role']> {
  const found = (['root', 'index', 'snapshot', 'timestamp'] as const).find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError('It must be root, index, snapshot or timestamp.');
}

function pairs(text: string, before: readonly Pair[] | undefined): readonly Pair[] {
  const at = text.indexOf('=');
  const pair = { key: text.slice(0, at), by: text.slice(at + 1) };
  if (at > 0 && pair.by !== '') return [...(before ?? []), pair];
  throw new InvalidArgumentError('It must be the id of the old key, "=", and the file of the new one.');
}

async function rotate(context: Context, flags: Flags): Promise<void> {
  const { printer, world, messages } = context;
  const { file, from, out, keyDir, threshold, dryRun } = flags;
  const wishes = [flags.addKey, flags.removeKey, flags.replaceKey, threshold, flags.expires, file, from];
  const editor = wishes.some((wish) => wish !== undefined) ? undefined : world.environment.EDITOR || 'vi';
  const request: RotateRequest = {
    addKeys: flags.addKey,
    removeKeys: flags.removeKey,
    replaceKeys: flags.replaceKey,
    ...{ threshold, role: flags.role, days: flags.expires, file, editor },
    lostKeys: flags.lostKey,
    allowEd25519: flags.allowEd25519,
    ...{ keys: flags.key, keyDir, listen: flags.addr, out, from },
  };
  let way: RotatePlan['way'] | null = null;
  const engine = await context.engine();
  // The terminal is the editor's until there is a plan.
  const quiet = editor === undefined ? context : withoutPhases(context, () => way === null);
  await carryOut(
    listeningContext(quiet, again, () => way),
    engine.rotate,
    request,
    {
      dryRun,
      plan: (plan) => {
        way = plan.way;
        tellPlan(context, plan);
        if (dryRun === true) tellSignatures(context, plan.signs);
      },
      result: ({ version, saved, signedBy, fingerprint }, { missing }) => {
        const { rotation, commands } = messages;
        if (saved !== null) return tellSaved(context, saved, again, missing.length > 0);
        printer.line(rotation.signedBy(shortKeys(signedBy, messages)));
        printer.line(rotation.rotated(version));
        printer.line(commands.itsFingerprint(fingerprint));
      },
    },
  );
}

function withoutPhases(context: Context, quiet: () => boolean): Context {
  const { run } = context;
  const onEvent: NonNullable<Context['run']['onEvent']> = (event) => {
    if (event.type !== 'phase' || !quiet()) run.onEvent?.(event);
  };
  return { ...context, run: { ...run, onEvent } };
}

function tellPlan(context: Context, plan: RotatePlan): void {
  const { printer, messages } = context;
  const { rotation, units } = messages;
  const { from, to } = plan.expires;
  const { version } = plan.root;
  printer.line(rotation.nextRoot(version - 1, version, localTime(from), localTime(to)));
  for (const { role: name, added, removed, threshold } of plan.changes) {
    const changes = [
      ...added.map((key) => rotation.keyAdded(key)),
      ...removed.map((key) => rotation.keyRemoved(key)),
      ...(threshold.from === threshold.to ? [] : [rotation.thresholdChange(threshold.from, threshold.to)]),
    ];
    printer.line(rotation.roleChange(name, changes.join(units.listJoin)));
  }
  tellQuorums(context, plan.quorums);
  for (const { role: name, key } of plan.stores)
    printer.line(rotation.storesKey(shortKeys([key], messages), name));
  tellMissing(context, plan.missing);
  if (plan.missing.length > 0) printer.note(rotation.bringKeys);
}
