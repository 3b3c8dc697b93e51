import type { GiveUpPlan } from '../../engine/index.ts';
import type { Context } from '../context.ts';
import { carryOut } from '../operation.ts';

/** `mirror rotate --give-up <file>`: what waits in it for signatures is not to come any more. */
export async function giveUp(context: Context, path: string, dryRun: boolean | undefined): Promise<void> {
  const { rotation } = context.messages;
  const engine = await context.engine();
  await carryOut(
    context,
    engine.giveUp,
    { path },
    {
      dryRun,
      plan: (plan) => tellPlan(context, plan),
      result: (_, plan) => context.printer.line(rotation.gaveUp(nameOf(plan))),
    },
  );
}

function nameOf({ component, owner, version }: GiveUpPlan): string {
  return component === null ? `root ${version ?? ''}`.trim() : `${component} → ${owner}`;
}

function tellPlan({ printer, messages }: Context, plan: GiveUpPlan): void {
  const { rotation } = messages;
  printer.line(rotation.givesUp(nameOf(plan), plan.signedBy.length));
  for (const file of plan.removes) printer.line(rotation.removesFile(file));
  if (plan.removes.length === 0) printer.line(rotation.nothingToRemove);
  printer.line(rotation.copiesUseless);
}
