import { withoutTilde } from '../../ui/form/complete-path.ts';
import { hasProblem, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressPager } from '../../ui/pager.tsx';
import { pickerRows } from '../../ui/picker/picker.tsx';
import { pressPicker } from '../../ui/picker/picker-press.ts';
import { pickerAt } from '../../ui/picker/picker-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressWork, reading, workContext } from '../work/work-state.ts';
import { detailRows } from './browse-details.ts';
import { kinds } from './browse-rows.ts';
import {
  anotherAddress,
  type BrowseState,
  browseAtStart,
  emptyAddress,
  enter,
  laidOut,
  tableShown,
} from './browse-state.ts';
import { choiceOf, withChosen } from './choice.ts';

type Told = Outcome<BrowseState> | null;

/** Rows of the table: above it what is shown, below it what is seen and what is chosen. */
export function browseRows(height: number): number {
  return Math.max(3, height - 4);
}

/** What a key does while a mirror is looked through. */
export function pressBrowse(state: BrowseState, press: Press): Told {
  const { work, picker, address, choosing, details } = state;
  if (workContext(work) !== null) return pressBusy(state, press);
  if (picker !== null) {
    const told = pressPicker(picker, press.meaning, pickerRows(press.view.body));
    if (told === null) return null;
    const { taken, left, notice } = told;
    if (left === true) return { state: { ...state, picker: null } };
    const folder = taken?.[0]?.path;
    if (folder === undefined) return { state: { ...state, picker: told.picker }, notice };
    return { state: { ...state, picker: null, work: reading(work, { kind: 'compare', folder }) } };
  }
  if (address !== null) return pressAddress(state, address, press);
  if (choosing !== null) return pressSources(state, choosing, press);
  if (details !== null) return pressDetails(state, details, press);
  return pressRows(state, press);
}

function pressBusy(state: BrowseState, press: Press): Told {
  const told = pressWork(state.work, press);
  if (told === null) return null;
  const next = { ...state, work: told.work };
  // nothing to go back to: the mirror that was not read is the whole screen
  const isOver = workContext(told.work) === null;
  if (isOver && state.catalogue === null && state.choosing === null) return { state: next, leave: true };
  return { state: next };
}

function pressAddress(
  state: BrowseState,
  form: NonNullable<BrowseState['address']>,
  { meaning }: Press,
): Told {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, address: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, address: null } };
  if (action !== 'accept') return null;
  const text = textOf(form, 'address');
  const checked = withProblems(form, { address: text === '' ? 'empty' : null });
  if (hasProblem(checked)) return { state: { ...state, address: checked }, notice: 'formWrong' };
  return { state: begun(state, withoutTilde(text)) };
}

/** Another mirror: everything anew but where one came from. */
function begun(state: BrowseState, source: string | undefined): BrowseState {
  const fresh = browseAtStart({ source });
  return {
    ...fresh,
    choosing: state.choosing,
    work: reading(state.work, { kind: 'catalogue', address: source }),
  };
}

function pressSources(
  state: BrowseState,
  choosing: NonNullable<BrowseState['choosing']>,
  { meaning, view }: Press,
): Told {
  const table = pressTable(choosing.table, meaning, { height: view.body.height - 4, columns: 3 });
  if (table !== null) return { state: { ...state, choosing: { ...choosing, table } } };
  const id = rowAt(choosing.table)?.id;
  switch (actionOf(meaning)) {
    case 'back':
      if (state.catalogue === null) return { state, leave: true };
      return { state: { ...state, choosing: null } };
    case 'accept': {
      if (id === undefined) return { state, notice: 'noRow' };
      if (id === anotherAddress) return { state: { ...state, address: emptyAddress } };
      const isCurrent = choosing.list.some((source) => source.address === id && source.current);
      return { state: begun(state, isCurrent ? undefined : id) };
    }
    default:
      return null;
  }
}

function pressDetails(
  state: BrowseState,
  details: NonNullable<BrowseState['details']>,
  { meaning, view }: Press,
): Told {
  const { width, height } = view.body;
  const count = detailRows(details, view.messages, width);
  const top = pressPager(state.top, count, height, meaning);
  if (top !== null) return { state: { ...state, top } };
  return actionOf(meaning) === 'back' ? { state: { ...state, details: null } } : null;
}

function pressRows(state: BrowseState, { meaning, view }: Press): Told {
  const shown = tableShown(state);
  const columns = shown.rows[0]?.cells.length ?? 1;
  const table = pressTable(shown, meaning, { height: browseRows(view.body.height), columns });
  if (table !== null) return { state: withChosen(state, table) };
  const { work, source } = state;
  const id = rowAt(shown)?.id;
  switch (actionOf(meaning)) {
    case 'back':
      if (state.version !== null) return { state: { ...state, version: null } };
      return state.component === null ? { state, leave: true } : { state: { ...state, component: null } };
    case 'open':
      return id === undefined ? { state, notice: 'noRow' } : { state: opened(state, id) };
    case 'only': {
      const all = kinds.filter((kind) => state.held !== null || (kind !== 'held' && kind !== 'missing'));
      const next = all[(all.indexOf(state.kind) + 1) % all.length] ?? 'all';
      return { state: laidOut({ ...state, kind: next }) };
    }
    case 'platform': {
      const all = [null, ...(state.catalogue?.platforms ?? [])];
      const next = all[(all.indexOf(state.platform) + 1) % all.length] ?? null;
      return { state: laidOut({ ...state, platform: next }) };
    }
    case 'compare':
      return { state: { ...state, picker: pickerAt('.', { pick: 'folders', many: false }) } };
    case 'sources':
      return { state: { ...state, work: reading(work, { kind: 'list' }) } };
    case 'refresh':
      return { state: { ...state, work: reading(work, { kind: 'catalogue', address: source }) } };
    case 'clone': {
      const components = choiceOf(state);
      if (Object.keys(components).length === 0) return { state, notice: 'noRow' };
      const from = source ?? state.catalogue?.identity.address;
      return { state, go: { route: 'clone', with: { source: from, components, begin: 'components' } } };
    }
    case 'install': {
      // what this home installs comes from the mirror it is set to
      if (source !== undefined) return { state, notice: 'notCurrent' };
      const wanted = Object.entries(choiceOf(state)).flatMap(([id, versions]) =>
        versions.map((one) => (one === 'latest' ? id : `${id}:${one}`)),
      );
      if (wanted.length === 0) return { state, notice: 'noRow' };
      return { state, go: { route: 'install', with: { components: wanted } } };
    }
    default:
      return null;
  }
}

/** Enter: a component shows its versions, a version its files, a file what is known of it. */
function opened(state: BrowseState, id: string): BrowseState {
  const { component, version, work } = state;
  if (component === null) return enter(state, id, null);
  if (version === null) return enter(state, component, id);
  return { ...state, work: reading(work, { kind: 'details', component, version, platform: id }) };
}
