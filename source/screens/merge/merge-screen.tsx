import { withFolders } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { reading } from '../work/work-state.ts';
import { Merge } from './merge.tsx';
import { keptMerge, mergeFrom } from './merge-arrival.ts';
import { mergeCommand } from './merge-command.ts';
import { mergeContext } from './merge-context.ts';
import { type MergeEvent, reduceMerge } from './merge-events.ts';
import { pressMerge } from './merge-press.ts';
import { countedStep, type MergeState, type MergeWork, mergeAtStart, pathForm } from './merge-state.ts';
import { useMergeTasks } from './merge-tasks.ts';

function isDeciding({ decisions, step }: MergeState): boolean {
  return decisions.size > 0 && step !== 'running' && step !== 'receipt';
}

/** A rule is chosen, and roots were compared before: soon done again, but not to be lost with the line. */
function isRuled({ policy, step }: MergeState): boolean {
  return policy !== 'fail' && step !== 'running' && step !== 'receipt';
}

/** Other mirrors into the current one: sources, what differs, who decides, who signs, and the merge itself. */
export const mergeScreen: ScreenPlan<'merge', MergeState, MergeEvent> = {
  route: 'merge',
  start: (arrival) => (arrival === null ? mergeAtStart : mergeFrom(arrival)),
  // sources may have been added elsewhere meanwhile
  entered: (state) =>
    state.step === 'sources' && state.work.task === null && state.work.problem === null
      ? { ...state, work: reading<MergeWork>(state.work, { kind: 'list' }) }
      : state,
  context: mergeContext,
  title: ({ step }, { rooms, merge }) => `${rooms.merge.label} / ${merge.steps[countedStep(step)]}`,
  press: pressMerge,
  reduce: reduceMerge,
  changes: (event) => event.type === 'job-ended',
  says: (event) => (event.type === 'saved' ? 'saved' : null),
  wanted: (state) => {
    const completion = pathForm(state)?.completion;
    return completion?.found === null ? completion.text : null;
  },
  found: (state, text, found) => {
    if (state.address !== null) return { ...state, address: withFolders(state.address, text, found) };
    const { file } = state;
    if (file === null) return state;
    return { ...state, file: { ...file, form: withFolders(file.form, text, found) } };
  },
  command: (state, { body }) => mergeCommand(state, body.width - 2),
  unsaved: (state) => isDeciding(state) && state.savedIn === null,
  keeps: (state) =>
    (isDeciding(state) || isRuled(state)) && state.met.length > 0
      ? { work: { kind: 'merge', request: keptMerge(state) }, instead: state.kept }
      : null,
  use: useMergeTasks,
  view: (props) => <Merge {...props} />,
};
