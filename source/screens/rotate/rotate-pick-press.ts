import type { ListedRole } from '../../engine/index.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt, tableOf } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { reading } from '../work/work-state.ts';
import { draftOf, type RoleDraft } from './role-draft.ts';
import { componentRows, nextOwnerRows } from './rotate-picks.ts';
import { type PickStep, planning, type RotateState } from './rotate-state.ts';
import { wishFor } from './rotate-wish.ts';

type Told = Outcome<RotateState> | null;

/** Rows of a list to pick from: above it a question, its head, below it its foot and a line on the row. */
export function pickRows(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 6);
}

/** What a key does in a list. */
export function pressPick(state: RotateState, step: PickStep, { meaning, view }: Press): Told {
  const shape = { height: pickRows(view.body.height), columns: 3 };
  const table = pressTable(state.table, meaning, shape);
  if (table !== null) return { state: { ...state, table } };
  const action = actionOf(meaning);
  if (action === 'back') {
    if (step !== 'owner') return { state: { ...state, step: 'way' } };
    return { state: { ...state, step: 'component', table: tableOf(componentRows(state.owners)) } };
  }
  if (action === 'path' && step === 'waiting')
    return { state: { ...state, step: 'form', wish: wishFor('resume') } };
  const id = rowAt(state.table)?.id;
  if (action === 'give-up' && step === 'waiting' && id !== undefined)
    return { state: { ...state, work: reading(state.work, { kind: 'plan-give-up', path: id }) } };
  if (action !== 'accept' && action !== 'give-up') return null;
  return id === undefined ? { state, notice: 'noRow' } : { state: picked(state, step, id) };
}

/** The role is what it was when this was begun. */
function isOf({ role: before }: RoleDraft, { role, threshold, keys }: ListedRole): boolean {
  const same = before.keys.length === keys.length && before.keys.every(({ id }, at) => id === keys[at]?.id);
  return before.role === role && before.threshold === threshold && same;
}

function picked(state: RotateState, step: PickStep, id: string): RotateState {
  switch (step) {
    case 'role': {
      const { roles } = state;
      const role = roles?.roles.find((one) => one.role === id);
      if (roles === null || role === undefined) return state;
      const drafts = new Map(state.drafts);
      if (state.draft !== null) drafts.set(state.draft.role.role, state.draft);
      // what was entered for it before is kept
      const before = drafts.get(id);
      const { expires, at } = roles;
      const root = { expires, at };
      const draft = before !== undefined && isOf(before, role) ? { ...before, root } : draftOf(role, root);
      return { ...state, step: 'keys', draft, drafts };
    }
    case 'component':
      return { ...state, step: 'owner', component: id, table: tableOf(nextOwnerRows(state.owners, id)) };
    case 'owner': {
      const transfer = { component: state.component, owner: id };
      return planning(state, wishFor('transfer', {}, { transfer }));
    }
    case 'waiting': {
      const change = state.waiting.find(({ path }) => path === id);
      const { component = null, owner = null } = change ?? {};
      const transfer = component === null || owner === null ? null : { component, owner };
      return { ...state, step: 'form', wish: wishFor('resume', { from: id }, { transfer }) };
    }
  }
}
