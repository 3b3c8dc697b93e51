import { withFolders } from '../../ui/form/form-state.ts';
import { brokenCommand } from '../command-rows.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging } from '../work/work-state.ts';
import { isChanged } from './role-draft.ts';
import { Rotate } from './rotate.tsx';
import { commandsOf } from './rotate-command.ts';
import { rotateContext } from './rotate-context.ts';
import { pressRotate } from './rotate-press.ts';
import { type RotateEvent, type RotateState, reduceRotate, rotateAtStart } from './rotate-state.ts';
import { useRotateTasks } from './rotate-tasks.ts';

/** The next root, a component's next owner, a new beginning: what several people sign. */
export const rotateScreen: ScreenPlan<'rotate', RotateState, RotateEvent> = {
  route: 'rotate',
  start: rotateAtStart,
  context: rotateContext,
  title: ({ step }, { rooms, rotating }) => `${rooms.rotate.label} / ${rotating.steps[step]}`,
  press: pressRotate,
  reduce: reduceRotate,
  changes: ({ type }) => type === 'applied' || type === 'given-up',
  wanted({ wish, step }) {
    const completion = step === 'form' ? wish?.form.completion : undefined;
    return completion?.found === null ? completion.text : null;
  },
  found(state, text, found) {
    const { wish } = state;
    return wish === null ? state : { ...state, wish: { ...wish, form: withFolders(wish.form, text, found) } };
  },
  command: (state, { body, messages }) =>
    commandsOf(state, messages).flatMap((parts) => brokenCommand(parts, body.width - 2)),
  unsaved: ({ step, draft, wish }) =>
    step === 'form' ||
    (step === 'review' && wish?.kind !== 'new-root') ||
    (draft !== null && isChanged(draft)),
  busy: ({ work }) => isChanging(work),
  use: useRotateTasks,
  view: (props) => <Rotate {...props} />,
};
