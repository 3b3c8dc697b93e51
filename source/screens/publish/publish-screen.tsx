import type { ScreenPlan } from '../room.ts';
import { isChanging, reading, workContext } from '../work/work-state.ts';
import { Publish } from './publish.tsx';
import { type PublishEvent, reducePublish } from './publish-events.ts';
import { changeCommand, publishCommands } from './publish-lines.ts';
import { pressPublish } from './publish-press.ts';
import { type PublishState, publishAtStart, publishContext } from './publish-state.ts';
import { usePublishTasks } from './publish-tasks.ts';

/** What is in the own mirror: publish more, modify, yank, hide, renew. */
export const publishScreen: ScreenPlan<'publish', PublishState, PublishEvent> = {
  route: 'publish',
  start: publishAtStart,
  // keys and components may have changed on another screen
  entered(state) {
    if (workContext(state.work) !== null || state.step === 'publishing') return state;
    return { ...state, work: reading(state.work, { kind: 'read' }) };
  },
  context: publishContext,
  title: ({ step }, messages) => `${messages.rooms.publish.label} / ${messages.publishing.steps[step]}`,
  press: pressPublish,
  reduce: reducePublish,
  changes: ({ type }) => type === 'published' || type === 'changed' || type === 'job-ended',
  command({ step, plans, change }) {
    if (step === 'change' && change !== null) return [changeCommand(change)];
    return step === 'review' || step === 'done' ? publishCommands(plans) : [];
  },
  unsaved: ({ tarballs, step }) => tarballs.length > 0 && step !== 'done',
  busy: ({ work }) => isChanging(work),
  use: usePublishTasks,
  view: (props) => <Publish {...props} />,
};
