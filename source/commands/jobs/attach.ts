import { EngineError, type JobDetail, type JobEvent, type JobServing } from '../../engine/index.ts';
import { accessLine } from '../access-line.ts';
import type { Context } from '../context.ts';
import { newVerb, type Verb } from '../verb.ts';
import { tellJobResult } from './job-result-lines.ts';

/** `jobs attach <job>`: its bars, its warnings, its end, as if it had been started here. Leaving it stops nothing. */
export function attachVerb(context: Context): Verb {
  const { jobs } = context.messages;
  const options = { path: 'jobs attach', summary: jobs.summaries.attach, examples: ['jobs attach bcdf'] };
  return newVerb(context, options, (command) => {
    command.argument('<job>').action((id: string) => attach(context, id));
  });
}

async function attach(context: Context, given: string): Promise<void> {
  const { printer, messages, interrupts } = context;
  const engine = await context.engine();
  const { id, pid } = await engine.jobs.get(given);
  // Ctrl-C says what it does here
  context.sayWhenStopped(messages.jobs.left(id));
  if (pid !== null) printer.note(messages.jobs.attached(id));
  const isStart = (event: JobEvent): boolean => event.type === 'state' && event.state === 'running';
  // what an earlier process of it did is history: `jobs log`
  const from = (await engine.jobs.log(id)).findLast(isStart)?.n ?? 1;
  const tell = teller(context);
  try {
    await engine.jobs.follow(id, { from, signal: interrupts.signal, onEvent: tell });
  } catch (error) {
    if (!interrupts.signal.aborted) throw error;
    printer.close();
    printer.document(await engine.jobs.get(id));
    return;
  }
  printer.close();
  tellEnd(context, await engine.jobs.get(id));
}

/** Tells events as the command would that does this work itself. */
function teller({ printer, messages }: Context): (event: JobEvent) => void {
  const { jobs } = messages;
  let requests = 0;
  const tellServing = (serving: JobServing): void => {
    const fresh = serving.requests - requests;
    requests = serving.requests;
    if (fresh > 0) for (const entry of serving.recent.slice(-fresh)) printer.line(accessLine(entry));
  };
  return (event) => {
    if (printer.json) {
      printer.record(event);
      return;
    }
    if (event.type === 'engine') printer.event(event.event);
    if (event.type === 'serving') tellServing(event.serving);
    if (event.type !== 'item') return;
    const { index, count, component, version, state, error } = event;
    if (state === 'started') printer.note(jobs.item(index + 1, count, `${component} ${version}`));
    if (state === 'failed') printer.note(jobs.itemFailed(`${component} ${version}`, error?.message ?? ''));
  };
}

/** How it ended, with the exit code that the command would have ended with. Throws what it failed with. */
function tellEnd(context: Context, job: JobDetail): void {
  const { printer, messages } = context;
  const { error, state, id, exitCode } = job;
  if (error !== null) {
    if (error.code === 'unexpected') throw new Error(error.message);
    throw new EngineError(error.code, error.message, { facts: error.facts });
  }
  printer.document(job);
  tellJobResult(context, job);
  if (state !== 'done') printer.line(messages.jobs.isNow(id, messages.jobs.states[state]));
  if (state === 'interrupted' && job.output !== undefined) printer.note(job.output);
  if (state === 'paused' || state === 'interrupted' || state === 'incomplete')
    printer.line(messages.jobs.howToResume(id));
  context.finish(exitCode ?? 0);
}
