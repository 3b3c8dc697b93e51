import type { Action } from '../ui/actions.ts';
import { pressPager, wrapped } from '../ui/pager.tsx';
import type { AppState } from './app-state.ts';
import { overlayLines } from './overlay-lines.ts';
import { entriesOf, pressPalette } from './palette/palette-state.ts';
import { actionOf, type Going, type Press } from './screen.ts';

/** What a key over a screen leads to: another state, another screen, or what a key of that screen does. */
export type Told =
  | { readonly kind: 'state'; readonly state: AppState | null }
  | { readonly kind: 'go'; readonly state: AppState; readonly going: Going }
  | { readonly kind: 'action'; readonly state: AppState; readonly action: Action };

/** What a key does while something lies over the screen. */
export function pressOverlay(state: AppState, press: Press): Told {
  if (state.overlay === 'palette') return palette(state, press);
  const action = actionOf(press.meaning);
  if (state.overlay === 'quit') {
    if (action === 'yes') return { kind: 'state', state: { ...state, leaving: 'for-good' } };
    return { kind: 'state', state: action === 'no' ? { ...state, overlay: null } : state };
  }
  const { body, messages } = press.view;
  const count = wrapped(overlayLines(state, messages), body.width).length;
  const top = pressPager(state.top, count, body.height, press.meaning);
  if (top !== null) return { kind: 'state', state: { ...state, top } };
  return { kind: 'state', state: action === 'back' ? { ...state, overlay: null } : state };
}

function palette(state: AppState, press: Press): Told {
  const closed: AppState = { ...state, overlay: null, palette: null };
  if (state.palette === null) return { kind: 'state', state: closed };
  const next = pressPalette(state.palette, press);
  if (next !== null) return { kind: 'state', state: { ...state, palette: next } };
  const action = actionOf(press.meaning);
  if (action === 'back') return { kind: 'state', state: closed };
  const chosen = entriesOf(state.palette, press.view.messages)[state.palette.place];
  if (action !== 'accept' || chosen === undefined) return { kind: 'state', state: null };
  const { does } = chosen;
  if (does.kind === 'go') return { kind: 'go', state: closed, going: does.route };
  return { kind: 'action', state: closed, action: does.action };
}
