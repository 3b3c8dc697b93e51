import type { ContextName } from '../../ui/contexts.ts';
import { formContext } from '../../ui/form/form-state.ts';
import type { TableState } from '../../ui/table/table-state.ts';
import { jobContext } from '../work/job-state.ts';
import { type CloneState, isQuiet, versionModes } from './clone-state.ts';

/** The table of a step that has one. */
export function tableOfStep(state: CloneState): TableState | null {
  switch (state.step) {
    case 'source':
      return state.sources;
    case 'release':
      return state.releases;
    case 'components':
      return state.components;
    case 'picks':
      return state.picks;
    case 'platforms':
      return state.platforms;
    default:
      return null;
  }
}

/** Which keys hold. */
export function cloneContext(state: CloneState): ContextName {
  if (state.asking !== null) return 'ask';
  if (state.problem !== null) return 'problem';
  if (state.step === 'running') return jobContext(state.watched) ?? 'wait';
  if (state.task !== null && !isQuiet(state.task)) return 'wait';
  const form = state.address ?? state.saved ?? state.saving;
  if (form !== null) return formContext<string, string>(form);
  if (tableOfStep(state)?.typing === true) return 'filter';
  switch (state.step) {
    case 'source':
    case 'release':
      return 'pick-one';
    case 'way':
      return 'modes';
    case 'brings':
      return 'brings';
    case 'components':
    case 'picks':
      return 'pick-many';
    case 'platforms':
      return 'platforms';
    case 'versions':
      return contextOfMode(state);
    case 'target':
      return formContext(state.target);
    case 'review':
      return 'review';
    case 'receipt':
      return state.result !== null && state.result.failures.length > 0 ? 'incomplete' : 'receipt';
  }
}

/** The way of choosing versions that takes a text, if it is the current one. */
export function textMode({ mode }: Pick<CloneState, 'mode'>): 'prefix' | 'typed' | null {
  const current = versionModes[mode.place];
  return current === 'prefix' || current === 'typed' ? current : null;
}

function contextOfMode(state: CloneState): ContextName {
  const text = textMode(state);
  if (text !== null) return state.mode[text].value === '' ? 'blank-prefix' : 'prefix';
  return versionModes[state.mode.place] === 'newest' ? 'versions' : 'modes';
}
