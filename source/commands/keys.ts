import type { KeysResult } from '../engine/index.ts';
import { keyFindings } from '../messages/doctor-texts.ts';
import type { Context } from './context.ts';
import { newGroup } from './group.ts';
import { carryOut } from './operation.ts';
import { tableLines } from './table.ts';
import { newVerb, type Verb } from './verb.ts';

/** `keys`: those of the home, and those of a mirror. */
export function keysVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'keys',
    summary: usage.summaries.keys,
    about: usage.about.keys,
    examples: ['keys list', 'keys import jdoe.json', 'keys export jdoe', 'keys check --mirror'],
    summaries: usage.keysSummaries,
  };
  const makers = { list: listVerb, import: importVerb, export: exportVerb, check: checkVerb };
  return newGroup(context, options, makers);
}

function listVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'keys list',
    summary: usage.keysSummaries.list,
    examples: ['keys list', 'keys list --mirror'],
  };
  return newVerb(context, options, (command) => {
    command.option('--mirror', usage.flags.mirrorKeys).action(async ({ mirror }: { mirror?: boolean }) => {
      const engine = await context.engine();
      const result = await engine.keys.list({ mirror }, context.run);
      context.printer.close();
      context.printer.document(result);
      tellKeys(context, result);
    });
  });
}

function tellKeys({ printer, messages }: Context, result: KeysResult): void {
  const { care, units } = messages;
  const rows = result.keys.map(({ id, type, half, mode, uses, file }) => [
    id.slice(0, 16),
    type,
    half,
    mode.toString(8).padStart(4, '0'),
    uses.map(({ name }) => name).join(units.listJoin),
    file,
  ]);
  if (rows.length === 0) printer.line(care.noKeys);
  else printer.lines(tableLines(['ID', 'Type', 'Half', 'Mode', 'Signs as', 'File'], rows));
  for (const { file, reason } of result.unusable)
    printer.note(care.doctor['key-unusable'].title({ file, reason }));
  if (result.mirrorProblem !== null) printer.note(care.usesUnknown(result.mirrorProblem));
}

function importVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, care } = messages;
  const options = {
    path: 'keys import',
    summary: usage.keysSummaries.import,
    examples: ['keys import /media/stick/jdoe.json', 'keys import anna-public.json --public'],
  };
  type Flags = { readonly name?: string; readonly public?: boolean; readonly dryRun?: boolean };
  return newVerb(context, options, (command) => {
    command
      .argument('<file...>')
      .option('-n, --name <name>', usage.flags.importName)
      .option('-p, --public', usage.flags.importPublic)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (files: readonly string[], { name, public: isPublic, dryRun }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.keys.import,
          { files, name, public: isPublic },
          {
            dryRun,
            plan: ({ imports }) => {
              if (imports.some(({ type }) => type === 'ed25519'))
                printer.note(`${messages.commands.warning}: ${care.ed25519Warning}`);
              if (dryRun !== true) return;
              for (const { id, to, present } of imports)
                printer.line((present ? care.keyPresent : care.keyWillBeImported)(id, to));
            },
            result: ({ imported }) => {
              for (const { id, to, present } of imported)
                printer.line((present ? care.keyPresent : care.keyImported)(id, to));
            },
          },
        );
      });
  });
}

function exportVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, care } = messages;
  const options = {
    path: 'keys export',
    summary: usage.keysSummaries.export,
    examples: ['keys export', 'keys export jdoe', 'keys export jdoe --private --to /media/stick/jdoe.json'],
  };
  type Flags = { readonly private?: boolean; readonly to?: string; readonly dryRun?: boolean };
  return newVerb(context, options, (command) => {
    command
      .argument('[key]')
      .option('--private', usage.flags.exportPrivate)
      .option('--to <file>', usage.flags.exportTo)
      .option('--dry-run', usage.flags.dryRun)
      .action(async (key: string | undefined, { private: isPrivate, to, dryRun }: Flags) => {
        const engine = await context.engine();
        await carryOut(
          context,
          engine.keys.export,
          { key, private: isPrivate, to },
          {
            dryRun,
            plan: (plan) => {
              if (dryRun === true) printer.line(care.keyWillBeExported(plan.id, plan.to));
            },
            result: ({ path, keyId }) => {
              printer.line(care.keyExported(keyId, path));
              if (isPrivate === true) printer.note(`${messages.commands.warning}: ${care.privateExported}`);
            },
          },
        );
      });
  });
}

function checkVerb(context: Context): Verb {
  const { printer, messages } = context;
  const { usage, care } = messages;
  const options = {
    path: 'keys check',
    summary: usage.keysSummaries.check,
    about: usage.about.doctor,
    examples: ['keys check', 'keys check --mirror'],
  };
  return newVerb(context, options, (command) => {
    command.option('--mirror', usage.flags.mirrorKeys).action(async ({ mirror }: { mirror?: boolean }) => {
      const engine = await context.engine();
      const result = await engine.keys.check({ mirror }, context.run);
      printer.close();
      printer.document(result);
      for (const { code, facts } of result.problems) {
        const { title, remedy } = care.doctor[keyFindings[code]];
        printer.line(title(facts));
        printer.line(`  → ${remedy(facts)}`);
      }
      if (result.problems.length === 0) printer.line(care.keysFine);
      context.finish(result.problems.length > 0 ? 1 : 0);
    });
  });
}
