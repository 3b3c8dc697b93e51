import type { Messages } from '../../messages/index.ts';
import type { Action } from '../../ui/actions.ts';
import { bindingsIn } from '../../ui/bindings.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type Field, fieldOf, pressField } from '../../ui/form/field.ts';
import { keyName, meaningIn } from '../../ui/key-names.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { routes } from '../doors.ts';
import type { Press, Route } from '../screen.ts';

/** Something that the palette can do: go to a screen, or what a key would do on the screen below. */
export type PaletteEntry = {
  readonly label: string;
  readonly note: string;
  readonly key: string;
  readonly does:
    | { readonly kind: 'go'; readonly route: Route }
    | { readonly kind: 'action'; readonly action: Action };
};

export type PaletteState = {
  readonly filter: Field;
  readonly place: number;
  /** Where the keys of the screen below are looked up. */
  readonly below: ContextName;
};

export const paletteContext: ContextName = 'palette';

/** What moves a cursor or types is found without a palette. */
const tooSmall: ReadonlySet<Action> = new Set([
  ...(['up', 'down', 'page-up', 'page-down', 'first', 'last', 'left', 'right', 'line-start'] as const),
  ...(['line-end', 'erase', 'erase-next', 'erase-word', 'erase-line', 'next-field'] as const),
  ...(['previous-field', 'palette', 'interrupt', 'complete'] as const),
]);

/** The palette over a screen, nothing typed yet. */
export function paletteOver(below: ContextName): PaletteState {
  return { filter: fieldOf(''), place: 0, below };
}

function everyEntry(below: ContextName, messages: Messages): readonly PaletteEntry[] {
  const here = bindingsIn(below)
    .filter(({ action }) => !tooSmall.has(action))
    .map(({ action, strokes }) => ({
      label: messages.shell.actions[action],
      note: meaningIn(below, action, messages),
      key: keyName(strokes[0] ?? '', messages),
      does: { kind: 'action' as const, action },
    }));
  const screens = routes.map((route) => ({
    ...messages.rooms[route],
    key: '',
    does: { kind: 'go' as const, route },
  }));
  return [...here, ...screens];
}

/** What the typed words leave; a screen is found by its English name in every language. */
export function entriesOf({ below, filter }: PaletteState, messages: Messages): readonly PaletteEntry[] {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  return everyEntry(below, messages).filter(({ label, note, does }) => {
    const name = does.kind === 'go' ? does.route : does.action;
    const text = `${label} ${note} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The palette after a key press; null when the key is not the palette's (Enter, Esc). */
export function pressPalette(state: PaletteState, { meaning, view }: Press): PaletteState | null {
  const count = entriesOf(state, view.messages).length;
  const place = pressMenu(state.place, count, meaning);
  if (place !== null) return { ...state, place };
  const filter = pressField(state.filter, meaning);
  return filter === null ? null : { ...state, filter, place: 0 };
}
