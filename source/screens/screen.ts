import type { Engine, Settings } from '../engine/index.ts';
import type { Language, Messages } from '../messages/index.ts';
import type { Meaning } from '../ui/bindings.ts';
import type { Surroundings } from '../ui/look.ts';
import type { Body } from '../ui/shell.tsx';
import type { Lent } from '../ui/suspend.ts';
import type { Arrivals } from './arrivals.ts';
import type { Status } from './status.ts';

export type Route = keyof Arrivals;

/** A screen to go to: as it was left, or begun anew with what it is told. */
export type Going =
  | Route
  | { readonly [R in Route]: { readonly route: R; readonly with: Arrivals[R] } }[Route];

/** Why a key does nothing now: a key of `messages.shell.reasons`. */
export type Reason = keyof Messages['shell']['reasons'];

/** What lies over a screen until it is closed. */
export type Overlay = 'help' | 'palette' | 'command' | 'quit';

/** What a press leads to besides the screen's next state. */
export type Consequences = {
  /** Why the key could not be used, or what has just happened. */
  readonly notice?: Reason | undefined;
  readonly go?: Going | undefined;
  /** Back to the screen before this one. */
  readonly leave?: true | undefined;
  readonly open?: Overlay | undefined;
  /** How everything looks, and in which language, from now on. */
  readonly settings?: Partial<Settings> | undefined;
  /** What is known of the home is read anew. */
  readonly refresh?: true | undefined;
};

export type Outcome<State> = Consequences & { readonly state: State };

/** What a reducer of a screen may look at besides its state. */
export type View = { readonly body: Body; readonly messages: Messages };

export type Press = { readonly meaning: Meaning; readonly view: View };

/** Operations that must come to rest before the program may end. */
export type Running = Set<{ stop(): void; readonly ended: Promise<unknown> }>;

/** What screens are given to do things with. */
export type World = {
  readonly engine: Engine;
  readonly messages: Messages;
  readonly language: Language;
  readonly now: () => Date;
  /** The line has not taken what was painted before. */
  readonly isBusy: () => boolean;
  readonly running: Running;
  /** What holds where nothing is set. */
  readonly surroundings: Surroundings;
  /** The screens that there are. */
  readonly routes: readonly Route[];
  /** The home and its current mirror, as last read. */
  readonly status: Status;
  /** Leaves the screen to a program for a while; it comes back after Enter. */
  readonly lend: <Result>(lent: Lent<Result>) => Promise<Result>;
};

/** What a screen's component is given. */
export type ScreenProps<State> = { readonly state: State; readonly body: Body; readonly world: World };

/** The action of a press; null for text and for keys without a meaning. */
export function actionOf(meaning: Meaning): string | null {
  return meaning.kind === 'action' ? meaning.action : null;
}
