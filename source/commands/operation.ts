import type { JobRequest, Operation, PlannedSignature } from '../engine/index.ts';
import { localTime } from '../messages/measure.ts';
import type { Context } from './context.ts';
import { startJob } from './detach.ts';

type Tellings<Plan, Result> = {
  readonly dryRun?: boolean | undefined;
  /** Tells what is going to be done; before it is done, and for `--dry-run`. */
  readonly plan?: (plan: Plan) => void;
  /** The job that carries it out instead of this process; null for what is better refused here. */
  readonly detach?: ((plan: Plan) => JobRequest | null) | undefined;
  /** Tells what was done. */
  readonly result?: (result: Result, plan: Plan) => void;
};

/** Plans an operation, tells the plan, applies it unless this is a dry run, and tells the result. */
export async function carryOut<Request, Plan, Result>(
  context: Context,
  operation: Operation<Request, Plan, Result>,
  request: Request,
  tell: Tellings<Plan, Result>,
): Promise<void> {
  const { printer, messages, run } = context;
  const plan = await operation.plan(request, run);
  tell.plan?.(plan);
  if (tell.dryRun === true) {
    printer.document(plan);
    printer.line(messages.commands.nothingChanged);
    return;
  }
  const job = tell.detach?.(plan) ?? null;
  if (job !== null) {
    await startJob(context, job);
    return;
  }
  const result = await operation.apply(plan, run);
  printer.close();
  printer.document(result);
  tell.result?.(result, plan);
}

/** The lines of a dry run about what will be signed. */
export function tellSignatures(context: Context, signs: readonly PlannedSignature[]): void {
  const { printer, messages } = context;
  for (const { file, version, expires } of signs)
    printer.line(messages.commands.willSign(file, version, localTime(expires)));
}
