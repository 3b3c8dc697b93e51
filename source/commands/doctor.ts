import type { DoctorResult } from '../engine/index.ts';
import type { Context } from './context.ts';
import { newVerb, type Verb, wholeNumber } from './verb.ts';

type Flags = { readonly port?: number };

/** `doctor`: what stands in the way, and what to do about it. */
export function doctorVerb(context: Context): Verb {
  const { usage } = context.messages;
  const options = {
    path: 'doctor',
    summary: usage.summaries.doctor,
    about: usage.about.doctor,
    examples: ['doctor', 'doctor --port 8080 --json'],
  };
  return newVerb(context, options, (command) => {
    command
      .option('--port <number>', usage.flags.doctorPort, wholeNumber(1, 65_535))
      .action(async ({ port }: Flags) => {
        const engine = await context.engine();
        const result = await engine.doctor({ port, terminal: terminalOf(context) }, context.run);
        context.printer.close();
        context.printer.document(result);
        tell(context, result);
        context.finish(result.problems > 0 ? 1 : 0);
      });
  });
}

function terminalOf({ world }: Context): { readonly columns: number; readonly rows: number } | null {
  const { isTTY, columns, rows } = world.stdout;
  return isTTY === true && columns !== undefined && rows !== undefined ? { columns, rows } : null;
}

function tell({ printer, messages }: Context, { areas, findings, problems }: DoctorResult): void {
  const { care } = messages;
  for (const area of areas) {
    const here = findings.filter((finding) => finding.area === area);
    if (here.length === 0) printer.line(`${care.areas[area]}: ${care.fine}`);
    for (const { code, state, facts, detail } of here) {
      const { title, remedy } = care.doctor[code];
      printer.line(`${care.areas[area]}: ${care.states[state]}: ${title(facts)}`);
      if (detail !== '') printer.line(`  ${detail}`);
      printer.line(`  → ${remedy(facts)}`);
    }
  }
  printer.line(problems === 0 ? care.noProblems : care.problemCount(problems));
}
