import { headBytes, type ProgramKind, programKind } from '../domain/program-kind.ts';
import { MemberRules } from './member-rules.ts';
import { type ReadTarballOptions, readTarball } from './read-tarball.ts';
import type { TarballEntry } from './tarball.ts';

/**
 * What a `.tar.gz` holds, in its order, judged by the same rules as unpacking: what this lists without an error
 * can be installed. Reads the whole file. Throws `tarball-malformed`, `tarball-unsafe` with facts {file, entry}.
 */
export async function listTarball(file: string, options: ReadTarballOptions = {}): Promise<TarballEntry[]> {
  return (await listPrograms(file, options)).entries;
}

/** The same, and by path what its executable files are made for. */
export async function listPrograms(
  file: string,
  options: ReadTarballOptions = {},
): Promise<{ readonly entries: TarballEntry[]; readonly programs: ReadonlyMap<string, ProgramKind> }> {
  const rules = new MemberRules(file);
  const entries: TarballEntry[] = [];
  const programs = new Map<string, ProgramKind>();
  let program: string | null = null;
  let head = Buffer.alloc(0);
  await readTarball(
    file,
    {
      begin(member) {
        const entry = rules.accept(member);
        if (entry !== null) entries.push(entry);
        program = entry?.executable === true ? entry.path : null;
        head = Buffer.alloc(0);
      },
      data(chunk) {
        if (program === null || head.length >= headBytes) return;
        head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      },
      end() {
        if (program !== null) programs.set(program, programKind(head));
      },
    },
    // nothing of the content is kept, so small pieces will do
    { pieceBytes: 64 * 1024, ...options },
  );
  rules.finish();
  return { entries, programs };
}

/** The entry under that path; a leading `./` makes no difference. A hard link is found as the file it repeats. */
export function findEntry(entries: readonly TarballEntry[], path: string): TarballEntry | null {
  const wanted = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  const found = entries.find((entry) => entry.path === wanted);
  if (found?.type === 'hardlink') return findEntry(entries, found.target ?? '');
  return found ?? null;
}
