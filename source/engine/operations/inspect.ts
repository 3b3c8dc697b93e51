import { basename, dirname, relative, sep } from 'node:path';
import type { PackageEntry } from '../api/client.ts';
import type { FoundProgram, InspectRequest, InspectResult } from '../api/inspect.ts';
import type { Query, Run } from '../api/run.ts';
import { runsOn } from '../domain/program-kind.ts';
import { namesOfTarball } from '../domain/tarball-names.ts';
import { EngineError } from '../errors.ts';
import { kindOfFile } from '../io/kind-of-file.ts';
import { listPrograms } from '../io/list-tarball.ts';
import { collectMembers } from '../io/pack-members.ts';
import { type Context, resolvePath } from './context.ts';
import { sumOf } from './progress.ts';
import { tarballSize } from './publish/tarball.ts';

/**
 * What lies in files that are to be packaged, or in a tarball that is to be published, and which of it are programs.
 * Throws what packaging and publishing throw for the same files.
 */
export function inspectQuery(context: Pick<Context, 'workingFolder'>): Query<InspectRequest, InspectResult> {
  return async (request, run = {}) =>
    request.kind === 'picks'
      ? await inspectPicks(
          request.paths.map((path) => resolvePath(context, path)),
          request.inside === true,
        )
      : await inspectFile(resolvePath(context, request.file), run);
}

async function inspectPicks(paths: readonly string[], inside: boolean): Promise<InspectResult> {
  const [first] = paths;
  if (first === undefined) throw new EngineError('usage', 'nothing to look at was named');
  const isInside = inside && paths.length === 1;
  const directory = isInside ? first : commonFolder(paths);
  const targets = isInside ? ['.'] : paths.map((path) => relative(directory, path) || '.');
  const members = await collectMembers(targets, directory, '');
  const programs: FoundProgram[] = [];
  for (const { path, type, executable, source } of members)
    if (type === 'file' && executable) programs.push({ path, ...(await kindOfFile(source)) });
  const entries = members.map(
    ({ path, type, bytes, executable }): PackageEntry => ({
      ...{ path, bytes, executable },
      type: type === 'symlink' ? 'link' : type,
    }),
  );
  return { directory, targets, ...summed(entries), programs: nearestFirst(programs), named: null };
}

async function inspectFile(file: string, run: Run): Promise<InspectResult> {
  run.onEvent?.({ type: 'phase', phase: 'check', detail: file });
  const progress = sumOf(run, file, await tarballSize(file));
  const { entries: found, programs } = await listPrograms(file, {
    signal: run.signal,
    onBytes: progress.add,
  });
  progress.done();
  const entries = found.map(
    ({ path, type, bytes, executable }): PackageEntry => ({
      ...{ path, bytes, executable },
      type: type === 'symlink' || type === 'hardlink' ? 'link' : type,
    }),
  );
  const named = namesOfTarball(basename(file));
  const list = [...programs].map(([path, kind]) => ({ path, ...kind }));
  return {
    directory: dirname(file),
    targets: [],
    ...summed(entries),
    programs: likeliestFirst(list, named),
    named,
  };
}

function summed(entries: readonly PackageEntry[]): Pick<InspectResult, 'entries' | 'bytes'> {
  return { entries, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
}

/** The deepest folder that all of them lie in. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => dirname(path).split(sep));
  const [first = [], ...others] = folders;
  const at = first.findIndex((part, place) => others.some((other) => other[place] !== part));
  return (at < 0 ? first : first.slice(0, at)).join(sep) || sep;
}

/** The program that is called like the component, and those for its platform, before the others. */
function likeliestFirst(
  programs: readonly FoundProgram[],
  named: InspectResult['named'],
): readonly FoundProgram[] {
  const rank = (program: FoundProgram): number => {
    if (named === null) return 0;
    const fits = runsOn(program, `${named.os}/${named.arch}`);
    return (fits ? 0 : 2) + (basename(program.path) === named.component ? 0 : 1);
  };
  return [...nearestFirst(programs)].sort((left, right) => rank(left) - rank(right));
}

function nearestFirst(programs: readonly FoundProgram[]): readonly FoundProgram[] {
  const depth = ({ path }: FoundProgram): number => path.split('/').length;
  return [...programs].sort((left, right) => depth(left) - depth(right) || (left.path < right.path ? -1 : 1));
}
