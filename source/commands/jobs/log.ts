import { jobWords } from '../../messages/job-words.ts';
import type { Context } from '../context.ts';
import { tableLines } from '../table.ts';
import { newVerb, type Verb } from '../verb.ts';

/** `jobs log <job>`: a line for everything that its journal tells. */
export function logVerb(context: Context): Verb {
  const { jobs } = context.messages;
  const options = {
    path: 'jobs log',
    summary: jobs.summaries.log,
    examples: ['jobs log bcdf', 'jobs log bcdf --json'],
  };
  return newVerb(context, options, (command) => {
    command.argument('<job>').action(async (id: string) => {
      const engine = await context.engine();
      const events = await engine.jobs.log(id);
      context.printer.document({ events });
      const rows = events.map((event) => [event.at, ...jobWords(event, context.messages)]);
      context.printer.lines(tableLines(['Time', 'Event', 'Detail'], rows));
    });
  });
}
