import type { CloneResult, Receipt } from '../../engine/index.ts';
import { clockDuration, humanBytes, localTime } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { tableLines } from '../table.ts';

/** Prints what a clone did, and what the clients of each platform will find in it. */
export function tellReceipt(context: Context, result: CloneResult): void {
  const { printer, messages } = context;
  const { cloning, units } = messages;
  const { receipt, target } = result;
  if (!result.changed && result.failures.length === 0) {
    printer.line(cloning.unchanged(target));
    return;
  }
  printer.line('');
  printer.line(cloning.heading);
  printer.lines(contents(context, receipt));
  printer.line('');
  printer.lines(walkLines(context, receipt));
  const size = humanBytes(result.fetchedBytes, messages);
  const time = clockDuration(result.milliseconds / 1000);
  printer.line(cloning.done(target, units.files(result.fetchedFiles), size, time));
  if (result.keptFiles > 0) printer.line(cloning.keptFiles(units.files(result.keptFiles)));
  printer.line(cloning.fingerprint(receipt.mirror.fingerprint));
  printer.line(cloning.expires(localTime(receipt.mirror.expires)));
  if (result.failures.length === 0) printer.line(cloning.next(target));
}

/** What a client met that knows nothing but the fingerprint. */
function walkLines({ messages }: Context, { walk }: Receipt): readonly string[] {
  if (walk === undefined) return [];
  const { cloning } = messages;
  const broken = [
    ...walk.problems.map(({ file, reason }) => cloning.unusable(file, reason)),
    ...walk.platforms.flatMap(({ platform, problems }) =>
      problems.map(({ file, reason }) => cloning.walkBroken(platform, file, reason)),
    ),
  ];
  return broken.length > 0 ? broken : [cloning.walkFine(walk.manifests)];
}

/** A row for each component, a column for each platform: the latest version, and how many there are beside it. */
function contents({ messages }: Context, { platforms }: Receipt): readonly string[] {
  const { cloning, units } = messages;
  const ids = [...new Set(platforms.flatMap((platform) => platform.components.map(({ id }) => id)))].sort();
  const cell = (id: string, platform: Receipt['platforms'][number]): string => {
    const found = platform.components.find((component) => component.id === id);
    if (found === undefined) return '-';
    const first = found.latest ?? found.versions[0] ?? '-';
    return found.versions.length > 1 ? cloning.moreVersions(first, found.versions.length - 1) : first;
  };
  return tableLines(
    [cloning.component, ...platforms.map(({ platform }) => platform)],
    [
      ...ids.map((id) => [id, ...platforms.map((platform) => cell(id, platform))]),
      [cloning.client, ...platforms.map(({ client }) => client ?? '-')],
      [
        cloning.contents,
        ...platforms.map(({ files, bytes }) => `${units.files(files)}, ${humanBytes(bytes, messages)}`),
      ],
    ],
  );
}
