import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { isAtWork } from '../jobs-at-work.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { isEnded, whyAtRest } from '../work/job-standing.ts';
import { followJob, nothingWatched } from '../work/job-state.ts';
import { pressWork, workContext } from '../work/work-state.ts';
import { endLines, logLines } from './jobs-lines.ts';
import { isOver, type JobsState, jobAt, logging, removing } from './jobs-state.ts';

type Answer = Outcome<JobsState> | null;

/** What a key does. */
export function pressJobs(state: JobsState, press: Press): Answer {
  const action = actionOf(press.meaning);
  if (workContext(state.work) !== null) {
    const pressed = pressWork(state.work, press);
    return pressed === null ? null : { state: { ...state, work: pressed.work }, notice: pressed.notice };
  }
  if (state.asking !== null) {
    if (action === 'no') return { state: { ...state, asking: null } };
    return action === 'yes' ? { state: removing(state, state.asking.ids) } : null;
  }
  if (state.step === 'log') return pressLog(state, press);
  return state.step === 'job' ? pressFollowed(state, press) : pressList(state, press);
}

/** Rows of the list. */
export function jobRowsOn(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 4);
}

function pressList(state: JobsState, press: Press): Answer {
  const { meaning, view } = press;
  const table = pressTable(state.table, meaning, { height: jobRowsOn(view.body.height), columns: 6 });
  if (table !== null) return { state: { ...state, table } };
  const action = actionOf(meaning);
  if (action === 'back') return { state, leave: true };
  if (action === 'clear') {
    const ended = (state.jobs ?? []).some((job) => !isAtWork(job));
    return ended ? { state: { ...state, asking: { ids: null } } } : { state, notice: 'nothingEnded' };
  }
  const job = jobAt(state);
  if (job === null) return action === null ? null : { state, notice: 'noRow' };
  switch (action) {
    case 'attach':
      // a server's own screen says what clients need
      if (job.kind === 'serve' && isAtWork(job)) return { state, go: { route: 'serve', with: { job } } };
      return { state: followed(state) };
    case 'log':
      return { state: logging(state, job.id) };
    case 'remove':
      if (isAtWork(job)) return { state, notice: 'jobAtWork' };
      return { state: { ...state, asking: { ids: [job.id] } } };
    case 'pause':
    case 'cancel':
      if (action === 'pause' && !isAtWork(job)) return { state, notice: whyAtRest(job.state) };
      if (isEnded(job.state)) return { state, notice: 'jobNotAtWork' };
      return pressFollowed(followed(state), press);
    case 'resume':
      if (isAtWork(job)) return { state, notice: 'jobAtWork' };
      if (job.state === 'done') return { state, notice: 'jobDone' };
      return pressFollowed(followed(state), press);
    default:
      return null;
  }
}

function followed(state: JobsState): JobsState {
  const job = jobAt(state);
  if (job === null) return state;
  return { ...state, step: 'job', detail: null, top: 0, watched: followJob(state.watched, job) };
}

/** A followed job's own keys; at its end what came of it is read. Esc is back to the list, the job goes on. */
function pressFollowed(state: JobsState, press: Press): Answer {
  const { meaning, view } = press;
  const list = (): Answer => ({
    state: {
      ...state,
      step: 'list',
      watched: { ...nothingWatched, count: state.watched.count },
      detail: null,
    },
  });
  const action = actionOf(meaning);
  if (action === 'log' && state.watched.job !== null) return { state: logging(state, state.watched.job) };
  if (isOver(state) && action !== 'resume') {
    if (state.detail !== null) {
      const count = wrapped(endLines(state.detail, view.messages), view.body.width).length;
      const top = pressPager(state.top, count, view.body.height, meaning);
      if (top !== null) return { state: { ...state, top } };
    }
    return action === 'back' ? list() : null;
  }
  if (isOver(state) && state.watched.summary?.state === 'done') return { state, notice: 'jobDone' };
  const pressed = pressJob(state.watched, press);
  if (pressed === null) return null;
  if (pressed.leave === true) return list();
  return { state: { ...state, watched: pressed.watched }, notice: pressed.notice };
}

function pressLog(state: JobsState, { meaning, view }: Press): Answer {
  const { body, messages } = view;
  const lines = state.log === null ? [] : logLines(state.log.events, messages);
  const top = pressPager(state.top, wrapped(lines, body.width).length, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  if (actionOf(meaning) !== 'back') return null;
  const step = state.watched.job === null ? 'list' : 'job';
  return { state: { ...state, step, log: null, top: 0 } };
}
