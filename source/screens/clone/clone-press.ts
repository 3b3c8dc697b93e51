import { withoutTilde } from '../../ui/form/complete-path.ts';
import { pressField } from '../../ui/form/field.ts';
import { hasProblem, pressForm, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt, type TableState } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { textMode } from './clone-context.ts';
import {
  pressAsking,
  pressProblem,
  pressReceipt,
  pressReview,
  pressRunning,
  withoutPreset,
} from './clone-end-press.ts';
import { choosesAny, platformsChosen, requestOf, ruleOf } from './clone-request.ts';
import { anotherAddress, type CloneState, isQuiet, versionModes, withCloneTask } from './clone-state.ts';
import { pickTable } from './clone-tables.ts';
import { pressBrings, pressRelease, pressSaved, pressWay, wayOf } from './clone-ways.ts';
import { componentRows, picksRows } from './layout.ts';

type Answer = Outcome<CloneState> | null;

/** What a key does in the clone. */
export function pressClone(state: CloneState, press: Press): Answer {
  if (state.asking !== null) return pressAsking(state, press);
  if (state.problem !== null) return pressProblem(state, press);
  if (state.step === 'running') return pressRunning(state, press);
  if (state.task !== null && !isQuiet(state.task)) {
    return actionOf(press.meaning) === 'back' ? { state: withoutPreset({ ...state, task: null }) } : null;
  }
  switch (state.step) {
    case 'source':
      return state.address === null ? pressSource(state, press) : pressAddress(state, state.address, press);
    case 'way':
      return state.saved === null ? pressWay(state, press) : pressSaved(state, state.saved, press);
    case 'release':
      return pressRelease(state, press);
    case 'brings':
      return pressBrings(state, press);
    case 'components':
      return pressComponents(state, press);
    case 'versions':
      return pressVersions(state, press);
    case 'picks':
      return pressPicks(state, press);
    case 'platforms':
      return pressPlatforms(state, press);
    case 'target':
      return pressTarget(state, press);
    case 'review':
      return pressReview(state, press);
    case 'receipt':
      return pressReceipt(state, press);
  }
}

function readSource(state: CloneState, address: string): Answer {
  return { state: withCloneTask(state, { kind: 'catalogue', id: state.tasks + 1, address }) };
}

function pressSource(state: CloneState, { meaning, view }: Press): Answer {
  const sources = pressTable(state.sources, meaning, { height: view.body.height - 4, columns: 3 });
  if (sources !== null) return { state: { ...state, sources } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'accept': {
      const id = rowAt(state.sources)?.id;
      if (id === undefined) return { state, notice: 'noRow' };
      if (id === anotherAddress) {
        const entries = [textEntry<'address', 'empty'>('address', typedAddress(state), true)];
        return { state: { ...state, address: { entries, focus: 0 } } };
      }
      const source = state.list.find((one) => one.name === id);
      return source === undefined ? null : readSource(state, source.address);
    }
    default:
      return null;
  }
}

/** The address that was typed before, if that is where the catalogue came from. */
function typedAddress({ catalogue, list }: CloneState): string {
  const address = catalogue?.identity.address ?? '';
  return list.some((source) => source.address === address) ? '' : address;
}

function pressAddress(
  state: CloneState,
  form: NonNullable<CloneState['address']>,
  { meaning }: Press,
): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, address: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, address: null } };
  if (action !== 'accept') return null;
  const value = withoutTilde(textOf(form, 'address'));
  if (value !== '') return readSource(state, value);
  return { state: { ...state, address: withProblems(form, { address: 'empty' }) }, notice: 'formWrong' };
}

function pressComponents(state: CloneState, { meaning, view }: Press): Answer {
  const shape = { height: componentRows(view.body), columns: 6 };
  const components = pressTable(state.components, meaning, shape);
  if (components !== null) return { state: { ...state, components } };
  const action = actionOf(meaning);
  if (action === 'back')
    return { state: { ...state, step: state.brings === null ? 'way' : 'brings', top: 0 } };
  if (action !== 'accept') return null;
  if (state.components.chosen.size === 0) return { state, notice: 'nothingChosen' };
  return { state: { ...state, step: 'versions' } };
}

function pressVersions(state: CloneState, { meaning }: Press): Answer {
  const { mode } = state;
  const place = pressMenu(mode.place, versionModes.length, meaning);
  if (place !== null) return { state: { ...state, mode: { ...mode, place } } };
  const text = textMode(state);
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'components' } };
  if (action === 'less' || action === 'more') {
    const newest = Math.max(1, Math.min(99, mode.newest + (action === 'more' ? 1 : -1)));
    return { state: { ...state, mode: { ...mode, newest } } };
  }
  if (action === 'accept') return leaveVersions(state);
  const field = text === null ? null : pressField(mode[text], meaning);
  return field === null || text === null ? null : { state: { ...state, mode: { ...mode, [text]: field } } };
}

function leaveVersions(state: CloneState): Answer {
  const rule = ruleOf(state);
  if (rule.mode === 'exact') {
    const platforms = state.catalogue?.platforms ?? [];
    const picks =
      state.catalogue === null
        ? state.picks
        : pickTable(state.catalogue, state.components.chosen, platforms, state.picks.chosen);
    return { state: { ...state, picks, step: 'picks' } };
  }
  if (rule.mode === 'prefix' && rule.prefix === '') return { state, notice: 'prefixEmpty' };
  if (rule.mode === 'typed' && rule.specs.length === 0) return { state, notice: 'typedEmpty' };
  if (!choosesAny(state)) return { state, notice: 'noVersion' };
  return { state: { ...state, step: 'platforms' } };
}

function pressPicks(state: CloneState, { meaning, view }: Press): Answer {
  const picks = pressTable(state.picks, meaning, { height: picksRows(view.body), columns: 4 });
  if (picks !== null) return { state: { ...state, picks } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'versions' } };
  if (action !== 'accept') return null;
  if (!choosesAny(state)) return { state, notice: 'nothingChosen' };
  return { state: { ...state, step: 'platforms' } };
}

function pressPlatforms(state: CloneState, { meaning, view }: Press): Answer {
  const platforms: TableState | null = pressTable(state.platforms, meaning, {
    height: view.body.height - 6,
    columns: 2,
  });
  if (platforms !== null) return { state: { ...state, platforms } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: beforePlatforms(state), top: 0 } };
  if (action !== 'accept') return null;
  if (platformsChosen(state).platforms.size === 0) return { state, notice: 'noPlatform' };
  return { state: { ...state, step: 'target' } };
}

/** The step that led to the platforms: it depends on the way that was taken. */
function beforePlatforms(state: CloneState): CloneState['step'] {
  if (wayOf(state) === 'everything') return 'release';
  if (wayOf(state) === 'cluster' && state.brings !== null) return 'brings';
  return ruleOf(state).mode === 'exact' ? 'picks' : 'versions';
}

function pressTarget(state: CloneState, { meaning }: Press): Answer {
  const edited = pressForm(state.target, meaning);
  if (edited !== null) return { state: { ...state, target: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'platforms' } };
  if (action !== 'accept') return null;
  const target = withProblems(state.target, {
    target: textOf(state.target, 'target') === '' ? 'empty' : null,
  });
  if (hasProblem(target)) return { state: { ...state, target }, notice: 'formWrong' };
  const task = { kind: 'plan' as const, id: state.tasks + 1, request: requestOf(state) };
  return { state: withCloneTask(state, task) };
}
