import type { Context } from '../context.ts';
import { newVerb, type Verb } from '../verb.ts';

/** `mirror show`: the address of the current mirror. */
export function showVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = { path: 'mirror show', summary: usage.summaries.show, examples: ['mirror show'] };
  return newVerb(context, options, (command) => {
    command.action(async () => {
      const engine = await context.engine();
      const shown = await engine.show(undefined, context.run);
      context.printer.document(shown);
      context.printer.line(shown.address);
    });
  });
}
