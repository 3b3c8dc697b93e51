import type { ListedComponent, ListedVersion, ListResult } from '../engine/index.ts';
import type { Context } from './context.ts';
import { type ReachFlags, reachFlags, reachOf } from './reach-flags.ts';
import { tableLines } from './table.ts';
import { newVerb, type Verb } from './verb.ts';

type Flags = ReachFlags & {
  readonly all?: boolean;
  readonly installed?: boolean;
  readonly verbose?: boolean;
};

/** `list [component]`: what the mirror holds, in the stock client's columns. */
export function listVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'list',
    summary: usage.summaries.list,
    examples: ['list', 'list tidb', 'list --installed'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[component]')
      .option('--all', usage.flags.listAll)
      .option('--installed', usage.flags.installed)
      .option('--verbose', usage.flags.verbose);
    reachFlags(context, command, false).action(async (component: string | undefined, flags: Flags) => {
      const { all, installed, verbose } = flags;
      const engine = await context.engine(reachOf(flags));
      const result = await engine.list({ component, all, installed, verbose }, context.run);
      context.printer.close();
      context.printer.warn(result.warnings);
      context.printer.document(result);
      context.printer.lines(listLines(context, result, verbose === true));
    });
  });
}

function listLines({ messages }: Context, result: ListResult, verbose: boolean): readonly string[] {
  const { commands } = messages;
  if (result.kind === 'versions')
    return [commands.availableVersions(result.component), ...versionTable(result.versions)];
  return [commands.availableComponents, ...componentTable(result.components, verbose)];
}

function componentTable(components: readonly ListedComponent[], verbose: boolean): readonly string[] {
  if (!verbose)
    return tableLines(
      ['Name', 'Owner', 'Description'],
      components.map(({ id, owner, description }) => [id, owner, description]),
    );
  return tableLines(
    ['Name', 'Owner', 'Installed', 'Platforms', 'Description'],
    components.map(({ id, owner, installed, platforms, description }) => [
      id,
      owner,
      installed.join(','),
      platforms.join(','),
      description,
    ]),
  );
}

function versionTable(versions: readonly ListedVersion[]): readonly string[] {
  return tableLines(
    ['Version', 'Installed', 'Release', 'Platforms'],
    versions.map(({ version, alias, installed, released, platforms }) => [
      alias === null ? version : `${alias} -> ${version}`,
      installed ? 'YES' : '',
      released,
      platforms.join(','),
    ]),
  );
}
