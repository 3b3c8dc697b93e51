import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifyProblem } from '../api/mirror.ts';
import type { Run } from '../api/run.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { fetchFiles } from '../io/fetch-files.ts';
import { mutate, removeFile, removeTree } from '../io/files.ts';
import { type HashedFile, hashFiles } from '../io/hash-files.ts';
import type { OpenMirror } from './open-mirror.ts';
import type { ExpectedTarball, ExpectedTarballs } from './verify-references.ts';

export type TarballFindings = {
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly VerifyProblem[];
  readonly warnings: readonly EngineWarning[];
};

/** A mirror as far as its tarballs go. */
export type CheckedMirror = Pick<OpenMirror, 'source' | 'components'>;

/** No client's own tarball comes near it: bytes. */
const longestClient = 256 * 1024 * 1024;

/**
 * Reads every tarball: in a folder where it lies, from the network by way of a temporary folder that holds a few at
 * a time. Throws `interrupted`, `disk-full`.
 */
export async function checkTarballs(
  mirror: CheckedMirror,
  expected: ExpectedTarballs,
  clients: readonly string[],
  jobs: number,
  run: Run,
): Promise<TarballFindings> {
  if (mirror.source.kind === 'http') {
    const fetched = await checkFetched(mirror, expected.tarballs, jobs, run);
    const client = await judgeClients(mirror, clients, await readClients(mirror, clients, run));
    return {
      files: fetched.files + client.files,
      bytes: fetched.bytes + client.bytes,
      problems: [...fetched.problems, ...client.problems],
      warnings: client.warnings,
    };
  }
  const folder = mirror.source.address;
  const files = [...expected.tarballs.map(({ file }) => file), ...clients];
  const hashed = await hashAll(folder, files, run);
  const problems = judge(expected.tarballs, hashed);
  const client = await judgeClients(mirror, clients, hashed);
  return {
    problems: [...problems, ...client.problems],
    warnings: client.warnings,
    files: files.length,
    bytes: [...hashed.values()].reduce((sum, file) => sum + ('length' in file ? file.length : 0), 0),
  };
}

type Hashed = ReadonlyMap<string, HashedFile>;

async function hashAll(folder: string, files: readonly string[], run: Run): Promise<Hashed> {
  const paths = files.map((file) => join(folder, file));
  const results = await hashFiles(paths, {
    algorithms: ['sha256', 'sha512'],
    onEvent: run.onEvent,
    signal: run.signal,
  });
  return new Map(results.map((result, at) => [files[at] ?? '', result]));
}

function judge(expected: readonly ExpectedTarball[], hashed: Hashed): readonly VerifyProblem[] {
  return expected.flatMap((tarball) => {
    const { file } = tarball;
    const found = hashed.get(file);
    if (found === undefined) return [];
    if (!('length' in found)) return [{ file, code: found.code, reason: found.reason }];
    return differences(tarball, found.length, found.hashes);
  });
}

function differences(
  { file, length, sha256, sha512 }: ExpectedTarball,
  got: number,
  hashes: Readonly<Partial<Record<'sha256' | 'sha512', string>>>,
): readonly VerifyProblem[] {
  // A file of another length has other hashes too: one reason is enough.
  if (length !== 0 && got !== length) {
    return [
      { file, code: 'length-mismatch', reason: `${file} has ${got} bytes, its manifest says ${length}` },
    ];
  }
  const wrong = (['sha256', 'sha512'] as const).filter((name) => {
    const wanted = name === 'sha256' ? sha256 : sha512;
    return wanted !== null && hashes[name] !== undefined && hashes[name] !== wanted;
  });
  if (wrong.length === 0) return [];
  return [
    {
      file,
      code: 'hash-mismatch',
      reason: `${file} has another ${wrong.join(' and ')} than its manifest says`,
    },
  ];
}

/** The client's own tarball is nowhere signed as such: it has to be one of the versions of component tiup. */
async function judgeClients(
  mirror: CheckedMirror,
  clients: readonly string[],
  hashed: Hashed,
): Promise<TarballFindings> {
  const tiup = clients.length === 0 ? undefined : (await mirror.components(['tiup'])).get('tiup')?.manifest;
  const problems: VerifyProblem[] = [];
  const warnings: EngineWarning[] = [];
  for (const file of clients) {
    const platform = file.replace(/^tiup-(.*)-(.*)\.tar\.gz$/, '$1/$2');
    const versions = Object.values(tiup?.platforms[platform] ?? {});
    if (versions.length === 0) warnings.push({ code: 'client-unverified', facts: { file, platform } });
    const found = hashed.get(file);
    if (found === undefined || versions.length === 0) continue;
    if (!('length' in found)) problems.push({ file, code: found.code, reason: found.reason });
    else if (!versions.some(({ hashes }) => hashes?.sha256 === found.hashes.sha256)) {
      problems.push({ file, code: 'hash-mismatch', reason: `${file} is no version of component tiup` });
    }
  }
  const read = [...hashed].flatMap(([file, found]) =>
    clients.includes(file) && 'length' in found ? [found.length] : [],
  );
  return { files: read.length, bytes: read.reduce((sum, length) => sum + length, 0), problems, warnings };
}

/** Over the network nobody lists a mirror's files: those that are there of the ones that a client would ask for. */
async function readClients(mirror: CheckedMirror, clients: readonly string[], run: Run): Promise<Hashed> {
  const hashed = new Map<string, HashedFile>();
  for (const file of clients) {
    try {
      const bytes = await mirror.source.read(file, longestClient, run.signal);
      if (bytes === null) continue;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      hashed.set(file, { path: file, length: bytes.length, hashes: { sha256 } });
    } catch (error) {
      if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
      hashed.set(file, { path: file, code: error.code, reason: error.message });
    }
  }
  return hashed;
}

async function checkFetched(
  mirror: CheckedMirror,
  expected: readonly ExpectedTarball[],
  jobs: number,
  run: Run,
): Promise<TarballFindings> {
  const prefix = join(tmpdir(), 'mirrordeck-verify-');
  const folder = await mutate('make-folder', prefix, () => mkdtemp(prefix));
  const problems: VerifyProblem[] = [];
  let bytes = 0;
  try {
    const few = Math.max(1, jobs) * 2;
    for (let at = 0; at < expected.length; at += few) {
      const batch = expected.slice(at, at + few);
      const wanted = batch.map(({ file, length, sha256 }) => ({ name: file, length, sha256 }));
      const { onEvent, signal } = run;
      const report = await fetchFiles(mirror.source, wanted, { folder, jobs, onEvent, signal });
      problems.push(...report.failures.map(({ name, code, reason }) => ({ file: name, code, reason })));
      const done = [...report.done, ...report.kept];
      const second = batch.filter(({ file, sha512 }) => sha512 !== null && done.includes(file));
      const hashed = await hashAll(
        folder,
        second.map(({ file }) => file),
        { signal },
      );
      problems.push(...judge(second, hashed));
      bytes += report.bytes;
      for (const file of done) await removeFile(join(folder, file));
    }
  } finally {
    await removeTree(folder);
  }
  return { files: expected.length, bytes, problems, warnings: [] };
}
