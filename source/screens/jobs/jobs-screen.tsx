import { shellWord } from '../../messages/shell-word.ts';
import type { ScreenPlan } from '../room.ts';
import { Jobs } from './jobs.tsx';
import { pressJobs } from './jobs-press.ts';
import { type JobsEvent, type JobsState, jobAt, jobsAtStart, jobsContext, reduceJobs } from './jobs-state.ts';
import { useJobsTasks } from './jobs-tasks.ts';

/** What runs by itself, and what has ended: follow it, pause it, go on with it. */
export const jobsScreen: ScreenPlan<'jobs', JobsState, JobsEvent> = {
  route: 'jobs',
  start: () => jobsAtStart,
  entered: (state) => reduceJobs(state, { type: 'look' }),
  context: jobsContext,
  title: ({ step }, { jobsView }) =>
    step === 'list' ? jobsView.title : `${jobsView.title} / ${jobsView.steps[step]}`,
  press: pressJobs,
  reduce: reduceJobs,
  changes: (event) => event.type === 'job-ended',
  command(state) {
    const id = shellWord(state.log?.id ?? state.watched.job ?? jobAt(state)?.id ?? '');
    if (state.step === 'log') return [`mirrordeck jobs log ${id}`];
    if (state.step === 'job') return [`mirrordeck jobs attach ${id}`];
    return ['mirrordeck jobs list'];
  },
  use: useJobsTasks,
  view: (props) => <Jobs {...props} />,
};
