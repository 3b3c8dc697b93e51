import type { Settings } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import type { Surroundings } from '../../ui/look.ts';
import {
  changing,
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
} from '../work/work-state.ts';
import type { TypedRow } from './settings-rows.ts';

export type SettingsWork =
  | { readonly kind: 'read' }
  | { readonly kind: 'write'; readonly change: Partial<Settings> };

export type ValueForm = FormState<TypedRow, TypedRow>;

export type SettingsState = {
  readonly work: Work<SettingsWork>;
  /** As they are to be; `saved` is what was written. */
  readonly known: {
    readonly settings: Settings;
    readonly saved: Settings;
    readonly surroundings: Surroundings;
  } | null;
  readonly place: number;
  readonly form: ValueForm | null;
};

export type SettingsEvent =
  | WorkEvent
  | { readonly type: 'read'; readonly settings: Settings; readonly surroundings: Surroundings }
  | { readonly type: 'written'; readonly settings: Settings };

export const settingsAtStart: SettingsState = {
  work: reading(idle(), { kind: 'read' }),
  known: null,
  place: 0,
  form: null,
};

/** Which keys hold. */
export function settingsContext(state: SettingsState): ContextName {
  if (state.work.problem !== null) return 'problem';
  if (state.known === null) return 'wait';
  return state.form === null ? 'settings' : formContext(state.form);
}

/** Has a change written, together with what is not written yet. */
export function withChange(state: SettingsState, change: Partial<Settings>): SettingsState {
  if (state.known === null) return state;
  const { task } = state.work;
  const before = task?.what.kind === 'write' ? task.what.change : {};
  const known = { ...state.known, settings: { ...state.known.settings, ...change } };
  const work = changing(state.work, { kind: 'write' as const, change: { ...before, ...change } });
  return { ...state, known, work };
}

/** What the engine's answers change. */
export function reduceSettings(state: SettingsState, event: SettingsEvent): SettingsState {
  switch (event.type) {
    case 'read': {
      const { settings, surroundings } = event;
      return { ...state, work: settled(state.work), known: { settings, saved: settings, surroundings } };
    }
    case 'written': {
      if (state.known === null) return state;
      const { settings } = event;
      const known = { ...state.known, settings, saved: settings };
      return { ...state, known, work: settled(state.work), form: null };
    }
    case 'work-progress':
      return state;
    case 'work-failed':
      return failed(state, event);
  }
}

/** The one field of a form, marked as wrong or not. */
export function marked(form: ValueForm, isWrong: boolean): ValueForm {
  return {
    ...form,
    entries: form.entries.map((entry) => ({ ...entry, problem: isWrong ? entry.name : null })),
  };
}

/** What the engine refuses of a typed value is said at its field; anything else in place of the screen. */
function failed(state: SettingsState, event: WorkEvent & { readonly type: 'work-failed' }): SettingsState {
  const { known, form } = state;
  const back = known === null ? null : { ...known, settings: known.saved };
  if (form !== null && isOfTheValue(event.problem.code)) {
    return { ...state, known: back, form: marked(form, true), work: settled(state.work) };
  }
  return { ...state, known: back, work: withWorkEvent(state.work, event) };
}

function isOfTheValue(code: string | null): boolean {
  return code === 'usage' || code === 'platform-invalid';
}
