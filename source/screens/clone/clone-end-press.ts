import { pressPager, wrapped } from '../../ui/pager.tsx';
import { problemRows } from '../problem-view.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { type CloneState, cloneAtStart, withCloneTask } from './clone-state.ts';
import { planFileForm, pressSaving } from './clone-ways.ts';
import { receiptLines } from './receipt-lines.ts';
import { reviewLines } from './review-lines.ts';

type Answer = Outcome<CloneState> | null;

/** Yes or no: to a fingerprint met for the first time, or to stopping a clone. */
export function pressAsking(state: CloneState, { meaning }: Press): Answer {
  const action = actionOf(meaning);
  if (action !== 'yes' && action !== 'no') return null;
  const settled: CloneState = { ...state, asking: null };
  if (state.asking === 'trust') {
    return { state: action === 'yes' ? { ...settled, step: 'way' } : { ...settled, catalogue: null } };
  }
  return { state: settled };
}

/** A problem in place of the step: again, or back to what was entered. */
export function pressProblem(state: CloneState, { meaning, view }: Press): Answer {
  if (state.problem === null) return null;
  const count = problemRows(state.problem.problem, view.messages, view.body.width);
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const { task } = state.problem;
  const id = state.tasks + 1;
  switch (actionOf(meaning)) {
    case 'back':
      return leaveProblem({ ...state, problem: null, top: 0 });
    case 'retry':
      return { state: withCloneTask(state, { ...task, id }) };
    default:
      return null;
  }
}

function leaveProblem(state: CloneState): Answer {
  return { state: state.step === 'source' ? withoutPreset(state) : state };
}

/**
 * The source that it was to begin with is not read: what is chosen from now on is something else. Nothing was ever
 * listed then.
 */
export function withoutPreset(state: CloneState): CloneState {
  const without = state.preset === null ? state : { ...state, preset: null, kept: null };
  return state.list.length > 0 ? without : withCloneTask(without, { kind: 'list', id: state.tasks + 1 });
}

/** While files are fetched: the job's own keys. Esc leaves it running. */
export function pressRunning(state: CloneState, press: Press): Answer {
  const pressed = pressJob(state.watched, press);
  if (pressed === null) return null;
  const { watched, notice, leave } = pressed;
  // What could not even be started, or was given up, leads back to the review.
  if (leave === true && isOver(state))
    return { state: { ...state, watched: nothingWatched, step: 'review' } };
  return { state: { ...state, watched }, notice, leave };
}

function isOver({ watched: { job, summary } }: CloneState): boolean {
  return job === null || summary?.state === 'cancelled' || summary?.state === 'failed';
}

/** The plan, to be read and then carried out. */
export function pressReview(state: CloneState, { meaning, view }: Press): Answer {
  const { plan } = state;
  if (plan === null) return null;
  const { body, messages } = view;
  if (state.saving !== null) return pressSaving(state, state.saving, plan, { meaning, view });
  const count = wrapped(reviewLines(plan, currentAddress(state), messages, body.width), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back') {
    // a plan that was loaded has no choices behind it
    const step = state.components.chosen.size === 0 ? 'way' : 'target';
    return { state: { ...state, step, top: 0 } };
  }
  if (action === 'save') return { state: { ...state, saving: planFileForm() } };
  if (action !== 'start') return null;
  const { fetch, free } = plan.bytes;
  if (free !== null && free < fetch) return { state, notice: 'noSpace' };
  const watched = startJob(state.watched, { kind: 'clone', plan });
  return { state: { ...state, step: 'running', top: 0, watched } };
}

/** What was made, to be read; then home, or once more for what failed. */
export function pressReceipt(state: CloneState, { meaning, view }: Press): Answer {
  const { result } = state;
  if (result === null) return null;
  const { body, messages } = view;
  const count = wrapped(receiptLines(result, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'done':
      return {
        state: { ...cloneAtStart(null), used: state.used, tasks: state.tasks, task: null },
        go: 'home',
      };
    case 'verify':
      return { state, go: { route: 'verify', with: { address: result.target } } };
    case 'serve':
      return { state, go: { route: 'serve', with: { path: result.target } } };
    case 'again': {
      if (state.plan === null) return null;
      if (result.failures.length === 0) return { state, notice: 'nothingMissing' };
      const task = { kind: 'plan' as const, id: state.tasks + 1, request: state.plan.request };
      return { state: withCloneTask({ ...state, watched: nothingWatched }, task) };
    }
    default:
      return null;
  }
}

/** The address that the home is set to, as the list of sources said. */
export function currentAddress(state: CloneState): string | null {
  return state.list.find((source) => source.current)?.address ?? null;
}
