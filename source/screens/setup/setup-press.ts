import { languages } from '../../messages/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { hasProblem, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { pressDemo, pressDone, pressReview, pressTrust } from './setup-end-press.ts';
import { checkedOwn } from './setup-own.ts';
import {
  type AddressProblem,
  addressForm,
  type Origin,
  originOf,
  origins,
  purposeOf,
  purposes,
  type SetupState,
  type SetupWork,
} from './setup-state.ts';

type Answer = Outcome<SetupState> | null;

/** What a key does in the first set-up. */
export function pressSetup(state: SetupState, press: Press): Answer {
  if (workContext(state.work) !== null) return pressWorking(state, press);
  switch (state.step) {
    case 'language':
      return pressLanguage(state, press);
    case 'purpose':
      return pressPurpose(state, press);
    case 'source':
      return pressSource(state, press);
    case 'address':
      return pressAddress(state, press);
    case 'demo':
      return pressDemo(state, press);
    case 'trust':
      return pressTrust(state, press);
    case 'own':
      return pressOwn(state, press);
    case 'review':
      return pressReview(state, press);
    case 'done':
      return pressDone(state, press);
  }
}

function pressWorking(state: SetupState, press: Press): Answer {
  const outcome = pressWork(state.work, press);
  if (outcome === null) return null;
  const next = { ...state, work: outcome.work };
  const { again, notice } = outcome;
  if (again === undefined) return { state: next, notice };
  // what is there by now is not planned again
  if (again.kind === 'make-own') return { state: plansOwn(next) };
  if (again.kind === 'make-demo') return { state: plansDemo(next) };
  return { state: { ...next, work: changing<SetupWork>(next.work, again) } };
}

/** Shows the language of the row at once, so that whoever can't read this one finds theirs. */
function pressLanguage(state: SetupState, { meaning }: Press): Answer {
  const at = state.language ?? 0;
  const place = pressMenu(at, languages.length, meaning);
  const language = languages[place ?? at] ?? 'en';
  if (place !== null) return { state: { ...state, language: place }, settings: { language } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'accept':
      return {
        state: { ...state, work: changing<SetupWork>(state.work, { kind: 'language', language }) },
        settings: { language },
      };
    default:
      return null;
  }
}

function pressPurpose(state: SetupState, { meaning }: Press): Answer {
  const purpose = pressMenu(state.purpose, purposes.length, meaning);
  if (purpose !== null) return { state: { ...state, purpose } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'language' } };
  if (action !== 'accept') return null;
  const chosen = purposeOf(state);
  if (chosen === 'later') return { state, go: 'home' };
  return { state: { ...state, step: chosen === 'own' ? 'own' : 'source' } };
}

function pressSource(state: SetupState, { meaning }: Press): Answer {
  const origin = pressMenu(state.origin, origins.length, meaning);
  if (origin !== null) return { state: { ...state, origin } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'purpose' } };
  if (action !== 'accept') return null;
  const chosen = originOf(state);
  if (chosen === 'official') return { state: meets(state, '', true) };
  if (chosen === 'demo') return { state: plansDemo(state) };
  const isPath = state.address.entries[0]?.kind === 'text' && state.address.entries[0].path;
  const kept = isPath === (chosen === 'folder') ? state.address : addressForm(chosen);
  return { state: { ...state, step: 'address', address: kept } };
}

function meets(state: SetupState, address: string, reset: boolean): SetupState {
  return { ...state, work: reading<SetupWork>(state.work, { kind: 'meet', address, reset }) };
}

function plansDemo(state: SetupState): SetupState {
  return { ...state, work: reading<SetupWork>(state.work, { kind: 'plan-demo' }) };
}

/** Without its scheme the engine takes an address for a folder, and looks for one that nobody meant. */
function problemOf(address: string, origin: Origin): AddressProblem | null {
  if (address === '') return 'empty';
  return origin === 'address' && !address.includes('://') ? 'scheme' : null;
}

function pressAddress(state: SetupState, { meaning }: Press): Answer {
  const edited = pressForm(state.address, meaning);
  if (edited !== null) return { state: { ...state, address: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'source' } };
  if (action !== 'accept') return null;
  const address = withoutTilde(textOf(state.address, 'address'));
  const problem = problemOf(address, originOf(state));
  if (problem === null) return { state: meets(state, address, false) };
  return {
    state: { ...state, address: withProblems(state.address, { address: problem }) },
    notice: 'formWrong',
  };
}

function pressOwn(state: SetupState, { meaning }: Press): Answer {
  const edited = pressForm(state.own, meaning);
  if (edited !== null) return { state: { ...state, own: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'purpose' } };
  if (action !== 'accept') return null;
  const { own } = state;
  if (own.focus < own.entries.length - 1)
    return { state: { ...state, own: { ...own, focus: own.focus + 1 } } };
  const checked = checkedOwn(own);
  if (hasProblem(checked)) return { state: { ...state, own: checked }, notice: 'formWrong' };
  return { state: plansOwn({ ...state, own: checked }) };
}

function plansOwn(state: SetupState): SetupState {
  const { own, made } = state;
  return { ...state, work: reading<SetupWork>(state.work, { kind: 'plan-own', form: own, made }) };
}
