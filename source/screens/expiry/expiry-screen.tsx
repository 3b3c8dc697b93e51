import type { RenewRequest } from '../../engine/index.ts';
import { withFolders } from '../../ui/form/form-state.ts';
import { brokenCommand } from '../command-rows.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging, reading, workContext } from '../work/work-state.ts';
import { Expiry } from './expiry.tsx';
import { renewCommand } from './expiry-lines.ts';
import { pressExpiry } from './expiry-press.ts';
import {
  type ExpiryEvent,
  type ExpiryState,
  expiryAtStart,
  expiryContext,
  reduceExpiry,
  requestOf,
  requestWithOthers,
} from './expiry-state.ts';
import { useExpiryTasks } from './expiry-tasks.ts';

function commanded(state: ExpiryState): RenewRequest {
  if (state.step === 'way') return requestWithOthers(state);
  return state.step === 'review' && state.request !== null ? state.request : requestOf(state);
}

/** Everything that expires, and one renewal for what is chosen of it. */
export const expiryScreen: ScreenPlan<'expiry', ExpiryState, ExpiryEvent> = {
  route: 'expiry',
  start: () => expiryAtStart(),
  // what was published or granted elsewhere has moved dates
  entered(state) {
    if (workContext(state.work) !== null || state.step !== 'list') return state;
    return { ...state, work: reading(state.work, { kind: 'read' }) };
  },
  context: expiryContext,
  title: ({ step }, messages) => `${messages.rooms.expiry.label} / ${messages.expiring.steps[step]}`,
  press: pressExpiry,
  reduce: reduceExpiry,
  changes: ({ type }) => type === 'renewed',
  wanted({ step, form, way }) {
    const completion = step === 'days' ? form.completion : step === 'way' ? way.completion : undefined;
    return completion?.found === null ? completion.text : null;
  },
  found: (state, text, found) =>
    state.step === 'way'
      ? { ...state, way: withFolders(state.way, text, found) }
      : { ...state, form: withFolders(state.form, text, found) },
  command: (state, { body }) =>
    state.table.chosen.size === 0
      ? ['mirrordeck mirror expiry']
      : brokenCommand(renewCommand({ request: commanded(state) }), body.width - 2),
  busy: ({ work }) => isChanging(work),
  use: useExpiryTasks,
  view: (props) => <Expiry {...props} />,
};
