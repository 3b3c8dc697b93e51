import { pressPager, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press, type View } from '../screen.ts';
import { changing } from '../work/work-state.ts';
import { setupLines } from './setup-lines.ts';
import { originOf, purposeOf, type SetupState, type SetupWork } from './setup-state.ts';

type Answer = Outcome<SetupState> | null;

/** Moving within a page that is longer than the screen. */
function scrolled(state: SetupState, { meaning, view }: Press): Answer {
  const top = pressPager(state.top, rowsOf(state, view), view.body.height, meaning);
  return top === null ? null : { state: { ...state, top } };
}

function rowsOf(state: SetupState, { body, messages }: View): number {
  return wrapped(setupLines(state, messages), body.width).length;
}

/** The fingerprint is the same as the operator's, or it is not. */
export function pressTrust(state: SetupState, press: Press): Answer {
  const { met } = state;
  const action = actionOf(press.meaning);
  if (action === 'no' || action === 'back') {
    const origin = originOf(state);
    const step = origin === 'official' || origin === 'demo' ? 'source' : 'address';
    return { state: { ...state, step, met: null } };
  }
  if ((action !== 'yes' && action !== 'accept') || met === null) return scrolled(state, press);
  const kind = purposeOf(state) === 'use' ? 'use' : 'keep';
  const what: SetupWork = { kind, plan: met, demo: state.demo };
  return { state: { ...state, work: changing<SetupWork>(state.work, what) } };
}

/** What the demo will be, before it is made. */
export function pressDemo(state: SetupState, press: Press): Answer {
  const action = actionOf(press.meaning);
  if (action === 'back') return { state: { ...state, step: 'source' } };
  if (action !== 'start' || state.demoPlan === null) return scrolled(state, press);
  const what: SetupWork = { kind: 'make-demo', plan: state.demoPlan };
  return { state: { ...state, work: changing<SetupWork>(state.work, what) } };
}

export function pressReview(state: SetupState, press: Press): Answer {
  const action = actionOf(press.meaning);
  if (action === 'back') return { state: { ...state, step: 'own', plan: null } };
  if (action !== 'start' || state.plan === null) return scrolled(state, press);
  const { plan } = state;
  return { state: { ...state, work: changing<SetupWork>(state.work, { kind: 'make-own', plan }) } };
}

/** On to what it was set up for. */
export function pressDone(state: SetupState, press: Press): Answer {
  const { done } = state;
  switch (actionOf(press.meaning)) {
    case 'back':
      return { state, go: 'home' };
    case 'accept':
      if (done?.kind !== 'part') return { state, go: 'home' };
      // what is done is left behind: Esc in what comes next leads to where this was begun
      return { state, leave: true, go: { route: 'clone', with: { source: done.source, begin: 'way' } } };
    default:
      return scrolled(state, press);
  }
}
