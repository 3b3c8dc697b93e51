import type { GiveUpPlan, ListedOwner, RolesResult, WaitingChange } from '../../engine/index.ts';
import { type ConfirmState, confirmBy } from '../../ui/confirm/confirm-state.ts';
import type { PickerEvent } from '../../ui/picker/picker-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import {
  afterFailure,
  type KeyAnswer,
  type KeyAsk,
  type KeyChoice,
  withKeys,
  withPicker,
} from '../key-choice/key-choice-state.ts';
import type { Signing } from '../work/signing-lines.ts';
import { idle, reading, settled, type Work, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import type { RoleDraft } from './role-draft.ts';
import { componentRows, roleRows, waitingRows } from './rotate-picks.ts';
import type { Done, Planned } from './rotate-planned.ts';
import { valuesOf, type Wish, wishFor } from './rotate-wish.ts';

export type RotateWhat =
  | { readonly kind: 'roles' | 'owners' | 'waiting' }
  | { readonly kind: 'key'; readonly ask: KeyAsk }
  | { readonly kind: 'plan'; readonly wish: Wish }
  | { readonly kind: 'plan-give-up'; readonly path: string }
  | { readonly kind: 'give-up'; readonly plan: GiveUpPlan }
  | { readonly kind: 'apply'; readonly planned: Planned };

/** Something that is picked from a list. */
export type PickStep = 'role' | 'waiting' | 'component' | 'owner';
export type RotateStep = 'way' | PickStep | 'keys' | 'form' | 'review' | 'confirm' | 'give-up' | 'done';

export type RotateState = {
  readonly work: Work<RotateWhat>;
  readonly step: RotateStep;
  /** The way under the cursor. */
  readonly place: number;
  /** The list that is picked from. */
  readonly table: TableState;
  readonly roles: RolesResult | null;
  /** The next keys of a role, as they are being put together. */
  readonly draft: RoleDraft | null;
  /** What was entered for other roles before, by role. */
  readonly drafts: ReadonlyMap<string, RoleDraft>;
  readonly owners: readonly ListedOwner[];
  readonly component: string;
  readonly waiting: readonly WaitingChange[];
  /** What is asked about: to be given up. */
  readonly leaving: GiveUpPlan | null;
  readonly wish: Wish | null;
  readonly planned: Planned | null;
  readonly confirm: ConfirmState;
  /** Who has signed, while others are waited for. */
  readonly signing: Signing | null;
  readonly done: Done | null;
  /** First line shown of a report. */
  readonly top: number;
};

export type RotateEvent =
  | WorkEvent
  | PickerEvent
  | { readonly type: 'roles'; readonly roles: RolesResult }
  | { readonly type: 'owners'; readonly owners: readonly ListedOwner[] }
  | { readonly type: 'waiting'; readonly waiting: readonly WaitingChange[] }
  | { readonly type: 'asked'; readonly plan: GiveUpPlan }
  | { readonly type: 'given-up'; readonly waiting: readonly WaitingChange[] }
  | { readonly type: 'keys'; readonly answer: KeyAnswer }
  | { readonly type: 'planned'; readonly planned: Planned }
  | { readonly type: 'signing'; readonly signing: Signing }
  | { readonly type: 'applied'; readonly done: Done };

/** At the choice of ways. */
export function rotateAtStart(): RotateState {
  return {
    ...{ step: 'way', place: 0, table: tableOf([]), roles: null, draft: null },
    drafts: new Map(),
    ...{
      owners: [],
      component: '',
      waiting: [],
      leaving: null,
      wish: null,
      planned: null,
      confirm: confirmBy(''),
    },
    ...{ signing: null, done: null, top: 0 },
    work: idle<RotateWhat>(),
  };
}

/** Has a wish planned before it is asked who signs: where every key is here, that decides nothing. */
export function planning(state: RotateState, wish: Wish): RotateState {
  return { ...state, wish, work: reading(state.work, { kind: 'plan', wish }) };
}

/** Who signs is asked after these. */
function isBefore(step: RotateStep): boolean {
  return step === 'keys' || step === 'owner';
}

/** Who signs was not asked yet, and would decide something. */
function asksWho({ step }: RotateState, planned: Planned): boolean {
  return isBefore(step) && planned.kind !== 'new-root' && planned.plan.way.kind !== 'here';
}

/** What fails for keys that are not here may be possible with keys of a folder, or a file: the form asks for them. */
function afterFirstTry(state: RotateState, { code }: Problem): RotateState {
  const { step, work } = state;
  const isFirst =
    isBefore(step) && work.task?.what.kind === 'plan' && work.task.what.wish.kind !== 'new-root';
  return isFirst && code === 'target-keys-missing' ? { ...state, step: 'form' } : state;
}

export function reduceRotate(state: RotateState, event: RotateEvent): RotateState {
  const calm = { ...state, work: settled(state.work) };
  switch (event.type) {
    case 'roles':
      return withRoles(calm, event.roles);
    case 'owners':
      return {
        ...calm,
        step: 'component',
        owners: event.owners,
        table: tableOf(componentRows(event.owners)),
      };
    case 'asked':
      return { ...calm, step: 'give-up', leaving: event.plan, top: 0 };
    case 'given-up':
    case 'waiting':
      return { ...calm, step: 'waiting', waiting: event.waiting, table: tableOf(waitingRows(event.waiting)) };
    case 'keys':
      return { ...withChoice(state, (keys) => withKeys(keys, event.answer)), work: settled(state.work) };
    case 'picker-listed':
    case 'picker-completed':
      return withChoice(state, (keys) => withPicker(keys, event) ?? keys);
    case 'planned':
      if (asksWho(state, event.planned)) return { ...calm, step: 'form' };
      return { ...calm, planned: event.planned, step: 'review', top: 0 };
    case 'signing':
      return state.work.task === null ? state : { ...state, signing: event.signing };
    case 'applied':
      return {
        ...calm,
        signing: null,
        draft: null,
        drafts: new Map(),
        done: event.done,
        step: 'done',
        top: 0,
      };
    case 'work-failed': {
      const next = afterFirstTry(state, event.problem);
      const told = withChoice(next, (keys) => afterFailure(keys, event.problem) ?? keys);
      return waitedFor({ ...told, work: withWorkEvent(state.work, event), signing: null }, state.signing);
    }
    default:
      return { ...state, work: withWorkEvent(state.work, event) };
  }
}

/** The roles to pick from; the cursor stands on the one whose keys were looked at. */
function withRoles(state: RotateState, roles: RolesResult): RotateState {
  const rows = roleRows(roles);
  const cursor = Math.max(
    0,
    rows.findIndex(({ id }) => id === state.draft?.role.role),
  );
  return { ...state, roles, step: 'role', table: { ...tableOf(rows), cursor } };
}

function withChoice(state: RotateState, next: (keys: KeyChoice) => KeyChoice): RotateState {
  const { draft } = state;
  if (draft === null || draft.choice === null) return state;
  return { ...state, draft: { ...draft, choice: { ...draft.choice, keys: next(draft.choice.keys) } } };
}

/** A wait that was ended is gone on with from what was kept of it: its file stands in the form. */
function waitedFor(state: RotateState, signing: Signing | null): RotateState {
  const { wish } = state;
  if (signing === null || wish === null) return state;
  const { listen, missing, keyDir } = valuesOf(wish);
  const known = { from: signing.path, missing: listen || missing, keyDir };
  return { ...state, step: 'form', wish: wishFor('resume', known, { transfer: wish.transfer }) };
}
