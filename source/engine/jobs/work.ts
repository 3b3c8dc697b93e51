import type { Engine } from '../api/engine.ts';
import type { JobRequest, JobResult } from '../api/jobs.ts';
import type { Operation, Run } from '../api/run.ts';
import { type ExitCode, exitCodeOfProblems } from '../errors.ts';
import type { JobJournal } from './job-journal.ts';
import { publishAll } from './publish-all.ts';
import { serveUntilStopped } from './serve-job.ts';

export type Task = {
  readonly engine: Engine;
  readonly journal: JobJournal;
  readonly run: Run;
  /** An earlier process of this job did some of it. */
  readonly isResumed: boolean;
  /** Of a publish of many: which were published by earlier processes. */
  readonly published: ReadonlySet<number>;
};

export type Outcome = { readonly result: JobResult; readonly exitCode: ExitCode };

/** Does what a job is for. Throws what the engine throws. */
export async function carryOutJob(task: Task, request: JobRequest): Promise<Outcome> {
  const { engine, run } = task;
  switch (request.kind) {
    case 'clone': {
      const { plan } = request;
      const result = await carryOut(task, engine.clone, plan, plan.request);
      return { result: { kind: 'clone', result }, exitCode: result.failures.length > 0 ? 3 : 0 };
    }
    case 'merge': {
      const result = await carryOut(task, engine.merge, request.plan, request.plan.request);
      return { result: { kind: 'merge', result }, exitCode: 0 };
    }
    case 'repair': {
      const again = { ...request.request, address: request.plan.mirror };
      const result = await carryOut(task, engine.repair, request.plan, again);
      return { result: { kind: 'repair', result }, exitCode: exitCodeOfProblems(result.left) };
    }
    case 'prune': {
      const result = await carryOut(task, engine.prune, request.plan, request.plan.request);
      return { result: { kind: 'prune', result }, exitCode: 0 };
    }
    case 'pack': {
      const result = await carryOut(task, engine.pack, request.plan, request.plan.request);
      return { result: { kind: 'pack', result }, exitCode: 0 };
    }
    case 'verify': {
      const result = await engine.verify(request.request, run);
      return { result: { kind: 'verify', result }, exitCode: exitCodeOfProblems(result.problems) };
    }
    case 'publish':
      return await publishAll(task, request.plans);
    case 'serve':
      return await serveUntilStopped(task, request.request);
  }
}

/**
 * The plan as it was reviewed; after an interruption a new one of the same request, since what the old one was made
 * on has changed by the very work that was done.
 */
async function carryOut<Request, Plan, Result>(
  { run, isResumed }: Task,
  operation: Operation<Request, Plan, Result>,
  plan: Plan,
  request: Request,
): Promise<Result> {
  return await operation.apply(isResumed ? await operation.plan(request, run) : plan, run);
}
