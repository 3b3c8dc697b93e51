import type { ErrorCode, ExitCode } from '../errors.ts';
import type { EngineEvent, Facts } from '../events.ts';
import type { PackagePlan, PackageResult } from './client.ts';
import type { ClonePlan, CloneResult } from './clone.ts';
import type { MergePlan, MergeResult } from './merge.ts';
import type { PublishPlan, PublishResult, VerifyRequest, VerifyResult } from './mirror.ts';
import type { PrunePlan, PruneResult } from './prune.ts';
import type { RepairPlan, RepairRequest, RepairResult } from './repair.ts';
import type { AccessEntry, AccessLog, Exposure, ServeRequest } from './serve.ts';

/**
 * Long work in a process of its own. Everything is asked and planned before: a job asks for nothing. Its first
 * process carries out the plan; one that resumes it plans the same request anew, since what the plan was made on has
 * changed by then, and finds on the disk what is done already. Where that can't be (verify), it begins again.
 */
export type JobRequest =
  | { readonly kind: 'clone'; readonly plan: ClonePlan }
  | { readonly kind: 'merge'; readonly plan: MergePlan }
  | { readonly kind: 'verify'; readonly request: VerifyRequest }
  | { readonly kind: 'repair'; readonly request: RepairRequest; readonly plan: RepairPlan }
  | { readonly kind: 'prune'; readonly plan: PrunePlan }
  /** One after another; one that fails does not keep the others back. */
  | { readonly kind: 'publish'; readonly plans: readonly PublishPlan[] }
  | { readonly kind: 'pack'; readonly plan: PackagePlan }
  | { readonly kind: 'serve'; readonly request: JobServeRequest };

export type JobKind = JobRequest['kind'];

/** Nobody listens to a server in another process: its log goes into a file, or nowhere. */
export type JobServeRequest = Omit<ServeRequest, 'onRequest' | 'accessLog'> & {
  readonly accessLog?: Required<Pick<AccessLog, 'format' | 'file'>> | undefined;
};

/**
 * `queued`: its process has not begun yet. `paused`: stopped by somebody who means to go on; no process is left.
 * `incomplete`: came to its end, and something is missing or not right (exit code 3 or 4). `interrupted`: its process
 * is gone, or was told by the system to go.
 */
export type JobState =
  | 'queued'
  | 'running'
  | 'paused'
  | 'done'
  | 'incomplete'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

/** What a job is about, for a line in a list. */
export type JobTitle = {
  /** The mirror, file or address that is made, changed, read or served. */
  readonly target: string;
  /** Addresses and folders that it takes from. */
  readonly sources: readonly string[];
  /** Names of what it is about, where there are few: `hello v0.0.1`, a preset, a component. */
  readonly names: readonly string[];
};

/** Sums over all files: bytes and files that are done, and all of them. Zeros before anything is known. */
export type JobProgress = {
  readonly done: number;
  readonly total: number;
  readonly filesDone: number;
  readonly filesTotal: number;
};

export type JobError = {
  /** `unexpected` for a mistake of the program. */
  readonly code: ErrorCode | 'unexpected';
  readonly facts: Facts;
  readonly message: string;
};

export type JobSummary = {
  /** Sorts by the time it was made: `20261122-020304-bcdf`, in UTC. */
  readonly id: string;
  readonly kind: JobKind;
  readonly title: JobTitle;
  readonly state: JobState;
  /** RFC 3339. */
  readonly startedAt: string;
  /** When its state became what it is; null while it is queued or running. */
  readonly endedAt: string | null;
  /** Of its process, while there is one. */
  readonly pid: number | null;
  readonly progress: JobProgress;
  /** As `ReachOptions.limitRate`, where it was said for this job. */
  readonly limitRate: string | null;
  /** As the command would have ended with; null while it has not ended. */
  readonly exitCode: ExitCode | null;
  /** Of `failed` ones. */
  readonly error: JobError | null;
  /** What a server is doing; null for other kinds, and when it does not run. */
  readonly serving: JobServing | null;
};

export type JobServing = {
  readonly address: string;
  readonly port: number;
  readonly exposure: Exposure;
  readonly requests: number;
  readonly bytes: number;
  /** The busiest ones. */
  readonly clients: readonly {
    readonly client: string;
    readonly requests: number;
    readonly bytes: number;
    readonly last: string;
  }[];
  /** The newest requests, the newest last. */
  readonly recent: readonly AccessEntry[];
  /** The newest of what was sent here, the newest last. */
  readonly publishes: readonly AccessEntry[];
};

export type PublishFailure = {
  readonly component: string;
  readonly version: string;
  readonly tarball: string;
  readonly error: JobError;
};

/** What came of it, once it is done or incomplete. */
export type JobResult =
  | { readonly kind: 'clone'; readonly result: CloneResult }
  | { readonly kind: 'merge'; readonly result: MergeResult }
  | { readonly kind: 'verify'; readonly result: VerifyResult }
  | { readonly kind: 'repair'; readonly result: RepairResult }
  | { readonly kind: 'prune'; readonly result: PruneResult }
  | {
      readonly kind: 'publish';
      readonly published: readonly PublishResult[];
      readonly failures: readonly PublishFailure[];
    }
  | { readonly kind: 'pack'; readonly result: PackageResult }
  | { readonly kind: 'serve' };

export type JobDetail = JobSummary & {
  readonly request: JobRequest;
  readonly result: JobResult | null;
  /** What its process said when it could not even write its journal, or ran out of memory: English, for a log. */
  readonly output?: string | undefined;
};

/**
 * What a job's journal tells. `n` counts from 1 without gaps; it is null for what is no line of the journal because
 * only its newest counts (an event of type `bytes`, and `serving`).
 */
export type JobEvent = { readonly n: number | null; readonly at: string } & (
  | {
      readonly type: 'state';
      readonly state: JobState;
      readonly pid: number | null;
      readonly exitCode: ExitCode | null;
      readonly error: JobError | null;
    }
  /** What the operation reports. */
  | { readonly type: 'engine'; readonly event: EngineEvent }
  /** A publish of many begins with the next, or is through with it. */
  | {
      readonly type: 'item';
      readonly index: number;
      readonly count: number;
      readonly component: string;
      readonly version: string;
      readonly state: 'started' | 'done' | 'failed';
      readonly error: JobError | null;
    }
  | { readonly type: 'rate'; readonly limitRate: string | null }
  | { readonly type: 'serving'; readonly serving: JobServing }
);

export type FollowOptions = {
  readonly onEvent?: ((event: JobEvent) => void) | undefined;
  /** Ends the following, not the job: throws `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** The first `n` to hear of; default 1, everything from the beginning. */
  readonly from?: number | undefined;
};

/** An id may be shortened, to its last letters too, as long as it means one job alone. They throw `job-unknown` (facts id). */
export type Jobs = {
  /** Starts a process that outlives this one and its terminal, and waits until it is at work. */
  start(request: JobRequest): Promise<JobSummary>;
  /** All of them, the newest first. */
  list(): Promise<readonly JobSummary[]>;
  get(id: string): Promise<JobDetail>;
  /** Tells what was and goes on telling what comes, until no process is at work on it any more. */
  follow(id: string, options?: FollowOptions): Promise<JobSummary>;
  /**
   * Stops it where it can be gone on with, and waits until it has stopped. What is just being committed is brought to
   * its end, so that the job may be `done` instead. Throws `job-state` (facts id, state) when it does not run.
   */
  pause(id: string): Promise<JobSummary>;
  /** Goes on in a new process. Throws `job-state` when it runs, or is done. */
  resume(id: string): Promise<JobSummary>;
  /** Stops it for good, as `pause` does; one that is paused or interrupted is marked. Throws `job-state` when it has ended. */
  cancel(id: string): Promise<JobSummary>;
  /** As `ReachOptions.limitRate`, for this run and later ones; null for no limit. Throws `usage`, also for a server, whose rate is its own; `job-state` for one that is done. */
  setRate(id: string, limitRate: string | null): Promise<JobSummary>;
  /** What its journal holds. */
  log(id: string): Promise<readonly JobEvent[]>;
  /**
   * Removes what is kept of jobs: of the named ones, or of all that are done, incomplete, failed or cancelled, older
   * than so many days if that is given. Throws `job-state` for a named one that runs.
   */
  prune(request: {
    readonly ids?: readonly string[] | undefined;
    readonly olderThanDays?: number | undefined;
  }): Promise<{ readonly removed: readonly string[] }>;
};
