import { withFolders } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { isChanging, reading } from '../work/work-state.ts';
import { isEntered } from './owner-change.ts';
import { ownerCommand } from './owner-command.ts';
import { Owners } from './owners.tsx';
import { pressOwners } from './owners-press.ts';
import {
  type OwnersEvent,
  type OwnersState,
  ownersAtStart,
  ownersContext,
  reduceOwners,
} from './owners-state.ts';
import { useOwnersTasks } from './owners-tasks.ts';

/** Who may publish, with which keys; and where the keys lie. */
export const ownersScreen: ScreenPlan<'owners', OwnersState, OwnersEvent> = {
  route: 'owners',
  start: () => ownersAtStart,
  entered: (state) =>
    state.work.task === null && state.form === null && state.change === null && state.planned === null
      ? { ...state, work: reading(state.work, { kind: 'list' }) }
      : state,
  context: ownersContext,
  title: (_, { rooms }) => rooms.owners.label,
  press: pressOwners,
  reduce: reduceOwners,
  changes: (event) => event.type === 'done',
  wanted({ form }) {
    return form?.fields.completion?.found === null ? form.fields.completion.text : null;
  },
  found(state, text, found) {
    const { form } = state;
    return form === null
      ? state
      : { ...state, form: { ...form, fields: withFolders(form.fields, text, found) } };
  },
  command: ({ planned }, { body }) => (planned === null ? [] : ownerCommand(planned, body.width - 2)),
  // what is being carried out is asked about as that
  unsaved: ({ work, form, change, kept, planned }) =>
    !isChanging(work) && (form !== null || planned !== null || isEntered(change) || isEntered(kept)),
  busy: ({ work }) => isChanging(work),
  use: useOwnersTasks,
  view: (props) => <Owners {...props} />,
};
