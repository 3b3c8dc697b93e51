import { EngineError, type JobServeRequest, type JobServing } from '../engine/index.ts';
import type { Context } from './context.ts';
import { tellStarted } from './detach.ts';
import { tellExposure } from './exposure-lines.ts';

/** Starts the job, and waits until it serves: where, and to whom, is what one wants to know. */
export async function serveDetached(context: Context, request: JobServeRequest): Promise<void> {
  const { printer, messages } = context;
  const engine = await context.engine();
  // a port that is taken, a folder that is no mirror: said before there is a job that could only fail
  await engine.exposure(request);
  const { id } = await engine.jobs.start({ kind: 'serve', request });
  const found = new AbortController();
  let serving: JobServing | null = null;
  const job = await engine.jobs
    .follow(id, {
      signal: AbortSignal.any([found.signal, context.interrupts.signal]),
      onEvent: (event) => {
        if (event.type !== 'serving') return;
        serving = event.serving;
        found.abort();
      },
    })
    .catch(async (error: unknown) => {
      if (!found.signal.aborted) throw error;
      return await engine.jobs.get(id);
    });
  if (job.error !== null && job.error.code !== 'unexpected')
    throw new EngineError(job.error.code, job.error.message, { facts: job.error.facts });
  printer.close();
  printer.document(job);
  if (serving !== null) tellExposure(context, request.path, serving);
  tellStarted(context, job);
  printer.line(messages.jobs.howToStop(id));
}
