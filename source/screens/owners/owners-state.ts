import type { KeyEntry, ListedOwner } from '../../engine/index.ts';
import type { ConfirmState } from '../../ui/confirm/confirm-state.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { formContext } from '../../ui/form/form-state.ts';
import { pickerContext } from '../../ui/picker/picker-press.ts';
import { type PickerEvent, type PickerState, reducePicker } from '../../ui/picker/picker-state.ts';
import { rowAt, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { afterFailure, type KeyAnswer, withKeys, withPicker } from '../key-choice/key-choice-state.ts';
import {
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';
import { changeContext, type OwnerChange } from './owner-change.ts';
import type { OwnerForm } from './owner-forms.ts';
import { keyRows, ownerRows } from './owner-rows.ts';
import type { Asked, Done, Listed, Planned } from './owners-asked.ts';

export type OwnersState = {
  readonly pane: 'owners' | 'keys';
  readonly listed: Listed | null;
  readonly owners: TableState;
  readonly keys: TableState;
  readonly work: Work<Asked>;
  readonly form: OwnerForm | null;
  /** Somebody is being given keys. */
  readonly change: OwnerChange | null;
  /** What was entered for somebody when that was left. */
  readonly kept: OwnerChange | null;
  /** A key file to take in is being picked. */
  readonly picker: PickerState | null;
  /** All that is known of the row under the cursor, on a page of its own. */
  readonly details: boolean;
  readonly confirm: ConfirmState | null;
  readonly planned: Planned | null;
  readonly done: Done | null;
  readonly top: number;
};

export type OwnersEvent =
  | WorkEvent
  | PickerEvent
  | { readonly type: 'keys'; readonly answer: KeyAnswer }
  | { readonly type: 'listed'; readonly listed: Listed }
  | { readonly type: 'planned'; readonly planned: Planned }
  | { readonly type: 'done'; readonly done: Done };

export const ownersAtStart: OwnersState = {
  pane: 'owners',
  listed: null,
  owners: tableOf([]),
  keys: tableOf([]),
  work: reading(idle<Asked>(), { kind: 'list' }),
  form: null,
  change: null,
  kept: null,
  picker: null,
  details: false,
  confirm: null,
  planned: null,
  done: null,
  top: 0,
};

/** Which keys hold. */
export function ownersContext(state: OwnersState): ContextName {
  const working = workContext(state.work);
  if (working !== null) return working;
  if (state.confirm !== null) return 'confirm';
  if (state.planned !== null) return 'care-review';
  if (state.picker !== null) return pickerContext(state.picker);
  if (state.form !== null) return formContext<string, string>(state.form.fields);
  if (state.change !== null) return changeContext(state.change);
  if (state.details) return 'report';
  const table = tableOfPane(state);
  return table.typing ? 'filter' : state.pane;
}

/** The table that has the keys. */
export function tableOfPane({ pane, owners, keys }: OwnersState): TableState {
  return pane === 'owners' ? owners : keys;
}

/** The owner under the cursor. */
export function ownerAt({ owners, listed }: OwnersState): ListedOwner | null {
  const id = rowAt(owners)?.id;
  return listed?.owners?.owners.find((owner) => owner.id === id) ?? null;
}

/** Every key file that is known, the home's first. */
export function everyKey(listed: Listed | null): readonly KeyEntry[] {
  if (listed === null) return [];
  // a mirror's keys may have been put into the home
  const files = new Map([...listed.home.keys, ...(listed.mirror?.keys ?? [])].map((key) => [key.file, key]));
  return [...files.values()];
}

/** The key file under the cursor. */
export function keyAt({ keys, listed }: OwnersState): KeyEntry | null {
  const file = rowAt(keys)?.id;
  return everyKey(listed).find((key) => key.file === file) ?? null;
}

/** The rows anew, the cursor on the row where it was. */
function withRows(table: TableState, rows: Parameters<typeof tableOf>[0]): TableState {
  const held = rowAt(table)?.id;
  const place = rows.findIndex(({ id }) => id === held);
  return { ...tableOf(rows), cursor: Math.max(0, place) };
}

/** What the engine's answers change. */
export function reduceOwners(state: OwnersState, event: OwnersEvent): OwnersState {
  switch (event.type) {
    case 'listed':
      return {
        ...state,
        work: settled(state.work),
        listed: event.listed,
        owners: withRows(state.owners, ownerRows(event.listed)),
        keys: withRows(state.keys, keyRows(everyKey(event.listed))),
      };
    case 'planned':
      return { ...state, work: settled(state.work), planned: event.planned, confirm: null, top: 0 };
    case 'done':
      return {
        ...state,
        work: reading(state.work, { kind: 'list' }),
        planned: null,
        form: null,
        change: null,
        // a new key or an import in between changes nothing about it
        kept: state.planned === null ? state.kept : null,
        confirm: null,
        done: event.done,
      };
    case 'keys':
      return { ...withChoice(state, (choice) => withKeys(choice, event.answer)), work: settled(state.work) };
    case 'picker-listed':
    case 'picker-completed':
      if (state.picker !== null) return { ...state, picker: reducePicker(state.picker, event) };
      return withChoice(state, (choice) => withPicker(choice, event) ?? choice);
    case 'work-failed':
      return {
        ...withChoice(state, (choice) => afterFailure(choice, event.problem) ?? choice),
        // a private key that was pasted by mistake stands no longer on the screen
        form: event.problem.code === 'private-key-shown' ? null : state.form,
        work: withWorkEvent(state.work, event),
      };
    default:
      return { ...state, work: withWorkEvent(state.work, event) };
  }
}

function withChoice(
  state: OwnersState,
  next: (choice: OwnerChange['choice']) => OwnerChange['choice'],
): OwnersState {
  const { change } = state;
  return change === null ? state : { ...state, change: { ...change, choice: next(change.choice) } };
}
