import { pressForm, textEntry, textOf } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt, tableOf } from '../../ui/table/table-state.ts';
import { titledTableRows } from '../../ui/table/titled-table.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { laidOut } from './publish-events.ts';
import { changeLines } from './publish-lines.ts';
import type { Change, PublishState } from './publish-state.ts';
import { pressWizard } from './publish-wizard-press.ts';
import { keyOfOwner } from './signing-keys.ts';

type Told = Outcome<PublishState> | null;

/** What a key does among what is published, and in the wizard that publishes more. */
export function pressPublish(state: PublishState, press: Press): Told {
  if (workContext(state.work) !== null) return pressBusy(state, press);
  switch (state.step) {
    case 'list':
    case 'versions':
      return pressTables(state, press);
    case 'describe':
      return pressDescribe(state, press);
    case 'change':
      return pressChange(state, press);
    default:
      return pressWizard(state, press);
  }
}

function pressBusy(state: PublishState, press: Press): Told {
  const told = pressWork(state.work, press);
  if (told === null) return null;
  const { work, again, notice } = told;
  const next = { ...state, work };
  // the mirror may have changed: it is planned anew
  if (again?.kind === 'publish')
    return { state: { ...next, work: reading(work, { kind: 'plan', publishing: again.publishing }) } };
  if (again?.kind === 'apply')
    return { state: { ...next, work: reading(work, { kind: 'change', change: again.planned.change }) } };
  const isOver = workContext(work) === null;
  // what is in the mirror is read when the screen is entered again; tarballs that came along stay
  if (isOver && state.catalogue === null) return { state: next, leave: true };
  return { state: next, notice };
}

/** The component that a key is about: the one that was entered, else the one under the cursor. */
function componentHere({ catalogue, component, components }: PublishState) {
  const id = component ?? rowAt(components)?.id;
  return catalogue?.components.find((one) => one.id === id);
}

function planned(state: PublishState, change: Change): Told {
  return { state: { ...state, work: reading(state.work, { kind: 'change', change }) } };
}

function pressTables(state: PublishState, { meaning, view }: Press): Told {
  const deep = state.step === 'versions';
  const shown = deep ? state.versions : state.components;
  const shape = { height: titledTableRows(view.body.height), columns: deep ? 4 : 6 };
  const table = pressTable(shown, meaning, shape);
  if (table !== null) return { state: { ...state, [deep ? 'versions' : 'components']: table } };
  const action = actionOf(meaning);
  if (action === 'back') {
    if (deep) return { state: { ...state, step: 'list', component: null } };
    return { state, leave: true };
  }
  if (action === 'publish') return { state: { ...state, step: 'files' } };
  if (action === 'refresh') return { state: { ...state, work: reading(state.work, { kind: 'read' }) } };
  if (action === 'package') return { state, go: 'package' };
  const here = componentHere(state);
  const known = ['open', 'edit', 'yank', 'hide', 'alone', 'renew'];
  if (action === null || !known.includes(action)) return null;
  if (here === undefined) return { state, notice: 'noRow' };
  const { id, owner, hidden, standalone, description } = here;
  const key = keyOfOwner(state.keys, owner);
  const modified = (request: object): Told =>
    planned(state, { kind: 'modify', request: { component: id, key, ...request } });
  switch (action) {
    case 'open':
      return deep
        ? null
        : { state: laidOut({ ...state, step: 'versions', component: id, versions: tableOf([]) }) };
    case 'edit': {
      const form = { entries: [textEntry<'description', never>('description', description)], focus: 0 };
      return { state: { ...state, step: 'describe', component: id, describe: form } };
    }
    case 'hide':
      return modified({ hidden: !hidden });
    case 'alone':
      return modified({ standalone: !standalone });
    case 'renew':
      return planned(state, { kind: 'renew', component: id });
    default: {
      if (!deep) return modified({ yanked: here.yanked !== true });
      const row = rowAt(state.versions);
      if (row === null) return { state, notice: 'noRow' };
      return modified({ component: `${id}:${row.id}`, yanked: row.cells[3] !== 'yanked' });
    }
  }
}

function pressDescribe(state: PublishState, { meaning }: Press): Told {
  const { describe, component, keys } = state;
  if (describe === null || component === null) return null;
  const form = pressForm(describe, meaning);
  if (form !== null) return { state: { ...state, describe: form } };
  const action = actionOf(meaning);
  const calm: PublishState = { ...state, step: 'list', component: null };
  if (action === 'back') return { state: calm };
  if (action !== 'accept') return null;
  const description = textOf(describe, 'description');
  const key = keyOfOwner(keys, componentHere(state)?.owner);
  return planned(calm, { kind: 'modify', request: { component, description, key } });
}

function pressChange(state: PublishState, { meaning, view }: Press): Told {
  const { change, component, work } = state;
  if (change === null) return null;
  const count = wrapped(changeLines(change, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: component === null ? 'list' : 'versions', change: null } };
    case 'start':
      return { state: { ...state, work: changing(work, { kind: 'apply', planned: change }) } };
    default:
      return null;
  }
}
