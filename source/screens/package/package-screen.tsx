import { textOf, withFolders } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging } from '../work/work-state.ts';
import { Package } from './package.tsx';
import { type PackageEvent, reducePackage } from './package-events.ts';
import { packageCommands } from './package-lines.ts';
import { pressPackage } from './package-press.ts';
import { type PackageState, packageAtStart, packageContext } from './package-state.ts';
import { usePackageTasks } from './package-tasks.ts';

/** Own files become tarballs that can be published. */
export const packageScreen: ScreenPlan<'package', PackageState, PackageEvent> = {
  route: 'package',
  start: packageAtStart,
  context: packageContext,
  title: ({ step }, messages) => `${messages.rooms.package.label} / ${messages.packaging.steps[step]}`,
  press: pressPackage,
  reduce: reducePackage,
  wanted: ({ step, about }) =>
    step === 'about' && about.completion?.found === null ? about.completion.text : null,
  found: (state, text, found) => ({ ...state, about: withFolders(state.about, text, found) }),
  command: ({ plans, packed, about }) =>
    packageCommands(packed.length > 0 ? packed.map(({ plan }) => plan) : plans, textOf(about, 'output')),
  unsaved: ({ step, picked }) => picked.length > 0 && step !== 'done',
  busy: ({ work }) => isChanging(work),
  use: usePackageTasks,
  view: (props) => <Package {...props} />,
};
