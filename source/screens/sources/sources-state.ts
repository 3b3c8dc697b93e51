import type { AddSourceRequest, ListedSource, SetPlan, SourceReport } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry } from '../../ui/form/form-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { rowAt, type TableRow, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { shortFingerprint } from '../fingerprint.ts';
import { unnamed } from '../listed-sources.ts';

export type SourceField = 'name' | 'address' | 'fingerprint' | 'also' | 'ca' | 'auth';
export type SourceProblem = 'empty' | 'name' | 'taken' | 'address' | 'fingerprint';
export type SourceForm = FormState<SourceField, SourceProblem>;

/** What is being done; a new `id` starts it. */
export type SourceTask =
  | { readonly kind: 'list'; readonly id: number }
  | {
      readonly kind: 'add';
      readonly id: number;
      readonly request: AddSourceRequest;
    }
  | { readonly kind: 'test'; readonly id: number; readonly name: string; readonly address: string }
  | { readonly kind: 'plan'; readonly id: number; readonly name: string; readonly address: string }
  | { readonly kind: 'set'; readonly id: number; readonly plan: SetPlan }
  | { readonly kind: 'remove'; readonly id: number; readonly name: string };

export type Asking =
  | { readonly kind: 'use'; readonly plan: SetPlan }
  | { readonly kind: 'remove'; readonly name: string };

export type SourcesState = {
  readonly list: readonly ListedSource[];
  readonly table: TableState;
  readonly form: SourceForm | null;
  /** The source that the form changes; null: it adds one. */
  readonly editing: ListedSource | null;
  /** What was typed into forms that were left, by the source that they change; under no name: a new one. */
  readonly drafts: ReadonlyMap<string, SourceForm>;
  readonly task: SourceTask | null;
  /** Of the last test. */
  readonly report: { readonly name: string; readonly report: SourceReport } | null;
  readonly problem: { readonly problem: Problem; readonly task: SourceTask } | null;
  readonly asking: Asking | null;
  /** Just added: the cursor goes there. */
  readonly added: string | null;
  /** First line shown of a problem. */
  readonly top: number;
  /** The last task's number. */
  readonly tasks: number;
};

export type SourcesEvent =
  | { readonly type: 'list' }
  | { readonly type: 'listed'; readonly list: readonly ListedSource[] }
  | { readonly type: 'tested'; readonly name: string; readonly report: SourceReport }
  | { readonly type: 'planned'; readonly plan: SetPlan }
  | { readonly type: 'changed' }
  | { readonly type: 'failed'; readonly problem: Problem };

export const sourcesAtStart: SourcesState = {
  list: [],
  table: tableOf([]),
  form: null,
  editing: null,
  drafts: new Map(),
  task: { kind: 'list', id: 1 },
  report: null,
  problem: null,
  asking: null,
  added: null,
  top: 0,
  tasks: 1,
};

export const emptyForm: SourceForm = {
  entries: [
    textEntry('name'),
    textEntry('address', '', true),
    textEntry('fingerprint'),
    textEntry('also'),
    textEntry('ca', '', true),
    textEntry('auth', '', true),
  ],
  focus: 0,
};

/** A form that changes a source: all but its name. */
export function editForm({ address, fingerprint, addresses = [], ca = '' }: ListedSource): SourceForm {
  return {
    entries: [
      textEntry('address', address, true),
      textEntry('fingerprint', fingerprint ?? ''),
      textEntry('also', addresses.join(', ')),
      textEntry('ca', ca, true),
      textEntry('auth', '', true),
    ],
    focus: 0,
  };
}

/** Which keys hold. */
export function sourcesContext(state: SourcesState): ContextName {
  if (state.asking !== null) return 'ask';
  if (state.task !== null && state.task.kind !== 'list') return 'wait';
  if (state.problem !== null) return 'problem';
  if (state.form !== null) return formContext(state.form);
  return state.table.typing ? 'filter' : 'sources';
}

/** Rows of the table of sources: name, address, fingerprint, and marks. */
export function sourceRows(list: readonly ListedSource[]): readonly TableRow[] {
  return list.map(({ name, address, fingerprint, current, official }) => ({
    id: name,
    cells: [
      current ? '*' : '',
      name,
      address,
      shortFingerprint(fingerprint ?? ''),
      official ? 'official' : '',
    ],
  }));
}

/** Starts a task. */
export function withTask(state: SourcesState, task: SourceTask): SourcesState {
  return { ...state, task, tasks: task.id, problem: null, asking: null };
}

/** What the engine's answers change. */
export function reduceSources(state: SourcesState, event: SourcesEvent): SourcesState {
  switch (event.type) {
    case 'list':
      return withTask(state, { kind: 'list', id: state.tasks + 1 });
    case 'listed': {
      const wanted = state.added ?? rowAt(state.table)?.id;
      const place = event.list.findIndex((source) => source.name === wanted);
      const table = { ...tableOf(sourceRows(event.list)), cursor: Math.max(0, place) };
      return { ...state, list: event.list, table, task: null, added: null };
    }
    case 'tested':
      return { ...state, task: null, report: { name: event.name, report: event.report } };
    case 'planned':
      return { ...state, task: null, asking: { kind: 'use', plan: event.plan } };
    case 'changed': {
      const added = state.task?.kind === 'add' ? state.task.request.name : null;
      const drafts = new Map(state.drafts);
      if (added !== null) drafts.delete(state.editing?.name ?? unnamed);
      return withTask(
        { ...state, form: null, editing: null, drafts, added },
        { kind: 'list', id: state.tasks + 1 },
      );
    }
    case 'failed':
      return state.task === null
        ? state
        : { ...state, task: null, top: 0, problem: { problem: event.problem, task: state.task } };
  }
}
