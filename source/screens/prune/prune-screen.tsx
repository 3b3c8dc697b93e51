import type { ScreenPlan } from '../room.ts';
import { pruneCommand } from './policy.ts';
import { Prune } from './prune.tsx';
import { prunePress } from './prune-press.ts';
import { type PruneEvent, type PruneState, pruneAtStart, pruneContext, reducePrune } from './prune-state.ts';
import { usePruneTasks } from './prune-tasks.ts';

/** What a policy would remove, seen before anything goes; then removed. */
export const pruneScreen: ScreenPlan<'prune', PruneState, PruneEvent> = {
  route: 'prune',
  start: () => pruneAtStart,
  context: pruneContext,
  title: ({ step }, { prune }) => `${prune.title} / ${prune.steps[step]}`,
  press: prunePress,
  reduce: reducePrune,
  changes: (event) => event.type === 'job-ended',
  command: ({ policy }, { body }) => pruneCommand(policy, body.width - 2),
  use: usePruneTasks,
  view: (props) => <Prune {...props} />,
};
