import type { Messages } from '../messages/index.ts';
import type { Action } from './actions.ts';
import { bindingsIn } from './bindings.ts';
import type { Binding, ContextName } from './contexts.ts';
import type { Stroke } from './keys.ts';
import { columnsOf } from './text.ts';

/** A stroke as keyboards call it: `Enter`, `Ctrl-C`, `?`. */
export function keyName(stroke: Stroke, messages: Messages): string {
  if (stroke.startsWith('ctrl+')) return `Ctrl-${stroke.slice(5).toUpperCase()}`;
  const names: Readonly<Record<string, string>> = messages.shell.keys;
  return names[stroke] ?? stroke;
}

export type FooterKey = { readonly key: string; readonly label: string };

/** The keys that matter now, as many as fit; the way back and the help are given room first. */
export function footerKeys(context: ContextName, width: number, messages: Messages): readonly FooterKey[] {
  const ranked = bindingsIn(context)
    .filter((binding) => binding.footer !== undefined)
    .sort((left, right) => (left.footer ?? 0) - (right.footer ?? 0));
  const essential = (binding: Binding): boolean =>
    ['accept', 'open', 'start', 'done', 'back', 'help', 'yes', 'no'].includes(binding.action);
  const inOrder = [...ranked.filter(essential), ...ranked.filter((binding) => !essential(binding))];
  let left = width;
  const fitting = new Set<Binding>();
  for (const binding of inOrder) {
    const { key, label } = footerKey(binding, messages);
    const needed = columnsOf(key) + 1 + columnsOf(label) + 2;
    if (needed > left + 2) continue;
    left -= needed;
    fitting.add(binding);
  }
  return ranked.filter((binding) => fitting.has(binding)).map((binding) => footerKey(binding, messages));
}

function footerKey(binding: Binding, messages: Messages): FooterKey {
  return {
    key: (binding.shown ?? binding.strokes.slice(0, 1)).map((stroke) => keyName(stroke, messages)).join('/'),
    label: messages.shell.actions[binding.action],
  };
}

/** What an action does where these keys hold: some words fit one context only. */
export function meaningIn(context: ContextName, action: Action, { shell }: Messages): string {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = shell.meaningsIn;
  return own[context]?.[action] ?? shell.meanings[action];
}

export type HelpKey = { readonly keys: string; readonly meaning: string; readonly action: Action };

/** Every key of a context with what it does, for the help. */
export function helpKeys(context: ContextName, messages: Messages): readonly HelpKey[] {
  return bindingsIn(context).map(({ action, strokes }) => ({
    action,
    keys: strokes.map((stroke) => keyName(stroke, messages)).join('  '),
    meaning: meaningIn(context, action, messages),
  }));
}
