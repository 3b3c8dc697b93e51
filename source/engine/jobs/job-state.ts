import type {
  JobDetail,
  JobEvent,
  JobProgress,
  JobResult,
  JobServing,
  JobState,
  JobSummary,
} from '../api/jobs.ts';
import { EngineError } from '../errors.ts';
import type { EngineEvent } from '../events.ts';
import { readIfThere } from '../io/files.ts';
import { type JournalLine, lastLine } from '../io/journal-file.ts';
import { isLocked } from '../io/lock.ts';
import { wishedRate } from './control.ts';
import { type JobFiles, type JobRecord, readRecord, restsFor } from './job-folder.ts';

export type StateEvent = Extract<JobEvent, { type: 'state' }>;
type BytesEvent = Extract<EngineEvent, { type: 'bytes' }>;

/** How far a job is, and after which line of its journal that was. */
export type Snapshot = {
  readonly after: number;
  readonly at: string;
  readonly bytes: BytesEvent | null;
  readonly serving: JobServing | null;
};

/** Milliseconds in which a process that was started says so. */
const beginning = 30_000;

const states: Readonly<Record<JobState, true>> = {
  queued: true,
  running: true,
  paused: true,
  done: true,
  incomplete: true,
  failed: true,
  cancelled: true,
  interrupted: true,
};

/** Whether a process is at work on it, or about to be. */
export function isActive(state: JobState): boolean {
  return state === 'queued' || state === 'running';
}

/** A line of a journal as an event. The file is ours: its lines are what `JobJournal` writes. */
export function isEvent(line: JournalLine | JobEvent): line is JobEvent & { readonly n: number } {
  return typeof line.n === 'number' && typeof line.type === 'string' && typeof line.at === 'string';
}

function isState(line: JournalLine): boolean {
  return line.type === 'state' && typeof line.state === 'string' && Object.hasOwn(states, line.state);
}

export async function lastState(files: JobFiles): Promise<StateEvent | null> {
  const line = await lastLine(files.journal, '"type":"state"', isState);
  return line !== null && isEvent(line) && line.type === 'state' ? line : null;
}

/** What the journal says, unless its process is gone: then nobody could write that there. */
export async function stateOf(files: JobFiles): Promise<{ state: JobState; said: StateEvent | null }> {
  let said = await lastState(files);
  if (said !== null && said.state !== 'running') return { state: said.state, said };
  if (await isLocked(files.lock)) return { state: said === null ? 'queued' : 'running', said };
  // it may have ended between the two looks
  said = await lastState(files);
  if (said !== null && said.state !== 'running') return { state: said.state, said };
  const isYoung = said === null && (await restsFor(files)) < beginning;
  return { state: isYoung ? 'queued' : 'interrupted', said };
}

/** Null before anything was told. */
export async function readSnapshot(files: JobFiles): Promise<Snapshot | null> {
  const value = await readOwn(files.progress);
  return isSnapshot(value) ? value : null;
}

function isSnapshot(value: unknown): value is Snapshot {
  return typeof value === 'object' && value !== null && 'after' in value && typeof value.after === 'number';
}

async function readOwn(path: string): Promise<unknown> {
  const bytes = await readIfThere(path);
  if (bytes === null) return null;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new EngineError('journal-corrupt', `${path} can't be read`, { facts: { file: path }, cause });
  }
}

const nothing: JobProgress = { done: 0, total: 0, filesDone: 0, filesTotal: 0 };

export async function summaryOf(files: JobFiles, record?: JobRecord): Promise<JobSummary> {
  const { id, title, startedAt, request, options } = record ?? (await readRecord(files));
  const [{ state, said }, snapshot, rate] = await Promise.all([
    stateOf(files),
    readSnapshot(files),
    wishedRate(files),
  ]);
  const times = [startedAt, said?.at ?? '', state === 'interrupted' ? (snapshot?.at ?? '') : ''].sort();
  return {
    id,
    kind: request.kind,
    title,
    state,
    startedAt,
    endedAt: isActive(state) ? null : (times.at(-1) ?? null),
    pid: state === 'running' ? (said?.pid ?? null) : null,
    progress: sumsOf(snapshot),
    limitRate: rate === undefined ? (options.limitRate ?? null) : rate,
    exitCode: isActive(state) ? null : state === 'interrupted' ? 130 : (said?.exitCode ?? null),
    error: state === 'failed' ? (said?.error ?? null) : null,
    serving: state === 'running' ? (snapshot?.serving ?? null) : null,
  };
}

function sumsOf(snapshot: Snapshot | null): JobProgress {
  if (snapshot === null || snapshot.bytes === null) return nothing;
  const { done, total, filesDone, filesTotal } = snapshot.bytes;
  return { done, total, filesDone, filesTotal };
}

export async function detailOf(files: JobFiles): Promise<JobDetail> {
  const record = await readRecord(files);
  const summary = await summaryOf(files, record);
  const isThrough = summary.state === 'done' || summary.state === 'incomplete';
  const result = isThrough ? await readOwn(files.result) : null;
  const output = await readTail(files.output);
  return {
    ...summary,
    request: record.request,
    result: isResult(result, record) ? result : null,
    ...(output === '' ? {} : { output }),
  };
}

function isResult(value: unknown, { request }: JobRecord): value is JobResult {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === request.kind;
}

const mostOutput = 4000;

async function readTail(path: string): Promise<string> {
  return (await readIfThere(path))?.toString('utf8').slice(-mostOutput) ?? '';
}
