import type { AddSourceRequest, ListedSource } from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { hasProblem, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressPager } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { unnamed } from '../listed-sources.ts';
import { problemRows } from '../problem-view.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import {
  editForm,
  emptyForm,
  type SourceField,
  type SourceForm,
  type SourcesState,
  withTask,
} from './sources-state.ts';

/** Rows of the table; the rest of the body shows what the last test found. */
export function tableHeight(bodyHeight: number): number {
  return Math.max(3, bodyHeight - 11);
}

/** What is wrong with a form, per field. The engine checks again, and more. */
export function checkedForm(form: SourceForm, taken: readonly string[], editing = false): SourceForm {
  const name = editing ? 'edited' : textOf(form, 'name');
  const address = textOf(form, 'address');
  const fingerprint = textOf(form, 'fingerprint');
  return withProblems(form, {
    name:
      name === '' ? 'empty' : !/^[\w.-]{1,64}$/.test(name) ? 'name' : taken.includes(name) ? 'taken' : null,
    address: address === '' ? 'empty' : /\s/.test(address) && /^https?:/.test(address) ? 'address' : null,
    fingerprint: /^([0-9a-f]{64})?$/i.test(fingerprint.replace(/\s/g, '')) ? null : 'fingerprint',
  });
}

/** What a key does among the sources. */
export function pressSources(state: SourcesState, press: Press): Outcome<SourcesState> | null {
  if (state.asking !== null) return pressAsking(state, press);
  if (state.task !== null && state.task.kind !== 'list') {
    return actionOf(press.meaning) === 'back' ? { state: { ...state, task: null } } : null;
  }
  if (state.problem !== null) return pressProblem(state, press);
  return state.form === null ? pressList(state, press) : pressAdd(state, state.form, press);
}

function pressAsking(state: SourcesState, { meaning }: Press): Outcome<SourcesState> | null {
  const action = actionOf(meaning);
  if (action === 'no') return { state: { ...state, asking: null } };
  if (action !== 'yes' || state.asking === null) return null;
  const id = state.tasks + 1;
  const { asking } = state;
  return {
    state: withTask(
      state,
      asking.kind === 'use'
        ? { kind: 'set', id, plan: asking.plan }
        : { kind: 'remove', id, name: asking.name },
    ),
  };
}

function pressProblem(state: SourcesState, { meaning, view }: Press): Outcome<SourcesState> | null {
  if (state.problem === null) return null;
  const count = problemRows(state.problem.problem, view.messages, view.body.width);
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, problem: null } };
  if (action !== 'retry') return null;
  return { state: withTask(state, { ...state.problem.task, id: state.tasks + 1 }) };
}

function pressList(state: SourcesState, { meaning, view }: Press): Outcome<SourcesState> | null {
  const table = pressTable(state.table, meaning, { height: tableHeight(view.body.height), columns: 4 });
  if (table !== null) return { state: { ...state, table } };
  const name = rowAt(state.table)?.id;
  const source = state.list.find((one) => one.name === name);
  const id = state.tasks + 1;
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'add':
      return { state: opened(state, null) };
    case 'edit':
      if (source === undefined) return { state, notice: 'noRow' };
      if (source.official) return { state, notice: 'isOfficial' };
      if (source.name === unnamed) return { state, notice: 'nameFirst' };
      return { state: opened(state, source) };
    case 'test':
      if (source === undefined) return { state, notice: 'noRow' };
      return {
        state: withTask(
          { ...state, report: null },
          { kind: 'test', id, name: source.name, address: source.address },
        ),
      };
    case 'use':
      if (source === undefined) return { state, notice: 'noRow' };
      if (source.current) return { state, notice: 'isCurrent' };
      return { state: withTask(state, { kind: 'plan', id, name: source.name, address: source.address }) };
    case 'remove':
      if (source === undefined) return { state, notice: 'noRow' };
      if (source.official) return { state, notice: 'isOfficial' };
      if (source.current) return { state, notice: 'currentStays' };
      return { state: { ...state, asking: { kind: 'remove', name: source.name } } };
    default:
      return null;
  }
}

function pressAdd(state: SourcesState, form: SourceForm, { meaning }: Press): Outcome<SourcesState> | null {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, form: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, form: null, editing: null, drafts: kept(state, form) } };
  if (action !== 'accept') return null;
  if (form.focus < form.entries.length - 1) {
    return { state: { ...state, form: { ...form, focus: form.focus + 1 } } };
  }
  const checked = checkedForm(
    form,
    state.list.map((source) => source.name),
    state.editing !== null,
  );
  if (hasProblem(checked)) return { state: { ...state, form: checked }, notice: 'formWrong' };
  const task = { kind: 'add' as const, id: state.tasks + 1, request: requestOf(checked, state.editing) };
  return { state: withTask({ ...state, form: checked }, task) };
}

/** A form as it was left, or at its beginning. */
function opened(state: SourcesState, editing: ListedSource | null): SourcesState {
  const begun = editing === null ? emptyForm : editForm(editing);
  return { ...state, editing, form: state.drafts.get(editing?.name ?? unnamed) ?? begun };
}

/** What was typed and not carried out, for when the form is opened again; nothing where nothing was typed. */
function kept({ drafts, editing }: SourcesState, form: SourceForm): SourcesState['drafts'] {
  const begun = editing === null ? emptyForm : editForm(editing);
  const isTouched = begun.entries.some(({ name }) => textOf(begun, name) !== textOf(form, name));
  const next = new Map(drafts);
  if (isTouched) next.set(editing?.name ?? unnamed, form);
  else next.delete(editing?.name ?? unnamed);
  return next;
}

/** What the form asks for; what is empty in it is left out. */
export function requestOf(form: SourceForm, editing: ListedSource | null): AddSourceRequest {
  const said = (name: SourceField): string | undefined => textOf(form, name) || undefined;
  const path = (name: SourceField): string | undefined => {
    const text = said(name);
    return text === undefined ? undefined : withoutTilde(text);
  };
  return {
    name: editing?.name ?? textOf(form, 'name'),
    address: withoutTilde(textOf(form, 'address')),
    fingerprint: said('fingerprint')?.replace(/\s/g, '').toLowerCase(),
    addresses: textOf(form, 'also')
      .split(/[\s,，、]+/)
      .filter(Boolean),
    ca: path('ca'),
    authFile: path('auth'),
    ...(editing === null ? {} : { replace: true }),
  };
}
