import { withoutTilde } from '../../ui/form/complete-path.ts';
import { pressForm, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { pressWork, reading, workContext } from '../work/work-state.ts';
import { reviewLines } from './review-lines.ts';
import { withSource } from './verify-events.ts';
import { reportLines } from './verify-lines.ts';
import { depths, repairRequest, shares } from './verify-request.ts';
import { type VerifyState, verifying, watchesJob } from './verify-state.ts';

type Answer = Outcome<VerifyState> | null;

/** What a key does. */
export function pressVerify(state: VerifyState, press: Press): Answer {
  if (workContext(state.work) !== null) {
    const pressed = pressWork(state.work, press);
    return pressed === null ? null : { state: { ...state, work: pressed.work }, notice: pressed.notice };
  }
  if (watchesJob(state)) return pressWatched(state, press);
  if (state.form !== null) return pressAddress(state, state.form, press);
  switch (state.step) {
    case 'from':
      return pressFrom(state, press);
    case 'review':
      return pressReview(state, press);
    case 'findings':
    case 'report':
      return pressFindings(state, press);
    default:
      return pressTarget(state, press);
  }
}

function pressTarget(state: VerifyState, { meaning }: Press): Answer {
  const place = pressMenu(state.place, depths.length, meaning);
  if (place !== null) return { state: { ...state, place } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'verify':
      return { state: verifying(state) };
    case 'path':
      return { state: typing(state, state.address ?? '') };
    case 'less':
    case 'more': {
      const step = actionOf(meaning) === 'more' ? 1 : -1;
      const share = Math.max(0, Math.min(shares.length - 1, state.share + step));
      return { state: { ...state, share, place: depths.indexOf('sample') } };
    }
    default:
      return null;
  }
}

function typing(state: VerifyState, text: string): VerifyState {
  return { ...state, form: { entries: [textEntry('address', text, true)], focus: 0 } };
}

function pressAddress(
  state: VerifyState,
  form: NonNullable<VerifyState['form']>,
  { meaning }: Press,
): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, form: null } };
  if (action !== 'accept') return null;
  const address = withoutTilde(textOf(form, 'address'));
  // nothing typed is the current mirror again
  if (state.step === 'target')
    return { state: { ...state, form: null, address: address === '' ? null : address } };
  if (address === '')
    return { state: { ...state, form: withProblems(form, { address: 'empty' }) }, notice: 'formWrong' };
  return { state: { ...state, form: null, from: withSource(state.from, address) } };
}

/** A job's own keys. One that could not start, failed or was given up leads back to where it began. */
function pressWatched(state: VerifyState, press: Press): Answer {
  const pressed = pressJob(state.watched, press);
  if (pressed === null) return null;
  const { watched, notice, leave } = pressed;
  const { job, summary } = watched;
  const isOver = job === null || summary?.state === 'cancelled' || summary?.state === 'failed';
  if (leave !== true || !isOver) return { state: { ...state, watched }, notice, leave };
  const step = state.step === 'verifying' ? 'target' : state.step === 'again' ? 'report' : 'review';
  return { state: { ...state, watched: nothingWatched, step } };
}

function pressFindings(state: VerifyState, { meaning, view }: Press): Answer {
  const { body, messages } = view;
  const count = wrapped(reportLines(state, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'target', top: 0 } };
    case 'verify':
      return { state: verifying(state) };
    case 'repair': {
      const { result } = state;
      if (result === null || result.problems.length === 0) return { state, notice: 'nothingBroken' };
      if (result.identity.kind === 'http') return { state, notice: 'repairsFolders' };
      return { state: { ...state, work: reading(state.work, 'sources') } };
    }
    default:
      return null;
  }
}

/** Rows of the sources to repair from. */
export function sourceRowsOn(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 7);
}

function pressFrom(state: VerifyState, { meaning, view }: Press): Answer {
  const shape = { height: sourceRowsOn(view.body.height), columns: 2 };
  const from = pressTable(state.from, meaning, shape);
  if (from !== null) return { state: { ...state, from } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'findings', top: 0 } };
    case 'path':
      return { state: typing(state, '') };
    case 'accept':
      return { state: { ...state, work: reading(state.work, 'plan') } };
    default:
      return null;
  }
}

function pressReview(state: VerifyState, { meaning, view }: Press): Answer {
  const { plan } = state;
  if (plan === null) return null;
  const { body, messages } = view;
  const count = wrapped(reviewLines(plan, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'from' } };
  if (action !== 'start') return null;
  if (plan.items.length + plan.signs.length === 0) return { state, notice: 'nothingRepairable' };
  const request = repairRequest(state);
  const watched = startJob(state.watched, { kind: 'repair', request, plan });
  return { state: { ...state, step: 'repairing', watched, top: 0 } };
}
