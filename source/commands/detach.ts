import { type Command, Option } from 'commander';
import type { JobRequest, JobSummary } from '../engine/index.ts';
import type { Context } from './context.ts';

export type DetachFlag = { readonly detach?: boolean };

/** Adds `--detach`: what was planned is carried out by a job. */
export function detachFlag({ messages }: Context, command: Command): Command {
  return command.addOption(new Option('--detach', messages.jobs.flags.detach).conflicts('dryRun'));
}

/** Starts the job and tells how it is met again. Everything was asked before. */
export async function startJob(context: Context, request: JobRequest): Promise<JobSummary> {
  const engine = await context.engine();
  const job = await engine.jobs.start(request);
  context.printer.close();
  context.printer.document(job);
  tellStarted(context, job);
  return job;
}

export function tellStarted({ printer, messages }: Context, { id }: JobSummary): void {
  printer.line(messages.jobs.started(id));
  printer.line(messages.jobs.howToAttach(id));
}
