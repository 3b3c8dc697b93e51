import type { JobDetail } from '../../engine/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { tellReceipt } from '../mirror/clone-receipt-lines.ts';
import { tellMerged } from '../mirror/merge.ts';
import { tellPruned } from '../mirror/prune.ts';
import { tellRepaired, tellVerified } from '../mirror/verify.ts';

/** Tells what came of a job in the words of the command that does the same. */
export function tellJobResult(context: Context, { request, result }: JobDetail): void {
  const { printer, messages } = context;
  const { commands, jobs } = messages;
  switch (result?.kind) {
    case 'clone': {
      tellReceipt(context, result.result);
      for (const { name, reason } of result.result.failures) printer.note(jobs.itemFailed(name, reason));
      return;
    }
    case 'merge':
      if (request.kind === 'merge') tellMerged(context, result.result, request.plan);
      return;
    case 'verify':
      tellVerified(context, result.result);
      return;
    case 'repair':
      tellRepaired(context, result.result);
      return;
    case 'prune':
      tellPruned(context, result.result);
      return;
    case 'publish':
      for (const { component, version, platform } of result.published)
        printer.line(commands.published(component, version, platform));
      for (const { component, version, error } of result.failures)
        printer.note(jobs.itemFailed(`${component} ${version}`, error.message));
      return;
    case 'pack': {
      const { file, bytes } = result.result;
      printer.line(commands.packaged(file, humanBytes(bytes, messages)));
      return;
    }
    case 'serve':
    case undefined:
      return;
  }
}
