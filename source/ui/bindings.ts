import type { Action } from './actions.ts';
import { type Binding, type ContextName, contexts } from './contexts.ts';
import { type Stroke, typedBy } from './keys.ts';

/** The bindings that hold in a context: its own first, then those of the contexts around it. */
export function bindingsIn(name: ContextName): readonly Binding[] {
  const { bindings, within } = contexts[name];
  return [...bindings, ...within.flatMap(bindingsIn)];
}

/** Whether letters type text in a context. */
export function takesText(name: ContextName): boolean {
  const { text, within } = contexts[name];
  return text === true || within.some(takesText);
}

const lookups = new Map<ContextName, ReadonlyMap<Stroke, Action>>();

function lookupOf(name: ContextName): ReadonlyMap<Stroke, Action> {
  const known = lookups.get(name);
  if (known !== undefined) return known;
  const lookup = new Map<Stroke, Action>();
  for (const { strokes, action } of bindingsIn(name)) {
    for (const stroke of strokes) if (!lookup.has(stroke)) lookup.set(stroke, action);
  }
  lookups.set(name, lookup);
  return lookup;
}

/** What a stroke means in a context: an action, text that is typed, or nothing there. */
export type Meaning =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' };

/** Looks a stroke up in the table. */
export function meaningOf(name: ContextName, stroke: Stroke): Meaning {
  const action = lookupOf(name).get(stroke);
  if (action !== undefined) return { kind: 'action', action };
  const text = takesText(name) ? typedBy(stroke) : null;
  return text === null ? { kind: 'nothing' } : { kind: 'text', text };
}

/** Strokes that two bindings of one context claim: none, says a test. */
export function conflictsIn(name: ContextName): readonly Stroke[] {
  const strokes = bindingsIn(name).flatMap((binding) => binding.strokes);
  return strokes.filter((stroke, at) => strokes.indexOf(stroke) !== at);
}
