import { hasProblem, pressForm } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { pressWork, reading, workContext } from '../work/work-state.ts';
import { exposureReview, servingLines } from './serve-lines.ts';
import { checkedServe, serveForm, serveRequest } from './serve-request.ts';
import { isServing, opensUp, type ServeState, type ServeWork } from './serve-state.ts';

type Answer = Outcome<ServeState> | null;

/** What a key does. */
export function pressServe(state: ServeState, press: Press): Answer {
  if (workContext(state.work) !== null) {
    const isLooking = state.work.task?.what === 'look';
    if (isLooking && actionOf(press.meaning) === 'back') return { state, leave: true };
    const pressed = pressWork(state.work, press);
    return pressed === null ? null : { state: { ...state, work: pressed.work }, notice: pressed.notice };
  }
  switch (state.step) {
    case 'form':
      return pressServeForm(state, press);
    case 'exposure':
      return pressExposure(state, press);
    case 'serving':
      return pressServing(state, press);
  }
}

function pressServeForm(state: ServeState, { meaning }: Press): Answer {
  const { form } = state;
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state, leave: true };
  if (action !== 'accept') return null;
  const checked = checkedServe(form);
  if (hasProblem(checked)) return { state: { ...state, form: checked }, notice: 'formWrong' };
  return { state: { ...state, form: checked, work: reading<ServeWork>(state.work, 'check') } };
}

/** For this machine alone Enter starts it; for others only a yes does. */
function pressExposure(state: ServeState, { meaning, view }: Press): Answer {
  const { body, messages } = view;
  const count = wrapped(exposureReview(state, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back' || action === 'no') return { state: { ...state, step: 'form', top: 0 } };
  if (action !== (opensUp(state) ? 'yes' : 'start')) return null;
  const watched = startJob(state.watched, { kind: 'serve', request: serveRequest(state.form) });
  return { state: { ...state, step: 'serving', watched, top: 0 } };
}

function pressServing(state: ServeState, press: Press): Answer {
  const action = actionOf(press.meaning);
  const { watched } = state;
  if (isServing(state)) {
    const lines = servingLines(state, press.view.messages);
    const { width, height } = press.view.body;
    const top = pressPager(state.top, wrapped(lines, width).length, height, press.meaning);
    if (top !== null) return { state: { ...state, top } };
  }
  if (action === 'stop') return { state: { ...state, watched: { ...watched, asking: true } } };
  // another one beside it: that one goes on, and is found among the jobs
  if (action === 'add')
    return { state: { ...state, step: 'form', watched: nothingWatched, form: serveForm('') } };
  const pressed = pressJob(watched, press);
  if (pressed === null) return null;
  const isOver = jobIsOver(pressed.watched.summary?.state) || pressed.watched.job === null;
  if (pressed.leave !== true || !isOver)
    return { state: { ...state, watched: pressed.watched }, notice: pressed.notice, leave: pressed.leave };
  return { state: { ...state, watched: nothingWatched, step: 'form' } };
}

function jobIsOver(state: string | undefined): boolean {
  return state !== undefined && !['queued', 'running'].includes(state);
}
