import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobKind, JobRequest, JobTitle } from '../api/jobs.ts';
import { EngineError } from '../errors.ts';
import {
  fileError,
  isAbsent,
  makeFolder,
  readIfThere,
  removeTree,
  rename,
  syncFolder,
  writeFileDurably,
} from '../io/files.ts';
import { isAbandoned, processMark } from '../io/process-mark.ts';

/** What a job's process makes its engine of. Nothing secret: of credentials only the file that they lie in. */
export type JobEngineOptions = {
  readonly home: string;
  readonly mirror: string;
  readonly settingsFolder: string;
  readonly workingFolder: string;
  readonly platform: string;
  readonly jobs: number;
  readonly ca?: string | undefined;
  readonly authFile?: string | undefined;
  readonly timeout?: string | undefined;
  readonly limitRate?: string | undefined;
};

/** What a job was started with; never changes. */
export type JobRecord = {
  readonly schema: 'mirrordeck/job/1';
  readonly id: string;
  readonly title: JobTitle;
  readonly startedAt: string;
  readonly options: JobEngineOptions;
  readonly request: JobRequest;
};

/** The files of a job. */
export type JobFiles = {
  readonly folder: string;
  readonly record: string;
  /** What happened, in lines with numbers. */
  readonly journal: string;
  /** How far it is: only the newest counts, so that it may run for months. */
  readonly progress: string;
  readonly result: string;
  /** What is wanted of its process: see `control.ts`. */
  readonly wanted: string;
  readonly rate: string;
  /** Who has its lock is its process, and alone writes to the journal. */
  readonly lock: string;
  /** What Node itself has to say when it can't go on. */
  readonly output: string;
};

export function jobFiles(folder: string): JobFiles {
  const at = (name: string): string => join(folder, name);
  return {
    folder,
    record: at('request.json'),
    journal: at('journal.jsonl'),
    progress: at('progress.json'),
    result: at('result.json'),
    wanted: at('wanted.json'),
    rate: at('rate.json'),
    lock: at('run'),
    output: at('output.txt'),
  };
}

const idShape = /^\d{8}-\d{6}-[a-z]{4}$/;
// no vowels: no words
const letters = 'bcdfghjkmnpqrstvwxz';

/** `20261122-020304-bcdf`: in UTC, so that they sort by the second. None that is there already. */
function newId(now: Date, random: () => number, there: readonly string[]): string {
  const digits = now.toISOString().replaceAll(/[-:]/g, '');
  const letter = (): string => letters.charAt(Math.floor(random() * letters.length));
  for (;;) {
    const mark = Array.from({ length: 4 }, letter).join('');
    const id = `${digits.slice(0, 8)}-${digits.slice(9, 15)}-${mark}`;
    if (!there.includes(id)) return id;
  }
}

/** Makes a job's folder, which appears whole. `random` gives numbers as Math.random does. */
export async function createJob(
  jobs: string,
  { now, random }: { readonly now: Date; readonly random: () => number },
  job: Pick<JobRecord, 'title' | 'options' | 'request'>,
) {
  await makeFolder(jobs, 0o700);
  await sweep(jobs);
  const id = newId(now, random, await jobIds(jobs));
  const record: JobRecord = { schema: 'mirrordeck/job/1', id, startedAt: now.toISOString(), ...job };
  const aside = join(jobs, `.${id}.${processMark()}.new`);
  const files = jobFiles(join(jobs, id));
  try {
    await makeFolder(aside, 0o700);
    await writeFileDurably(jobFiles(aside).record, `${JSON.stringify(record)}\n`, 0o600);
    await syncFolder(aside);
    await rename(aside, files.folder);
  } catch (error) {
    // what kept it from being made is what is to be heard of
    await removeTree(aside).catch(() => undefined);
    throw error;
  }
  await syncFolder(jobs);
  return { record, files };
}

/** What processes that are gone were just making. */
async function sweep(jobs: string): Promise<void> {
  for (const name of await readdir(jobs)) {
    const mark = /^\.[0-9a-z-]+\.([0-9a-f-]+)\.new$/.exec(name)?.[1];
    if (mark !== undefined && (await isAbandoned(join(jobs, name), mark))) await removeTree(join(jobs, name));
  }
}

/** Ids of all jobs, the newest second first; those of one second in any order. */
export async function jobIds(jobs: string): Promise<readonly string[]> {
  try {
    return (await readdir(jobs))
      .filter((name) => idShape.test(name))
      .sort()
      .reverse();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fileError(error, jobs);
  }
}

/** The job that an id, its beginning or its last letters mean. Throws `job-unknown` (facts id). */
export async function findJob(jobs: string, id: string): Promise<JobFiles> {
  const found = (await jobIds(jobs)).filter((one) => one.startsWith(id) || one.endsWith(`-${id}`));
  const exact = found.find((one) => one === id) ?? (id === '' || found.length > 1 ? undefined : found[0]);
  if (exact !== undefined) return jobFiles(join(jobs, exact));
  const shown = id.slice(0, 80);
  throw new EngineError(
    'job-unknown',
    found.length > 1 ? `${found.length} jobs begin with ${shown}` : `there is no job ${shown}`,
    { facts: { id: shown, count: found.length } },
  );
}

/** What a job was started with. Throws `journal-corrupt` for what this version doesn't understand. */
export async function readRecord(files: JobFiles): Promise<JobRecord> {
  const bytes = await readIfThere(files.record);
  try {
    const value: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    if (isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new EngineError('journal-corrupt', `${files.record} is not what a job is started with`, {
    facts: { file: files.record },
  });
}

const kinds: Readonly<Record<JobKind, true>> = {
  clone: true,
  merge: true,
  verify: true,
  repair: true,
  prune: true,
  publish: true,
  pack: true,
  serve: true,
};

/** Our own file, mode 0600: its schema and kind tell that it is one, the plans in it are judged when they are applied. */
function isRecord(value: unknown): value is JobRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, request } = value as Partial<Record<keyof JobRecord, unknown>>;
  if (schema !== 'mirrordeck/job/1' || typeof request !== 'object' || request === null) return false;
  return 'kind' in request && typeof request.kind === 'string' && Object.hasOwn(kinds, request.kind);
}

/** Milliseconds since a job was made or its journal was last written to. */
export async function restsFor(files: JobFiles): Promise<number> {
  const times = await Promise.all(
    [files.record, files.journal].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Date.now() - Math.max(...times);
}
