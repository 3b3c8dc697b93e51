import type { Action } from '../ui/actions.ts';
import { meaningOf } from '../ui/bindings.ts';
import { contexts } from '../ui/contexts.ts';
import type { Stroke } from '../ui/keys.ts';
import { type AppState, contextOf } from './app-state.ts';

/** The way out, and what belongs to the terminal, wait for nothing. */
const atOnce: ReadonlySet<Action> = new Set(['back', 'interrupt', 'suspend', 'redraw']);

function waits(state: AppState): boolean {
  return contexts[contextOf(state)].waits === true;
}

/** Whether a key is to be kept for when what it is about is there. */
export function waitsWith(state: AppState, stroke: Stroke): boolean {
  const meaning = meaningOf(contextOf(state), stroke);
  return waits(state) && !(meaning.kind === 'action' && atOnce.has(meaning.action));
}

/** Presses the keys that were kept, one after another, until one has to be waited for again. */
export function withKept(state: AppState, press: (state: AppState, stroke: Stroke) => AppState): AppState {
  let next = state;
  while (next.ahead.length > 0 && !waits(next)) {
    const [first = '', ...ahead] = next.ahead;
    next = press({ ...next, ahead }, first);
  }
  return next;
}
