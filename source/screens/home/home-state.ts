import type { HomeStatus, JobSummary, SourceNews, Unfinished, WaitingChange } from '../../engine/index.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press, type Route } from '../screen.ts';
import { factLines } from './home-facts.ts';
import { goingTo, type HomeFacts } from './home-needs.ts';
import { entriesOf, type HomeEntry } from './home-rows.ts';

export type HomeState = {
  readonly facts: HomeFacts;
  /** The row where the person is, by its id; null: the first one, whatever it is. */
  readonly at: string | null;
  /** Everything that is known is read in full; the first line that is shown of it. */
  readonly reading: { readonly top: number } | null;
  /** Counts up to look anew. */
  readonly looks: number;
  /** Kept choices that a second press throws away. */
  readonly asked: string | null;
  /** Those that are being thrown away. */
  readonly discarding: string | null;
};

export type HomeEvent =
  | {
      readonly type: 'known';
      readonly status: HomeStatus | null;
      readonly at: string;
      readonly routes: readonly Route[];
    }
  | { readonly type: 'jobs'; readonly jobs: readonly JobSummary[] }
  | { readonly type: 'waiting'; readonly waiting: readonly WaitingChange[] }
  | { readonly type: 'unfinished'; readonly unfinished: readonly Unfinished[] }
  | { readonly type: 'news'; readonly news: SourceNews | null };

export const homeAtStart: HomeState = {
  facts: { status: null, at: '', jobs: [], news: null, waiting: [], unfinished: [], routes: [] },
  at: null,
  reading: null,
  looks: 0,
  asked: null,
  discarding: null,
};

/** Where the person is among the rows that can be opened. */
export function placeOf({ facts, at }: HomeState): number {
  return Math.max(
    0,
    entriesOf(facts).findIndex(({ id }) => id === at),
  );
}

/** The kept choices that the person is at. */
export function keptAt(state: HomeState): Unfinished | null {
  const entry = entriesOf(state.facts)[placeOf(state)];
  return entry?.kind === 'need' && entry.need.kind === 'unfinished' ? entry.need.chosen : null;
}

/** What is learnt, taken in. */
export function reduceHome(state: HomeState, event: HomeEvent): HomeState {
  const { type, ...learnt } = event;
  const next = { ...state, facts: { ...state.facts, ...learnt } };
  return type === 'unfinished' ? { ...next, discarding: null } : next;
}

/** What a key does on the first page; but for the second of two that throw choices away, it ends the question. */
export function pressHome(before: HomeState, press: Press): Outcome<HomeState> | null {
  const state = { ...before, asked: null };
  return actionOf(press.meaning) === 'discard' && before.reading === null
    ? discarded(state, before.asked)
    : pressed(state, press);
}

function pressed(state: HomeState, { meaning, view }: Press): Outcome<HomeState> | null {
  if (state.reading !== null) {
    const { body, messages } = view;
    const count = wrapped(factLines(state.facts, messages), body.width).length;
    const top = pressPager(state.reading.top, count, body.height, meaning);
    if (top !== null) return { state: { ...state, reading: { top } } };
    return actionOf(meaning) === 'back' ? { state: { ...state, reading: null } } : null;
  }
  const entries = entriesOf(state.facts);
  const place = placeOf(state);
  const moved = pressMenu(place, entries.length, meaning);
  if (moved !== null) return { state: { ...state, at: entries[moved]?.id ?? null } };
  switch (actionOf(meaning)) {
    case 'open':
      return opened(state, entries[place]);
    case 'details':
      return { state: { ...state, reading: { top: 0 } } };
    case 'clone':
      return { state, go: 'clone' };
    case 'sources':
      return { state, go: 'sources' };
    case 'refresh':
      return { state: { ...state, looks: state.looks + 1 }, refresh: true };
    default:
      return null;
  }
}

/** They are gone for good then, so it takes two presses. */
function discarded(state: HomeState, asked: string | null): Outcome<HomeState> | null {
  const chosen = keptAt(state);
  if (chosen === null) return null;
  return chosen.id === asked
    ? { state: { ...state, discarding: chosen.id } }
    : { state: { ...state, asked: chosen.id }, notice: 'discardAgain' };
}

function opened(state: HomeState, entry: HomeEntry | undefined): Outcome<HomeState> {
  if (entry === undefined) return { state, notice: 'noRow' };
  const here = { ...state, at: entry.id };
  const go = entry.kind === 'room' ? entry.route : goingTo(entry.need, state.facts.routes);
  return { state: here, go };
}
