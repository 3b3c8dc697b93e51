import type { HomeStatus, JobSummary, Settings } from '../engine/index.ts';
import type { Language } from '../messages/index.ts';
import type { ContextName } from '../ui/contexts.ts';
import type { KeyboardEvent } from '../ui/keyboard.ts';
import type { Stroke } from '../ui/keys.ts';
import { type Look, lookOf, type Surroundings } from '../ui/look.ts';
import type { Problem } from '../ui/problem.ts';
import type { Size } from '../ui/shell.tsx';
import { openRoom } from './doors.ts';
import { type PaletteState, paletteContext } from './palette/palette-state.ts';
import type { Room } from './room.ts';
import type { Going, Overlay, Reason, Route } from './screen.ts';
import type { Status } from './status.ts';

export type AppState = {
  readonly size: Size;
  readonly language: Language;
  readonly look: Look;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
  readonly status: Status;
  /** Screens that were opened, as they were left. */
  readonly rooms: ReadonlyMap<Route, Room>;
  /** The way here: the last one is on the screen, Esc leads to the one before. */
  readonly way: readonly Route[];
  readonly overlay: Overlay | null;
  readonly palette: PaletteState | null;
  /** First line of the overlay's text that is shown. */
  readonly top: number;
  readonly notice: Reason | null;
  /** Ctrl-C was pressed once. */
  readonly armed: boolean;
  /** Set when the workstation is to close: `at-once` is what an interrupt does, that asks for nothing and loses nothing. */
  readonly leaving: 'for-good' | 'at-once' | null;
  /** Keys that were pressed while what they are about was being read. */
  readonly ahead: readonly Stroke[];
  /** Counted up to be stopped (Ctrl-Z), painted anew (Ctrl-L), or left for a command that is printed whole. */
  readonly suspends: number;
  readonly redraws: number;
  readonly prints: number;
};

export type AppEvent =
  | { readonly type: 'folders'; readonly text: string; readonly found: readonly string[] }
  | KeyboardEvent
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'status'; readonly status: HomeStatus }
  | { readonly type: 'status-failed'; readonly problem: Problem }
  | { readonly type: 'jobs'; readonly jobs: readonly JobSummary[] }
  | { readonly type: 'room'; readonly route: Route; readonly event: unknown };

/** What is set, and what holds where nothing is. */
export type Appearance = { readonly settings: Settings; readonly surroundings: Surroundings };

/** Where a workstation begins. */
export function appAtStart(
  size: Size,
  language: Language,
  going: Going,
  { settings, surroundings }: Appearance,
): AppState {
  const room = openRoom(going);
  return {
    size,
    language,
    look: lookOf(settings, surroundings),
    settings,
    surroundings,
    status: { asked: 1, loading: true, status: null, problem: null, jobs: null, jobsAsked: 1 },
    rooms: new Map([[room.route, room]]),
    way: room.route === 'home' ? ['home'] : ['home', room.route],
    overlay: null,
    palette: null,
    top: 0,
    notice: null,
    armed: false,
    leaving: null,
    ahead: [],
    suspends: 0,
    redraws: 0,
    prints: 0,
  };
}

/** The screen at the front. */
export function roomOfApp(state: AppState): Room {
  const route = state.way.at(-1) ?? 'home';
  return state.rooms.get(route) ?? openRoom(route);
}

/** Something runs that leaving would stop. */
export function busyRoom(state: AppState): Room | null {
  return [...state.rooms.values()].find((room) => room.busy) ?? null;
}

/** Which keys hold now. */
export function contextOf(state: AppState): ContextName {
  switch (state.overlay) {
    case 'help':
      return 'help';
    case 'command':
      return 'command';
    case 'quit':
      return 'leaving';
    case 'palette':
      return paletteContext;
    case null:
      return roomOfApp(state).context;
  }
}
