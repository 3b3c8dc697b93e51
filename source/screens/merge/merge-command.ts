import { shellWord } from '../../messages/shell-word.ts';
import { brokenCommand } from '../command-rows.ts';
import { chosenSources } from './merge-rows.ts';
import type { MergeState } from './merge-state.ts';

/** The name that a file of decisions is proposed to have. */
export const usualFile = 'merge-decisions.json';

/** The command that does the same, on rows of `width` columns; empty until sources are chosen. */
export function mergeCommand(state: MergeState, width: number): readonly string[] {
  const { met, policy, decisions, savedIn, step } = state;
  const asked = step === 'sources' ? chosenSources(state) : met.map((one) => one.asked);
  if (asked.length === 0) return [];
  const words = (...parts: readonly string[]): string => parts.map(shellWord).join(' ');
  const parts = ['mirrordeck mirror merge', ...asked.map((one) => words(one))];
  const pinned = met.some(
    ({ report: { identity } }) => identity.trust === 'new' || identity.trust === 'local',
  );
  // the command takes one for each or none
  if (step !== 'sources' && pinned)
    parts.push(words('--fingerprint', met.map(({ report }) => report.identity.fingerprint).join(',')));
  if (policy !== 'fail') parts.push(words('--on-conflict', policy));
  if (decisions.size > 0) parts.push(words('--decisions', savedIn ?? usualFile));
  return brokenCommand(parts, width);
}
