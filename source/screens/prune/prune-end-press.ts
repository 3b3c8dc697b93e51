import { confirmBy, pressConfirm } from '../../ui/confirm/confirm-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { type PruneState, pruneAtStart, withPolicy } from './prune-state.ts';
import { receiptLines } from './receipt-lines.ts';
import { nameToType, reviewLines } from './review-lines.ts';

type Answer = Outcome<PruneState> | null;

/** The review: on to typing the name, when there is anything to do and everybody who has to sign is here. */
export function pressReview(state: PruneState, { meaning, view }: Press): Answer {
  const { plan } = state;
  if (plan === null) return null;
  const { body, messages } = view;
  const count = wrapped(reviewLines(plan, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'policy', top: 0 } };
    case 'start': {
      if (plan.yanks.length + plan.deletes.length === 0) return { state, notice: 'nothingGoes' };
      if (plan.missing.length > 0) return { state, notice: 'signersMissing' };
      return { state: { ...state, step: 'confirm', confirm: confirmBy(nameToType(plan)) } };
    }
    default:
      return null;
  }
}

/** Nothing goes before the mirror's name has been typed. */
export function pressTyping(state: PruneState, { meaning }: Press): Answer {
  const { plan } = state;
  const pressed = pressConfirm(state.confirm, meaning);
  if (plan === null || pressed === null) return null;
  const { confirm, outcome, notice } = pressed;
  if (outcome === 'left') return { state: { ...state, confirm, step: 'review' } };
  if (outcome !== 'confirmed') return { state: { ...state, confirm }, notice };
  const watched = startJob(state.watched, { kind: 'prune', plan });
  return { state: { ...state, confirm, step: 'running', watched } };
}

/** The job's own keys. One that could not start, failed or was given up leads back to the policy, planned anew. */
export function pressRunning(state: PruneState, press: Press): Answer {
  const pressed = pressJob(state.watched, press);
  if (pressed === null) return null;
  const { watched, notice, leave } = pressed;
  const { job, summary } = watched;
  const isOver = job === null || summary?.state === 'cancelled' || summary?.state === 'failed';
  if (leave !== true || !isOver) return { state: { ...state, watched }, notice, leave };
  return { state: withPolicy({ ...state, watched: nothingWatched, step: 'policy' }, state.policy) };
}

/** What came of it; then the policy again, over the mirror as it is now. */
export function pressReceipt(state: PruneState, { meaning, view }: Press): Answer {
  const { result } = state;
  if (result === null) return null;
  const { body, messages } = view;
  const count = wrapped(receiptLines(result, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  if (actionOf(meaning) !== 'done') return null;
  return {
    state: withPolicy({ ...pruneAtStart, watched: nothingWatched, work: state.work }, pruneAtStart.policy),
    go: 'home',
  };
}
