import type { CloneRequest } from '../../engine/index.ts';
import { withFolders } from '../../ui/form/form-state.ts';
import { cleanText } from '../../ui/text.ts';
import type { Look } from '../keeper.ts';
import type { ScreenPlan } from '../room.ts';
import { Clone } from './clone.tsx';
import { cloneContext } from './clone-context.ts';
import { currentAddress } from './clone-end-press.ts';
import { type CloneEvent, reduceClone } from './clone-events.ts';
import { pressClone } from './clone-press.ts';
import { answersOf, choosesAny, requestOf } from './clone-request.ts';
import { type CloneState, cloneAtStart } from './clone-state.ts';
import { useCloneTasks } from './clone-tasks.ts';
import { commandRows } from './command-line.ts';

/** The form that is on the screen, if one is. */
function formOf({ address, saved, saving, target, step }: CloneState) {
  return address ?? saved ?? saving ?? (step === 'target' ? target : null);
}

/** What the choices so far ask for: the plan once there is one, and before it what is chosen, whatever is still open. */
function requested(state: CloneState, targetWord: string): CloneRequest | null {
  const { step, plan, catalogue } = state;
  if (step === 'review' || step === 'running' || step === 'receipt') return plan?.request ?? null;
  if (catalogue === null || state.asking !== null || !choosesAny(state)) return null;
  const request = requestOf(state);
  return { ...request, target: request.target === '' ? targetWord : request.target };
}

function isUnsaved({ components, step }: CloneState): boolean {
  return components.chosen.size > 0 && step !== 'running' && step !== 'receipt';
}

/** While it is open whether its source is trusted, nothing takes the place of what is kept. */
function keeps(state: CloneState): ReturnType<Look> {
  if (!isUnsaved(state)) return null;
  if (state.catalogue === null || state.asking !== null) return 'same';
  const work = { kind: 'clone', request: requestOf(state), answers: answersOf(state) } as const;
  return { work, instead: state.kept };
}

/** From a source to a mirror: the wizard and the bars. */
export const cloneScreen: ScreenPlan<'clone', CloneState, CloneEvent> = {
  route: 'clone',
  start: cloneAtStart,
  entered: (state) => reduceClone(state, { type: 'begin' }),
  context: cloneContext,
  title: ({ step }, messages) => `${messages.clone.title} / ${messages.clone.steps[step]}`,
  subject: ({ catalogue }) => (catalogue === null ? null : cleanText(catalogue.identity.address)),
  press: pressClone,
  reduce: reduceClone,
  says: ({ type }) => (type === 'saved' ? 'saved' : null),
  wanted(state) {
    const form = formOf(state);
    return form?.completion?.found === null ? form.completion.text : null;
  },
  found(state, text, found) {
    if (state.address !== null) return { ...state, address: withFolders(state.address, text, found) };
    if (state.saved !== null) return { ...state, saved: withFolders(state.saved, text, found) };
    if (state.saving !== null) return { ...state, saving: withFolders(state.saving, text, found) };
    return { ...state, target: withFolders(state.target, text, found) };
  },
  command(state, { body, messages }) {
    const request = requested(state, messages.clone.targetWord);
    return request === null ? [] : commandRows(request, currentAddress(state), body.width - 2);
  },
  unsaved: isUnsaved,
  keeps,
  use: useCloneTasks,
  view: (props) => <Clone {...props} />,
};
