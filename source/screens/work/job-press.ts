import type { JobSummary } from '../../engine/index.ts';
import { pressForm, textEntry, textOf } from '../../ui/form/form-state.ts';
import { pressPager } from '../../ui/pager.tsx';
import type { Problem } from '../../ui/problem.ts';
import { problemRows } from '../problem-view.tsx';
import { actionOf, type Press, type Reason } from '../screen.ts';
import { isEnded, isRunning, whyAtRest } from './job-standing.ts';
import type { JobOrder, Watched } from './job-state.ts';

export type JobPress = {
  readonly watched: Watched;
  readonly notice?: Reason;
  /** Back to where the person came from; the job goes on. */
  readonly leave?: true;
};

function ordered(watched: Watched, order: JobOrder): JobPress {
  const id = watched.count + 1;
  return { watched: { ...watched, count: id, order: { id, order }, asking: false, rate: null } };
}

/** What a key does then; null: nothing here. */
export function pressJob(watched: Watched, press: Press): JobPress | null {
  const action = actionOf(press.meaning);
  if (watched.problem !== null) return pressJobProblem(watched, watched.problem, press);
  if (watched.asking) {
    if (action === 'no') return { watched: { ...watched, asking: false } };
    return action === 'yes' ? ordered(watched, { what: 'cancel' }) : null;
  }
  if (watched.rate !== null) return pressRate(watched, watched.rate, press);
  if (action === 'leave' || action === 'back') return { watched, leave: true };
  if (watched.order !== null) return { watched, notice: 'jobBusy' };
  switch (action) {
    case 'pause':
      if (!isRunning(watched.summary?.state)) return { watched, notice: whyAtRest(watched.summary?.state) };
      return ordered(watched, { what: action });
    case 'resume':
      if (isRunning(watched.summary?.state)) return { watched, notice: 'jobAtWork' };
      return ordered(watched, { what: action });
    case 'cancel':
      if (isEnded(watched.summary?.state)) return { watched, notice: 'jobNotAtWork' };
      return { watched: { ...watched, asking: true } };
    case 'rate':
      if (watched.summary?.kind === 'serve') return { watched, notice: 'serverRate' };
      return { watched: { ...watched, rate: rateForm(watched.summary) } };
    default:
      return null;
  }
}

function rateForm(summary: JobSummary | null): NonNullable<Watched['rate']> {
  return { entries: [textEntry<'rate', 'empty'>('rate', summary?.limitRate ?? '')], focus: 0 };
}

function pressRate(
  watched: Watched,
  form: NonNullable<Watched['rate']>,
  { meaning }: Press,
): JobPress | null {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { watched: { ...watched, rate: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { watched: { ...watched, rate: null } };
  if (action !== 'accept') return null;
  const text = textOf(form, 'rate');
  return ordered(watched, { what: 'rate', limitRate: text === '' ? null : text });
}

function pressJobProblem(watched: Watched, problem: Problem, { meaning, view }: Press): JobPress | null {
  const count = problemRows(problem, view.messages, view.body.width);
  const top = pressPager(watched.top, count, view.body.height, meaning);
  if (top !== null) return { watched: { ...watched, top } };
  const action = actionOf(meaning);
  if (action !== 'back' && action !== 'retry') return null;
  const calm: Watched = { ...watched, problem: null };
  return watched.job === null && action === 'back' ? { watched: calm, leave: true } : { watched: calm };
}
