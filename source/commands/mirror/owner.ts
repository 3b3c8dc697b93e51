import type { OwnerChange, OwnerChangePlan, OwnerChangeResult } from '../../engine/index.ts';
import { localTime } from '../../messages/measure.ts';
import { wrongUse } from '../command-line.ts';
import type { Context } from '../context.ts';
import { newGroup } from '../group.ts';
import { carryOut, tellSignatures } from '../operation.ts';
import { tableLines } from '../table.ts';
import { newVerb, repeated, type Verb, wholeNumber } from '../verb.ts';
import { tellMissing } from './missing-key-lines.ts';

type Flags = {
  readonly key?: readonly string[];
  readonly threshold?: number;
  readonly dryRun?: boolean;
};

/** `mirror owner`: who may publish, and with which keys. */
export function ownerVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror owner',
    summary: usage.summaries.owner,
    about: usage.about.owner,
    examples: ['mirror owner list', 'mirror owner replace-key jdoe 0123456789abcdef=jdoe-new.json'],
    summaries: usage.ownerSummaries,
  };
  return newGroup(context, options, {
    list: listVerb,
    'add-key': addKeyVerb,
    'replace-key': replaceKeyVerb,
    revoke: revokeVerb,
  });
}

function listVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, upkeep, units } = messages;
  const options = {
    path: 'mirror owner list',
    summary: usage.ownerSummaries.list,
    examples: ['mirror owner list', 'mirror owner list /data/mirror'],
  };
  return newVerb(context, options, (command) => {
    command.argument('[address]').action(async (address: string | undefined) => {
      const engine = await context.engine();
      const result = await engine.owners({ address }, context.run);
      printer.close();
      printer.document(result);
      if (result.owners.length === 0) return printer.line(upkeep.noOwners);
      const rows = result.owners.map(({ id, name, threshold, keys, components, yanked }) => [
        id,
        name,
        `${threshold}/${keys.length}`,
        keys.map((key) => key.slice(0, 16)).join(','),
        [...components, ...yanked.map((component) => `${component} (${upkeep.yanked})`)].join(units.listJoin),
      ]);
      printer.lines(tableLines(['Owner', 'Name', 'Threshold', 'Keys', 'Components'], rows));
      printer.line(upkeep.ownersExpire(localTime(result.expires)));
    });
  });
}

function addKeyVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror owner add-key',
    summary: usage.ownerSummaries['add-key'],
    examples: [
      'mirror owner add-key jdoe --key second.json',
      'mirror owner add-key jdoe -k b.json --threshold 2',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<id>')
      .option('-k, --key <file>', usage.flags.newKey, repeated)
      .option('--threshold <number>', usage.flags.newThreshold, wholeNumber(1))
      .option('--dry-run', usage.flags.dryRun)
      .action(async (id: string, { key: keys = [], threshold, dryRun }: Flags) => {
        if (keys.length === 0 && threshold === undefined)
          throw wrongUse(options.path, 'a key is needed (--key), or a threshold (--threshold)');
        await change(context, { change: 'add-key', id, keys, threshold }, [], dryRun);
      });
  });
}

function replaceKeyVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror owner replace-key',
    summary: usage.ownerSummaries['replace-key'],
    about: usage.about.replaceKey,
    examples: ['mirror owner replace-key jdoe 0123456789abcdef=jdoe-new.json'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<id>')
      .argument('<old=new.json>')
      .option('-k, --key <file>', usage.flags.moreKeys, repeated)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (id: string, pair: string, { key: signWith = [], dryRun }: Flags) => {
        const at = pair.indexOf('=');
        const [old, key] = [pair.slice(0, at), pair.slice(at + 1)];
        if (at < 1 || key === '')
          throw wrongUse(options.path, `"${pair}" is not <id of the old key>=<file of the new>`);
        await change(context, { change: 'replace-key', id, old, key }, signWith, dryRun);
      });
  });
}

function revokeVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'mirror owner revoke',
    summary: usage.ownerSummaries.revoke,
    about: usage.about.revoke,
    examples: ['mirror owner revoke jdoe', 'mirror owner revoke jdoe --dry-run'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<id>')
      .option('--dry-run', usage.flags.dryRun)
      .action(async (id: string, { dryRun }: Flags) => {
        await change(context, { change: 'revoke', id }, [], dryRun);
      });
  });
}

async function change(
  context: Context,
  asked: OwnerChange,
  signWith: readonly string[],
  dryRun: boolean | undefined,
): Promise<void> {
  const engine = await context.engine();
  await carryOut(
    context,
    engine.changeOwner,
    { ...asked, signWith },
    {
      dryRun,
      plan: (plan) => {
        // without a dry run it is the error that says whose keys are missing
        if (dryRun !== true) return;
        tellMissing(context, plan.missing);
        const { upkeep, units } = context.messages;
        const { owner } = plan;
        context.printer.line(
          owner === null
            ? upkeep.ownerWillGo(asked.id)
            : upkeep.ownerWillBe(owner.id, owner.threshold, owner.keys.join(units.listJoin)),
        );
        tellComponents(context, plan);
        tellSignatures(context, plan.signs);
      },
      result: (result) => {
        const { upkeep, units } = context.messages;
        const { id, owner } = result;
        context.printer.line(
          owner === null
            ? upkeep.ownerRevoked(id)
            : upkeep.ownerIs(id, owner.threshold, owner.keys.join(units.listJoin)),
        );
        tellComponents(context, result);
      },
    },
  );
}

function tellComponents(
  { printer, messages }: Context,
  { resigned, removed }: Pick<OwnerChangePlan | OwnerChangeResult, 'resigned' | 'removed'>,
): void {
  const { upkeep, units } = messages;
  if (resigned.length > 0) printer.line(upkeep.signedAnew(resigned.join(units.listJoin)));
  if (removed.length > 0) printer.line(upkeep.goesWithOwner(removed.join(units.listJoin)));
}
