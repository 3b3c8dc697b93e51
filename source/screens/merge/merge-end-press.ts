import { pressPager, type ReportLine, wrapped } from '../../ui/pager.tsx';
import { stepBody } from '../../ui/wizard.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { asksFile } from './differences-press.ts';
import { planned } from './merge-events.ts';
import { type MergeState, mergeAtStart } from './merge-state.ts';
import { receiptLines } from './receipt-lines.ts';
import { reviewLines } from './review-lines.ts';
import { canSign, signingLines } from './signing-lines.ts';

type Answer = Outcome<MergeState> | null;

/** Moving within a page that is longer than the screen. */
function scrolled(state: MergeState, lines: readonly ReportLine[], { meaning, view }: Press): Answer {
  const { width, height } = stepBody(view.body);
  const top = pressPager(state.top, wrapped(lines, width).length, height, meaning);
  return top === null ? null : { state: { ...state, top } };
}

/** Who signs what: on only when every key is here. */
export function pressSigning(state: MergeState, press: Press): Answer {
  const { plan } = state;
  if (plan === null) return null;
  switch (actionOf(press.meaning)) {
    case 'back':
      return { state: { ...state, step: 'differences', top: 0 } };
    case 'refresh':
      return { state: planned(state, true) };
    case 'accept':
      if (!canSign(plan)) return { state, notice: 'mergeKeysMissing' };
      return { state: { ...state, step: 'review', top: 0 } };
    default:
      return scrolled(state, signingLines(plan, press.view.messages), press);
  }
}

/** Everything that will be done, to be read and then carried out. */
export function pressReview(state: MergeState, press: Press): Answer {
  const { plan } = state;
  if (plan === null) return null;
  switch (actionOf(press.meaning)) {
    case 'back':
      return { state: { ...state, step: 'signing', top: 0 } };
    case 'save':
      return asksFile(state, 'save');
    case 'start': {
      if (plan.unchanged) return { state, notice: 'nothingToMerge' };
      const { fetch, free } = plan.bytes;
      if (free !== null && free < fetch) return { state, notice: 'noSpace' };
      const watched = startJob(state.watched, { kind: 'merge', plan });
      return { state: { ...state, step: 'running', top: 0, watched } };
    }
    default: {
      const { messages, body } = press.view;
      return scrolled(state, reviewLines(state, messages, body.width), press);
    }
  }
}

/** While files are fetched: the job's own keys. Esc leaves it running. */
export function pressRunning(state: MergeState, press: Press): Answer {
  const pressed = pressJob(state.watched, press);
  if (pressed === null) return null;
  const { watched, notice, leave } = pressed;
  const { job, summary } = state.watched;
  const isOver = job === null || summary?.state === 'cancelled' || summary?.state === 'failed';
  // what could not even be started, or was given up, leads back to the review
  if (leave === true && isOver) return { state: { ...state, watched: nothingWatched, step: 'review' } };
  return { state: { ...state, watched }, notice, leave };
}

/** What came of it; then home, or on to verifying. */
export function pressReceipt(state: MergeState, press: Press): Answer {
  const { result } = state;
  switch (actionOf(press.meaning)) {
    case 'done':
      return { state: mergeAtStart, go: 'home' };
    case 'verify':
      if (result === null) return null;
      return { state, go: { route: 'verify', with: { address: result.target } } };
    case 'serve':
      if (result === null) return null;
      return { state, go: { route: 'serve', with: { path: result.target } } };
    default:
      return scrolled(state, receiptLines(state, press.view.messages), press);
  }
}
