import { shellWord } from '../../messages/shell-word.ts';
import { textOf } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging, reading, workContext } from '../work/work-state.ts';
import { Install } from './install.tsx';
import { type InstallEvent, reduceInstall } from './install-events.ts';
import { pressInstall } from './install-press.ts';
import { type InstallState, installAtStart, installContext } from './install-state.ts';
import { useInstallTasks } from './install-tasks.ts';
import { wordsOf } from './words.ts';

/** Components on this machine: install, update, uninstall, run. */
export const installScreen: ScreenPlan<'install', InstallState, InstallEvent> = {
  route: 'install',
  start: installAtStart,
  // another screen may have changed the mirror
  entered(state) {
    if (workContext(state.work) !== null || state.step !== 'list') return state;
    return { ...state, work: reading(state.work, { kind: 'read' }) };
  },
  context: installContext,
  title: ({ step }, messages) => `${messages.rooms.install.label} / ${messages.install.steps[step]}`,
  press: pressInstall,
  reduce: reduceInstall,
  changes: (event) => event.type === 'applied',
  command({ review, args, step }) {
    if (step === 'args' && args !== null) {
      const words = [args.component, ...wordsOf(textOf(args.form, 'args'))];
      return [['mirrordeck', ...words.map(shellWord)].join(' ')];
    }
    if (review === null) return ['mirrordeck list --installed'];
    return [['mirrordeck', review.kind, ...review.wanted.map(shellWord)].join(' ')];
  },
  busy: ({ work }) => isChanging(work),
  use: useInstallTasks,
  view: (props) => <Install {...props} />,
};
