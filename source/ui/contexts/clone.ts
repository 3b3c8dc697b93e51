import { accept, back, type Contexts } from './context.ts';

type Clone =
  | 'brings'
  | 'platforms'
  | 'versions'
  | 'modes'
  | 'blank-prefix'
  | 'prefix'
  | 'receipt'
  | 'incomplete';

export const cloneContexts: Contexts<Clone> = {
  brings: {
    within: ['reading', 'global'],
    bindings: [accept, { action: 'edit', strokes: ['c'], footer: 2 }, back],
  },
  platforms: { within: ['motion', 'choice', 'global'], bindings: [accept, back] },
  versions: {
    within: ['motion', 'global'],
    bindings: [
      accept,
      { action: 'less', strokes: ['left', '-'], footer: 3 },
      { action: 'more', strokes: ['right', '+'], footer: 2 },
      back,
    ],
  },
  modes: { within: ['motion', 'global'], bindings: [accept, back] },
  // No version begins with these letters, so that whoever walks through the ways with them is not made to type.
  'blank-prefix': {
    within: ['always'],
    text: true,
    bindings: [
      accept,
      { action: 'up', strokes: ['up', 'k', 'shift+tab'] },
      { action: 'down', strokes: ['down', 'j', 'tab'] },
      { action: 'first', strokes: ['g', 'home'] },
      { action: 'last', strokes: ['G', 'end'] },
      { action: 'help', strokes: ['?'], footer: 9 },
      { action: 'quit', strokes: ['q'], footer: 10 },
      back,
    ],
  },
  prefix: {
    within: ['edit'],
    bindings: [
      accept,
      { action: 'up', strokes: ['up', 'shift+tab'] },
      { action: 'down', strokes: ['down', 'tab'] },
      back,
    ],
  },
  receipt: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'done', strokes: ['enter', 'escape'], footer: 1 },
      { action: 'verify', strokes: ['v'], footer: 2 },
      { action: 'serve', strokes: ['s'], footer: 3 },
      { action: 'again', strokes: ['r'] },
    ],
  },
  incomplete: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'again', strokes: ['r'], footer: 1 },
      { action: 'done', strokes: ['enter', 'escape'], footer: 2 },
    ],
  },
};
