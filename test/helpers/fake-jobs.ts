import {
  EngineError,
  type ExitCode,
  type JobDetail,
  type JobEvent,
  type JobRequest,
  type JobResult,
  type JobState,
  type Jobs,
  type Run,
} from '../../source/engine/index.ts';
import { fakeNow } from './fake-engine.ts';

type Unnumbered = JobEvent extends infer One ? (One extends JobEvent ? Omit<One, 'n' | 'at'> : never) : never;

type FakeJob = {
  detail: JobDetail;
  readonly events: JobEvent[];
  readonly listeners: Set<(event: JobEvent) => void>;
  stop: AbortController;
  wanted: 'paused' | 'cancelled';
  ended: Promise<void>;
};

export type FakeJobs = Jobs & { readonly started: readonly JobRequest[] };

const exitCodes: Readonly<Partial<Record<JobState, ExitCode>>> = { done: 0, incomplete: 3, failed: 1 };

/** Jobs that run in this process: `carryOut` stands for the operation, and is told to stop by its signal. */
export function fakeJobs(carryOut: (request: JobRequest, run: Run) => Promise<JobResult>): FakeJobs {
  const jobs = new Map<string, FakeJob>();
  const started: JobRequest[] = [];

  const tell = (job: FakeJob, event: Unnumbered): void => {
    const told = { n: job.events.length + 1, at: new Date().toISOString(), ...event } as JobEvent;
    job.events.push(told);
    for (const listener of job.listeners) listener(told);
  };
  const enter = (job: FakeJob, state: JobState, change: Partial<JobDetail> = {}): void => {
    const exitCode = exitCodes[state] ?? null;
    job.detail = { ...job.detail, ...change, state, exitCode };
    tell(job, { type: 'state', state, pid: null, exitCode, error: job.detail.error });
  };
  const run = (job: FakeJob): void => {
    job.stop = new AbortController();
    enter(job, 'running', { error: null, result: null });
    job.ended = carryOut(job.detail.request, {
      signal: job.stop.signal,
      onEvent: (event) => tell(job, { type: 'engine', event }),
    }).then(
      (result) => {
        const failures = 'result' in result && 'failures' in result.result ? result.result.failures : [];
        enter(job, failures.length > 0 ? 'incomplete' : 'done', { result });
      },
      (error: unknown) => {
        if (job.stop.signal.aborted) return enter(job, job.wanted);
        const told = error instanceof EngineError ? error : new EngineError('io-failed', String(error));
        enter(job, 'failed', { error: { code: told.code, facts: told.facts, message: told.message } });
      },
    );
  };
  const find = (id: string): FakeJob => {
    const job = jobs.get(id);
    if (job === undefined) throw new EngineError('job-unknown', `no job ${id}`, { facts: { id } });
    return job;
  };
  const stopped = async (id: string, wanted: 'paused' | 'cancelled'): Promise<JobDetail> => {
    const job = find(id);
    job.wanted = wanted;
    job.stop.abort();
    await job.ended;
    if (wanted === 'cancelled' && job.detail.state !== 'cancelled') enter(job, 'cancelled');
    return job.detail;
  };

  return {
    started,
    async start(request) {
      started.push(request);
      const id = `20260301-120000-${String(jobs.size).padStart(4, 'a')}`;
      const detail: JobDetail = {
        id,
        kind: request.kind,
        title: { target: '/srv/mirror', sources: [], names: [] },
        state: 'queued',
        startedAt: fakeNow.toISOString(),
        endedAt: null,
        pid: null,
        progress: { done: 0, total: 0, filesDone: 0, filesTotal: 0 },
        limitRate: null,
        exitCode: null,
        error: null,
        serving: null,
        request,
        result: null,
      };
      const job: FakeJob = {
        detail,
        events: [],
        listeners: new Set(),
        stop: new AbortController(),
        wanted: 'paused',
        ended: Promise.resolve(),
      };
      jobs.set(id, job);
      run(job);
      return job.detail;
    },
    list: async () => [...jobs.values()].map(({ detail }) => detail).reverse(),
    get: async (id) => find(id).detail,
    async follow(id, { onEvent, signal } = {}) {
      const job = find(id);
      for (const event of job.events) onEvent?.(event);
      const listener = (event: JobEvent): void => onEvent?.(event);
      job.listeners.add(listener);
      const left = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new EngineError('interrupted', 'no longer followed')));
      });
      try {
        await Promise.race([job.ended, left]);
        return job.detail;
      } finally {
        job.listeners.delete(listener);
      }
    },
    pause: (id) => stopped(id, 'paused'),
    async resume(id) {
      run(find(id));
      return find(id).detail;
    },
    cancel: (id) => stopped(id, 'cancelled'),
    async setRate(id, limitRate) {
      const job = find(id);
      job.detail = { ...job.detail, limitRate };
      tell(job, { type: 'rate', limitRate });
      return job.detail;
    },
    log: async (id) => find(id).events,
    async prune({ ids }) {
      const removed = (ids ?? [...jobs.keys()]).filter((id) => find(id).detail.state !== 'running');
      for (const id of removed) jobs.delete(id);
      return { removed };
    },
  };
}
