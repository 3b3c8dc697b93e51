import type { ContextName } from '../../ui/contexts.ts';
import { formContext } from '../../ui/form/form-state.ts';
import { jobContext } from '../work/job-state.ts';
import { workContext } from '../work/work-state.ts';
import { conflictOfRow } from './merge-rows.ts';
import { type MergeState, mustCompare } from './merge-state.ts';

/** Which keys hold. */
export function mergeContext(state: MergeState): ContextName {
  // a list that is read lets the screen be used meanwhile
  const working = state.work.task?.what.kind === 'list' ? null : workContext(state.work);
  if (working !== null) return working;
  const form = state.address ?? state.file?.form ?? state.naming;
  if (form !== null) return formContext<string, string>(form);
  switch (state.step) {
    case 'sources':
      return state.sources.typing ? 'filter' : 'merge-sources';
    case 'trust': {
      const met = state.met[state.looking];
      return met !== undefined && mustCompare(met, state) ? 'ask' : 'merge-page';
    }
    case 'differences':
      return state.table.typing ? 'filter' : 'merge-differences';
    case 'details':
      return conflictOfRow(state, state.row) === null ? 'report' : 'merge-decide';
    case 'policy':
      return 'modes';
    case 'signing':
      return 'merge-page';
    case 'review':
      return 'review';
    case 'running':
      return jobContext(state.watched) ?? 'wait';
    case 'receipt':
      return 'merge-receipt';
  }
}
