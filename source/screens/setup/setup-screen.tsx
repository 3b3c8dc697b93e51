import { type FormState, textOf, withFolders } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging } from '../work/work-state.ts';
import { Setup } from './setup.tsx';
import { setupCommands } from './setup-commands.ts';
import { pressSetup } from './setup-press.ts';
import { reduceSetup, type SetupEvent, type SetupState, setupAtStart, setupContext } from './setup-state.ts';
import { useSetupTasks } from './setup-tasks.ts';

function wantedOf({ completion }: FormState): string | null {
  return completion?.found === null ? completion.text : null;
}

/** Step by step to a mirror that this home can work with. */
export const setupScreen: ScreenPlan<'setup', SetupState, SetupEvent> = {
  route: 'setup',
  start: () => setupAtStart,
  // what was set is set: another time it begins anew
  entered: (state) => (state.step === 'done' ? setupAtStart : state),
  context: setupContext,
  title: ({ step }, { setup }) => `${setup.title} / ${setup.steps[step]}`,
  press: pressSetup,
  reduce: reduceSetup,
  changes: ({ type }) => type === 'done' || type === 'made',
  wanted: (state) =>
    state.step === 'own' ? wantedOf(state.own) : state.step === 'address' ? wantedOf(state.address) : null,
  found: (state, text, found) =>
    state.step === 'own'
      ? { ...state, own: withFolders(state.own, text, found) }
      : { ...state, address: withFolders(state.address, text, found) },
  command: setupCommands,
  unsaved: ({ step, own }) => (step === 'own' || step === 'review') && textOf(own, 'path') !== '',
  busy: ({ work }) => isChanging(work),
  use: useSetupTasks,
  view: (props) => <Setup {...props} />,
};
