import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifyProblem } from '../../api/mirror.ts';
import type { RepairItem } from '../../api/repair.ts';
import type { Run } from '../../api/run.ts';
import { planClientFiles } from '../../domain/clone-files.ts';
import { isClientTarball } from '../../domain/names.ts';
import { fileError } from '../../io/files.ts';
import { folderSource } from '../../io/folder-source.ts';
import { hashFile } from '../../io/hash-file.ts';
import { type ExpectedTarball, expectedTarballs } from '../verify-references.ts';
import { checkTarballs } from '../verify-tarballs.ts';
import type { Pool } from './pool.ts';
import type { Survey } from './survey.ts';

type Broken = { readonly items: readonly RepairItem[]; readonly left: readonly VerifyProblem[] };

/** What the mirror's tarballs lack, and where each of them can come from. Throws `interrupted`, errors of files. */
export async function surveyTarballs(survey: Survey, pool: Pool, jobs: number, run: Run): Promise<Broken> {
  run.onEvent?.({ type: 'phase', phase: 'verify' });
  const { components } = survey;
  const expected = expectedTarballs([...components.values()]);
  const names = await readdir(pool.folder).catch((error: unknown) => {
    throw fileError(error, pool.folder);
  });
  const clients = names.filter(isClientTarball);
  const checked = {
    source: folderSource(pool.folder),
    components: async (ids: readonly string[]) => new Map([...components].filter(([id]) => ids.includes(id))),
  };
  const found = await checkTarballs(checked, expected, clients, jobs, run);
  const items: RepairItem[] = [];
  const left: VerifyProblem[] = [...expected.problems];
  for (const problem of found.problems) {
    const wanted = isClientTarball(problem.file)
      ? clientOf(survey, problem.file)
      : expected.tarballs.find(({ file }) => file === problem.file);
    if (wanted === undefined) {
      left.push(problem);
      continue;
    }
    const { length, sha256 } = wanted;
    const { file, code, reason } = problem;
    const known = { file, code, reason, length, sha256 };
    const from = await lyingHere(pool, wanted, problem.file);
    if (from !== null) items.push({ ...known, action: 'copy', from });
    else if (pool.sources.length > 0) items.push({ ...known, action: 'fetch', from: wanted.file });
    else left.push(problem);
  }
  return { items, left };
}

/** What `tiup-<os>-<arch>.tar.gz` should be: the latest signed version of component tiup, as in a clone. */
function clientOf({ components }: Survey, file: string): ExpectedTarball | undefined {
  const platform = file.replace(/^tiup-(.*)-(.*)\.tar\.gz$/, '$1/$2');
  const tiup = components.get('tiup')?.manifest ?? null;
  const disk = { size: () => null, hasPart: () => false, clientVersion: () => null };
  const [planned] = planClientFiles(tiup, [platform], disk).files;
  if (planned === undefined) return undefined;
  const { from, length, sha256 } = planned;
  return { file: from, length, sha256, sha512: null };
}

/** The same bytes below the mirror's folder: left by a stopped commit, or a version that the client is a copy of. */
async function lyingHere(
  pool: Pool,
  { file, sha256 }: ExpectedTarball,
  broken: string,
): Promise<string | null> {
  const places = [...pool.staged.map((staged) => `${staged}/${file}`), ...(file === broken ? [] : [file])];
  for (const place of places) {
    const path = join(pool.folder, place);
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile && (await hashFile(path, ['sha256'])).hashes.sha256 === sha256) return place;
  }
  return null;
}
