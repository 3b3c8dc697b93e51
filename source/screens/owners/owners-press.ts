import { confirmBy, pressConfirm } from '../../ui/confirm/confirm-state.ts';
import { pressForm } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pickerRows } from '../../ui/picker/picker.tsx';
import { pressPicker } from '../../ui/picker/picker-press.ts';
import { type PickerState, pickerAt } from '../../ui/picker/picker-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { begunBefore, grantChange, keyChange, type OwnerChange } from './owner-change.ts';
import { pressChange } from './owner-change-press.ts';
import {
  askedBy,
  exportForm,
  generateForm,
  importForm,
  type OwnerForm,
  pasteForm,
  thresholdForm,
} from './owner-forms.ts';
import { factsOf, reviewLines } from './owner-lines.ts';
import type { Asked, Planned } from './owners-asked.ts';
import { keyAt, type OwnersState, ownerAt, tableOfPane } from './owners-state.ts';

type Answer = Outcome<OwnersState> | null;

/** Rows of a table; below it stand the facts of its current row. */
export function tableRows(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 13);
}

/** What a key does among owners and keys. */
export function pressOwners(state: OwnersState, press: Press): Answer {
  if (workContext(state.work) !== null) return pressWorking(state, press);
  if (state.confirm !== null) return pressRevoke(state, state.confirm, press);
  if (state.planned !== null) return pressPlanned(state, state.planned, press);
  if (state.picker !== null) return pressFile(state, state.picker, press);
  if (state.form !== null) return pressFields(state, state.form, press);
  if (state.change !== null) return pressChange(state, state.change, press);
  if (state.details) return pressDetails(state, press);
  return pressTables(state, press);
}

function pressWorking(state: OwnersState, press: Press): Answer {
  const pressed = pressWork(state.work, press);
  if (pressed === null) return null;
  const { work, notice, again } = pressed;
  // what it was planned on may have moved: the person looks at a new plan
  if (again !== undefined) {
    const asked = replanned(again);
    if (asked === null) return { state: { ...state, work }, notice };
    return { state: { ...state, work: reading(work, asked), planned: null } };
  }
  const left = actionOf(press.meaning) === 'back' && state.listed === null;
  return left ? { state: { ...state, work }, leave: true } : { state: { ...state, work }, notice };
}

/** What is read anew before a change is tried again; null where nothing was planned: the form stands there still. */
function replanned(asked: Asked): Asked | null {
  if (asked.kind === 'change') return { kind: 'plan-change', request: asked.plan.request };
  if (asked.kind !== 'grant') return null;
  const { id, name, threshold, keys } = asked.plan;
  const request = { id, name, threshold, keys: keys.map(({ file }) => file) };
  return { kind: 'plan-grant', request };
}

function pressTables(state: OwnersState, { meaning, view }: Press): Answer {
  const shape = { height: tableRows(view.body.height), columns: 4 };
  const table = pressTable(tableOfPane(state), meaning, shape);
  if (table !== null) return { state: { ...state, [state.pane]: table } };
  const action = actionOf(meaning);
  switch (action) {
    case 'back':
      return { state, leave: true };
    case 'details':
      if (rowAt(tableOfPane(state)) === null) return { state, notice: 'noRow' };
      return { state: { ...state, details: true, top: 0 } };
    case 'pane':
      return { state: { ...state, pane: state.pane === 'owners' ? 'keys' : 'owners' } };
    case 'refresh':
      return { state: { ...state, done: null, work: reading(state.work, { kind: 'list' }) } };
    default:
      return state.pane === 'owners' ? onOwner(state, action) : onKey(state, action);
  }
}

function onOwner(state: OwnersState, action: string | null): Answer {
  const owner = ownerAt(state);
  const begun = (fresh: OwnerChange): OwnersState => ({
    ...state,
    change: begunBefore(fresh, state.kept),
    done: null,
  });
  switch (action) {
    case 'grant':
      return state.listed?.owners === null
        ? { state, notice: 'noMirrorHere' }
        : { state: begun(grantChange()) };
    case 'add-key':
    case 'replace': {
      if (owner === null) return { state, notice: 'noRow' };
      const change = keyChange(action, owner);
      if (change.step === 'old') return { state: begun(change) };
      const work = reading(state.work, { kind: 'key', ask: { kind: 'ring' } } as const);
      return { state: { ...begun(change), work } };
    }
    case 'threshold':
      if (owner === null) return { state, notice: 'noRow' };
      return { state: { ...state, form: thresholdForm(owner), done: null } };
    case 'revoke':
      if (owner === null) return { state, notice: 'noRow' };
      if (owner.components.length > 0) return { state, notice: 'ownsComponents' };
      return { state: { ...state, confirm: confirmBy(owner.id), done: null } };
    default:
      return null;
  }
}

function onKey(state: OwnersState, action: string | null): Answer {
  const opened = (form: OwnerForm): Answer => ({ state: { ...state, form, done: null } });
  switch (action) {
    case 'generate':
      return opened(generateForm());
    case 'import':
      return { state: { ...state, done: null, picker: pickerAt('.', { pick: 'files', many: false }) } };
    case 'paste':
      return opened(pasteForm());
    case 'export': {
      const key = keyAt(state);
      return key === null ? { state, notice: 'noRow' } : opened(exportForm(key));
    }
    default:
      return null;
  }
}

function pressFile(state: OwnersState, picker: PickerState, { meaning, view }: Press): Answer {
  const told = pressPicker(picker, meaning, pickerRows(view.body));
  if (told === null) return null;
  if (told.left === true) return { state: { ...state, picker: null } };
  const [file] = told.taken ?? [];
  if (file === undefined) return { state: { ...state, picker: told.picker }, notice: told.notice };
  return { state: { ...state, picker: null, form: importForm(file.path) } };
}

function pressDetails(state: OwnersState, { meaning, view }: Press): Answer {
  const count = wrapped(factsOf(state, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  return actionOf(meaning) === 'back' ? { state: { ...state, details: false } } : null;
}

function pressFields(state: OwnersState, form: OwnerForm, { meaning }: Press): Answer {
  const fields = pressForm(form.fields, meaning);
  if (fields !== null) return { state: { ...state, form: { ...form, fields } } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, form: null } };
  if (action !== 'accept') return null;
  if (form.fields.focus < form.fields.entries.length - 1) {
    const next = { ...form.fields, focus: form.fields.focus + 1 };
    return { state: { ...state, form: { ...form, fields: next } } };
  }
  const asked = askedBy(form);
  if (!('kind' in asked))
    return { state: { ...state, form: { ...form, fields: asked } }, notice: 'formWrong' };
  const begin = asked.kind === 'plan-change' ? reading : changing;
  return { state: { ...state, work: begin(state.work, asked) } };
}

function pressRevoke(
  state: OwnersState,
  confirm: NonNullable<OwnersState['confirm']>,
  { meaning }: Press,
): Answer {
  const pressed = pressConfirm(confirm, meaning);
  if (pressed === null) return null;
  if (pressed.outcome === 'left') return { state: { ...state, confirm: null } };
  if (pressed.outcome !== 'confirmed')
    return { state: { ...state, confirm: pressed.confirm }, notice: pressed.notice };
  const request = { change: 'revoke' as const, id: confirm.word };
  return { state: { ...state, work: reading(state.work, { kind: 'plan-change', request }) } };
}

function pressPlanned(state: OwnersState, planned: Planned, { meaning, view }: Press): Answer {
  const count = wrapped(reviewLines(planned, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, planned: null } };
  if (action !== 'start') return null;
  if (planned.kind === 'change' && planned.plan.missing.length > 0)
    return { state, notice: 'signersMissing' };
  return { state: { ...state, work: changing(state.work, planned) } };
}
