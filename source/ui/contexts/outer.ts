import type { Binding, Contexts, OuterContext } from './context.ts';

const motion: readonly Binding[] = [
  { action: 'up', strokes: ['up', 'k'] },
  { action: 'down', strokes: ['down', 'j'] },
  { action: 'page-up', strokes: ['pageup', 'ctrl+b'] },
  { action: 'page-down', strokes: ['pagedown', 'ctrl+f'] },
  { action: 'first', strokes: ['g', 'home'] },
  { action: 'last', strokes: ['G', 'end'] },
];

/** What holds around other contexts: moving, searching, choosing, typing. */
export const outerContexts: Contexts<OuterContext> = {
  always: {
    within: [],
    bindings: [
      { action: 'interrupt', strokes: ['ctrl+c'] },
      { action: 'suspend', strokes: ['ctrl+z'] },
      { action: 'redraw', strokes: ['ctrl+l'] },
      { action: 'palette', strokes: ['ctrl+k'] },
    ],
  },
  global: {
    within: ['always'],
    bindings: [
      { action: 'help', strokes: ['?'], footer: 9 },
      { action: 'palette', strokes: [':'], footer: 10 },
      { action: 'command', strokes: ['e'], footer: 11 },
      { action: 'jobs', strokes: ['J'] },
      { action: 'quit', strokes: ['q'], footer: 12 },
    ],
  },
  motion: { within: [], bindings: motion },
  reading: {
    within: [],
    bindings: motion.map((binding) =>
      binding.action === 'page-down'
        ? { ...binding, strokes: ['space', ...binding.strokes], footer: 7 }
        : binding,
    ),
  },
  search: {
    within: [],
    bindings: [
      { action: 'filter', strokes: ['/'], footer: 3 },
      { action: 'sort', strokes: ['s'], footer: 6 },
      { action: 'sort-reverse', strokes: ['S'] },
    ],
  },
  choice: {
    within: [],
    bindings: [
      { action: 'toggle', strokes: ['space'], footer: 2 },
      { action: 'range', strokes: ['v'], footer: 5 },
      { action: 'all', strokes: ['a'], footer: 4 },
      { action: 'none', strokes: ['n'], footer: 7 },
      { action: 'invert', strokes: ['i'] },
    ],
  },
  edit: {
    within: ['always'],
    text: true,
    bindings: [
      { action: 'left', strokes: ['left', 'ctrl+b'] },
      { action: 'right', strokes: ['right', 'ctrl+f'] },
      { action: 'line-start', strokes: ['home', 'ctrl+a'] },
      { action: 'line-end', strokes: ['end', 'ctrl+e'] },
      { action: 'erase', strokes: ['backspace'] },
      { action: 'erase-next', strokes: ['delete', 'ctrl+d'] },
      { action: 'erase-word', strokes: ['ctrl+w'] },
      { action: 'erase-line', strokes: ['ctrl+u'] },
    ],
  },
};
