import type { InstallPlan, InstallResult } from '../engine/index.ts';
import { humanBytes } from '../messages/measure.ts';
import type { Context } from './context.ts';

/** What an install or an update is going to do; printed for a dry run, warnings always. */
export function tellInstallPlan({ printer, messages }: Context, plan: InstallPlan, isDryRun: boolean): void {
  const { commands } = messages;
  printer.warn(plan.warnings);
  if (!isDryRun) return;
  for (const { component, version, length, action } of plan.items)
    printer.line(
      action === 'keep'
        ? commands.alreadyInstalled(component, version)
        : commands.willInstall(component, version, humanBytes(length, messages)),
    );
}

export function tellInstalled({ printer, messages }: Context, result: InstallResult): void {
  const { commands } = messages;
  for (const { component, version } of result.installed) printer.line(commands.installed(component, version));
  for (const { component, version } of result.kept)
    printer.line(commands.alreadyInstalled(component, version));
}
