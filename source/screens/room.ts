import type { ReactNode } from 'react';
import type { Messages } from '../messages/index.ts';
import type { ContextName } from '../ui/contexts.ts';
import type { Body } from '../ui/shell.tsx';
import type { Arrivals } from './arrivals.ts';
import type { Look } from './keeper.ts';
import type { Consequences, Outcome, Press, Reason, Route, ScreenProps, View, World } from './screen.ts';

/** A screen, in pieces that a reducer and a renderer can call. All but `use` and `view` are pure. */
export type ScreenPlan<R extends Route, State, Event> = {
  readonly route: R;
  start(arrival: Arrivals[R] | null): State;
  /** The screen comes to the front, for the first time or again. */
  entered?(state: State): State;
  context(state: State): ContextName;
  title(state: State, messages: Messages): string;
  /** The mirror that the screen is about, when it is not the current one. */
  subject?(state: State): string | null;
  /** What a key does; null: nothing, which the shell then says. */
  press(state: State, press: Press): Outcome<State> | null;
  /** What answers of the engine change. */
  reduce(state: State, event: Event): State;
  /** Whether an event may have changed the current mirror or the home, so that others read it anew. */
  changes?(event: Event): boolean;
  /** What is to be said of an event that changes nothing a person would see; null: nothing. */
  says?(event: Event): Reason | null;
  /** A text that a field wants completed as a path, and what was found for it. */
  wanted?(state: State): string | null;
  found?(state: State, text: string, found: readonly string[]): State;
  /** The commands that do the same; empty where there is none yet. */
  command?(state: State, view: View): readonly string[];
  /** Leaving the program would lose what was entered here. */
  unsaved?(state: State): boolean;
  /** What is chosen here and would be lost with the line: see `Look`. */
  keeps?(state: State): ReturnType<Look>;
  /** Something is being done here that leaving the program stops. */
  busy?(state: State): boolean;
  /** A hook: has the engine do what the state asks for. It lives as long as the workstation, not the screen. */
  use(state: State, world: World, send: (event: Event) => void, active: boolean): void;
  view(props: ScreenProps<State>): ReactNode;
};

/** A screen with its state inside: what the workstation holds, whatever screen it is. */
export type Room = {
  readonly route: Route;
  readonly context: ContextName;
  readonly subject: string | null;
  readonly wanted: string | null;
  readonly unsaved: boolean;
  readonly busy: boolean;
  title(messages: Messages): string;
  command(view: View): readonly string[];
  /** Null on a screen where nothing is kept. */
  readonly keeps: Look | null;
  /** What it began with. */
  readonly arrival: unknown;
  entered(): Room;
  press(press: Press): RoomOutcome | null;
  /** An event that this room's own `use` has sent. */
  receive(event: unknown): {
    readonly room: Room;
    readonly changes: boolean;
    readonly notice: Reason | null;
  };
  found(text: string, found: readonly string[]): Room;
  use(world: World, send: (event: unknown) => void, active: boolean): void;
  view(body: Body, world: World): ReactNode;
};

export type RoomOutcome = Consequences & { readonly room: Room };

/** Closes a state into its screen. */
export function roomOf<R extends Route, State, Event>(
  plan: ScreenPlan<R, State, Event>,
  state: State,
  arrival: Arrivals[R] | null,
): Room {
  const next = (changed: State): Room => (changed === state ? room : roomOf(plan, changed, arrival));
  const room: Room = {
    route: plan.route,
    context: plan.context(state),
    subject: plan.subject?.(state) ?? null,
    wanted: plan.wanted?.(state) ?? null,
    unsaved: plan.unsaved?.(state) ?? false,
    busy: plan.busy?.(state) ?? false,
    title: (messages) => plan.title(state, messages),
    command: (view) => plan.command?.(state, view) ?? [],
    keeps: plan.keeps === undefined ? null : () => plan.keeps?.(state) ?? null,
    arrival,
    entered: () => next(plan.entered?.(state) ?? state),
    press(press) {
      const outcome = plan.press(state, press);
      if (outcome === null) return null;
      const { state: changed, ...consequences } = outcome;
      return { ...consequences, room: next(changed) };
    },
    receive(event) {
      // only what this plan's `use` sends comes here, and that is an Event
      const own = event as Event;
      return {
        room: next(plan.reduce(state, own)),
        changes: plan.changes?.(own) ?? false,
        notice: plan.says?.(own) ?? null,
      };
    },
    found: (text, found) => next(plan.found?.(state, text, found) ?? state),
    use: (world, send, active) => plan.use(state, world, send, active),
    view: (body, world) => plan.view({ state, body, world }),
  };
  return room;
}
