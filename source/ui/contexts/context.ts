import type { Action } from '../actions.ts';
import type { Stroke } from '../keys.ts';

export type Binding = {
  readonly action: Action;
  /** The first is the one that the footer shows. */
  readonly strokes: readonly Stroke[];
  /** Rank in the footer, 1 first; without one the binding stands in the help only. */
  readonly footer?: number;
  /** Strokes that the footer names instead of the first alone. */
  readonly shown?: readonly Stroke[];
};

/** Contexts that only stand around others. */
export type OuterContext = 'global' | 'always' | 'motion' | 'reading' | 'search' | 'choice' | 'edit';

export type Context = {
  readonly bindings: readonly Binding[];
  /** Contexts whose bindings hold here too. */
  readonly within: readonly OuterContext[];
  /** Letters type text. */
  readonly text?: boolean;
  /** What the keys are about is just being read: they are kept until it is there. */
  readonly waits?: boolean;
};

/** Several contexts by name, as a file of them gives them. */
export type Contexts<Name extends string> = Readonly<Record<Name, Context>>;

export const back: Binding = { action: 'back', strokes: ['escape'], footer: 8 };
export const accept: Binding = { action: 'accept', strokes: ['enter'], footer: 1 };
